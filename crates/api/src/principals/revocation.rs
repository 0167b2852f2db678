//! How everything is closed to a principal, and who must stay.

use super::commands::{own, read};
use super::dto::PrincipalDto;
use crate::problem::{Problem, TechnicalCode};
use crate::state::Work;
use peerline_domain::access::Role;
use uuid::Uuid;

/// That the agency keeps an administrator beside this one: one who is not revoked, and whose role holds today and
/// does not end by itself. Whoever is no administrator can go.
pub(super) fn keep_an_administrator(work: &mut Work<'_, '_>, leaving: Uuid) -> Result<(), Problem> {
    let today = work.now.date_naive();
    let holders = work.tx.role_holders(Role::AgencyAdmin)?;
    let is_one = holders.iter().any(|grant| grant.principal_id == leaving);
    let stays = |grant: &&peerline_persistence::records::RoleGrant| {
        grant.principal_id != leaving && grant.holds_on(today) && grant.ends_on.is_none()
    };
    if is_one && holders.iter().find(stays).is_none() {
        return Err(Problem::technical(TechnicalCode::LastAdministrator));
    }
    Ok(())
}

/// Closes everything to a principal.
pub(super) fn revoke(work: &mut Work<'_, '_>, agency: Uuid, id: Uuid) -> Result<PrincipalDto, Problem> {
    own(work, agency, id)?;
    keep_an_administrator(work, id)?;
    if work.tx.revoke_principal(id, work.now)? { read(work, agency, id) } else { Err(Problem::not_found()) }
}

/// Opens again what the roles allow, where everything was closed.
pub(super) fn reinstate(work: &mut Work<'_, '_>, agency: Uuid, id: Uuid) -> Result<PrincipalDto, Problem> {
    own(work, agency, id)?;
    let is_revoked = !work.tx.revoked_principals_between(id, id)?.is_empty();
    if is_revoked && work.tx.reinstate_principal(id)? {
        read(work, agency, id)
    } else {
        Err(Problem::not_found())
    }
}
