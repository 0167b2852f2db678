use super::dto::OAuthErrorCode;
use super::form::Asked;
use crate::auth::{Standing, digest};
use crate::problem::Problem;
use crate::state::Work;
use aws_lc_rs::constant_time::verify_slices_are_equal;
use peerline_domain::access::TokenScope;
use peerline_persistence::records::{ClientSecret, PrincipalKind};
use uuid::Uuid;

/// The machine, and what its token is limited to.
pub(super) type Granted = Result<(Uuid, Vec<TokenScope>), OAuthErrorCode>;

/// Judges a request for a token. An unknown client, one that is revoked or no machine, and a wrong secret are one
/// answer.
pub(super) fn grant(work: &mut Work<'_, '_>, asked: Asked) -> Result<Granted, Problem> {
    let id = asked.client.unwrap_or_default();
    let found = work.tx.find_principal(id)?.filter(|found| found.kind == PrincipalKind::Client);
    let agency = found.and_then(|found| found.agency_id);
    let secrets = match agency {
        Some(agency) => work.tx.within(agency, |tx| tx.client_secrets_of(id))?,
        None => Vec::new(),
    };
    let is_known = matches(&secrets, &asked.secret);
    let authorization = work.tx.authorization_of(id)?;
    let is_open = authorization.is_some_and(|found| found.revoked_at.is_none());
    if !is_known || !is_open {
        return Ok(Err(OAuthErrorCode::InvalidClient));
    }
    let roles = Standing::load(work.tx, id)?.roles_on(work.now.date_naive());
    let allowed = TokenScope::of_roles(&roles);
    let scopes = asked.scopes.unwrap_or_else(|| allowed.clone());
    Ok(if allowed.is_empty() {
        Err(OAuthErrorCode::UnauthorizedClient)
    } else if scopes.iter().all(|scope| allowed.contains(scope)) {
        Ok((id, scopes))
    } else {
        Err(OAuthErrorCode::InvalidScope)
    })
}

/// Compares with every secret there is, each in the same time wherever it differs.
fn matches(secrets: &[ClientSecret], secret: &str) -> bool {
    let sent = digest(secret);
    secrets.iter().fold(false, |known, one| verify_slices_are_equal(&one.digest, &sent).is_ok() | known)
}
