//! How identities and secrets are kept.

use super::dto::{ClientSecretDto, IdentityDto, IssuedSecret, NewIdentity};
use crate::auth::{Providers, digest};
use crate::principals::commands::own;
use crate::problem::{Code, Problem, TechnicalCode};
use crate::state::Work;
use data_encoding::BASE32_NOPAD;
use peerline_persistence::StoreError;
use peerline_persistence::records::{ClientSecret, Identity, PrincipalKind};
use uuid::Uuid;

/// Secrets a machine has at the most: the old one, the new one, and room for a mistake.
const MOST_SECRETS: usize = 5;

/// That a principal is of the agency and of a kind; what is not is not there.
fn of_kind(work: &mut Work<'_, '_>, agency: Uuid, id: Uuid, kind: PrincipalKind) -> Result<(), Problem> {
    let found = own(work, agency, id)?;
    if found.kind == kind { Ok(()) } else { Err(Problem::not_found()) }
}

fn done(done: bool) -> Result<(), Problem> {
    if done { Ok(()) } else { Err(Problem::not_found()) }
}

/// Lets a subject of an identity provider sign in as a person.
pub(super) fn add_identity(
    work: &mut Work<'_, '_>,
    agency: Uuid,
    id: Uuid,
    new: NewIdentity,
    providers: &Providers,
) -> Result<IdentityDto, Problem> {
    of_kind(work, agency, id, PrincipalKind::Person)?;
    let found = work.tx.find_agency(agency)?.ok_or_else(Problem::not_found)?;
    if !providers.serves(&new.issuer, &found.slug) {
        return Err(Problem::field("/issuer", Code::Technical(TechnicalCode::CodeUnknown)));
    }
    let identity = Identity {
        id: work.new_id(),
        principal_id: id,
        issuer: new.issuer,
        subject_digest: digest(&new.subject),
        created_on: work.now.date_naive(),
    };
    match work.tx.insert_identity(identity.clone()) {
        Ok(()) => Ok(identity.into()),
        Err(StoreError::Duplicate) => {
            Err(Problem::field("/subject", Code::Technical(TechnicalCode::Duplicate)))
        }
        Err(error) => Err(error.into()),
    }
}

/// The identities of a person.
pub(super) fn identities(
    work: &mut Work<'_, '_>,
    agency: Uuid,
    id: Uuid,
) -> Result<Vec<IdentityDto>, Problem> {
    of_kind(work, agency, id, PrincipalKind::Person)?;
    Ok(work.tx.identities_of(id)?.into_iter().map(Into::into).collect())
}

/// Takes an identity away; it opens nothing from the next request on.
pub(super) fn remove_identity(
    work: &mut Work<'_, '_>,
    agency: Uuid,
    id: Uuid,
    identity: Uuid,
) -> Result<(), Problem> {
    of_kind(work, agency, id, PrincipalKind::Person)?;
    done(work.tx.delete_identity(id, identity)?)
}

/// Makes a secret of a machine.
pub(super) fn issue_secret(work: &mut Work<'_, '_>, agency: Uuid, id: Uuid) -> Result<IssuedSecret, Problem> {
    of_kind(work, agency, id, PrincipalKind::Client)?;
    if work.tx.client_secrets_of(id)?.len() >= MOST_SECRETS {
        return Err(Problem::technical(TechnicalCode::LimitReached));
    }
    let bytes = [work.random.bytes16(), work.random.bytes16()].concat();
    let client_secret = BASE32_NOPAD.encode(&bytes);
    let record = ClientSecret {
        id: work.new_id(),
        principal_id: id,
        digest: digest(&client_secret),
        created_on: work.now.date_naive(),
    };
    let issued = IssuedSecret { id: record.id, client_id: id, client_secret, created_on: record.created_on };
    work.tx.insert_client_secret(record)?;
    Ok(issued)
}

/// The secrets of a machine.
pub(super) fn secrets(
    work: &mut Work<'_, '_>,
    agency: Uuid,
    id: Uuid,
) -> Result<Vec<ClientSecretDto>, Problem> {
    of_kind(work, agency, id, PrincipalKind::Client)?;
    Ok(work.tx.client_secrets_of(id)?.into_iter().map(Into::into).collect())
}

/// Ends a secret.
pub(super) fn end_secret(
    work: &mut Work<'_, '_>,
    agency: Uuid,
    id: Uuid,
    secret: Uuid,
) -> Result<(), Problem> {
    of_kind(work, agency, id, PrincipalKind::Client)?;
    done(work.tx.delete_client_secret(id, secret)?)
}
