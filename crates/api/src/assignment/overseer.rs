//! Who oversees assignments, and what somebody who does not is told.

use crate::auth::Actor;
use crate::problem::Problem;
use peerline_domain::Refusal;
use peerline_domain::access::{Action, Role};
use peerline_domain::catalog::RefusalCode;

/// Whether the caller sees every request and outreach, in contrast to the ones assigned to them.
pub fn oversees(actor: &Actor) -> bool {
    matches!(actor.role, Role::Coordinator | Role::TeamLead)
}

/// The refusal of something that is the assigned member's: who oversees sees that it is there and not theirs, for
/// everybody else it does not exist.
pub fn object_refusal(actor: &Actor) -> Problem {
    if oversees(actor) {
        Refusal::new(RefusalCode::ForbiddenForRole, "ASSIGN-01").into()
    } else {
        Problem::not_found()
    }
}

/// The codes of the actions that the state allows and the role may ask for.
pub fn offered(role: Role, candidates: &[(Action, bool)]) -> Vec<String> {
    candidates
        .iter()
        .filter(|(action, open)| *open && action.permitted_to(role))
        .map(|(action, _)| action.as_str().to_owned())
        .collect()
}
