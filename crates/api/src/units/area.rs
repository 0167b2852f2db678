//! A unit with all below it: what a role given for the unit reaches.

use crate::auth::Actor;
use crate::problem::Problem;
use crate::state::Work;
use peerline_domain::Refusal;
use peerline_domain::access::Role;
use peerline_domain::catalog::RefusalCode;
use peerline_persistence::records::Unit;
use std::collections::BTreeSet;
use uuid::Uuid;

/// The unit and all below it.
pub fn area_of(work: &mut Work<'_, '_>, top: Uuid) -> Result<BTreeSet<Uuid>, Problem> {
    Ok(area(&work.tx.list_units()?, top))
}

/// Refuses a supervisor who names a unit outside the one the role was given for.
///
/// # Errors
/// `forbidden_for_role`.
pub fn check_named(work: &mut Work<'_, '_>, actor: &Actor, named: Uuid) -> Result<(), Problem> {
    let (Role::Supervisor, Some(top)) = (actor.role, work.unit) else { return Ok(()) };
    let (units, known) = (work.tx.list_units()?, work.tx.find_unit(named)?.is_some());
    // An id that is none is told as to everybody, by whoever looks it up.
    if known && !area(&units, top).contains(&named) {
        return Err(Refusal::new(RefusalCode::ForbiddenForRole, "CONF-26").into());
    }
    Ok(())
}

fn area(units: &[Unit], top: Uuid) -> BTreeSet<Uuid> {
    let mut found = BTreeSet::from([top]);
    // Each round adds a layer; as many rounds as units reach the deepest.
    for _ in units {
        let below = units.iter().filter(|unit| unit.parent_id.is_some_and(|parent| found.contains(&parent)));
        let below: Vec<Uuid> = below.map(|unit| unit.id).collect();
        found.extend(below);
    }
    found
}
