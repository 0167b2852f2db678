//! How everything is closed to a principal, and opened again.

use super::commands::{own, read};
use super::dto::PrincipalDto;
use super::last_administrator::keep_an_administrator;
use crate::problem::Problem;
use crate::state::Work;
use uuid::Uuid;

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
