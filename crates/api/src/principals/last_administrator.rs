//! Who must stay.

use crate::problem::{Problem, TechnicalCode};
use crate::state::Work;
use peerline_domain::access::Role;
use peerline_persistence::records::RoleGrant;
use uuid::Uuid;

/// That the agency keeps an administrator beside this one: one who is not revoked, and whose role holds today and
/// does not end by itself. Whoever is no administrator can go.
pub(super) fn keep_an_administrator(work: &mut Work<'_, '_>, leaving: Uuid) -> Result<(), Problem> {
    let today = work.now.date_naive();
    let holders = work.tx.role_holders(Role::AgencyAdmin)?;
    let is_one = holders.iter().any(|grant| grant.principal_id == leaving);
    let stays = |grant: &&RoleGrant| {
        grant.principal_id != leaving && grant.holds_on(today) && grant.ends_on.is_none()
    };
    if is_one && holders.iter().find(stays).is_none() {
        return Err(Problem::technical(TechnicalCode::LastAdministrator));
    }
    Ok(())
}
