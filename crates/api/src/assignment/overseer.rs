//! Who oversees assignments, and what somebody who does not is told.

use crate::auth::Actor;
use crate::problem::Problem;
use crate::state::Work;
use crate::units::area::area_of;
use peerline_domain::Refusal;
use peerline_domain::access::{Action, Role};
use peerline_domain::catalog::RefusalCode;
use peerline_persistence::records::{Member, OutreachSlot, SupportRequest};
use std::collections::BTreeSet;
use uuid::Uuid;

/// What a caller oversees, in contrast to what is assigned to them (Part 1A, PROG-09): the coordinator everything,
/// a team lead what lies in the unit the role was given for, or everything where it was given for none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Oversight {
    /// Everything.
    All,
    /// What is recorded for one of these units. What names no unit lies in none.
    OfUnits(BTreeSet<Uuid>),
    /// Nothing but what is assigned to them.
    Nothing,
}

impl Oversight {
    /// What the caller oversees, as this transaction found it.
    pub fn of(work: &mut Work<'_, '_>, actor: &Actor) -> Result<Self, Problem> {
        Ok(match (actor.role, work.unit) {
            (Role::Coordinator, _) | (Role::TeamLead, None) => Self::All,
            (Role::TeamLead, Some(unit)) => Self::OfUnits(area_of(work, unit)?),
            _ => Self::Nothing,
        })
    }

    /// Whether a request is overseen.
    pub fn covers(&self, request: &SupportRequest) -> bool {
        match self {
            Self::All => true,
            Self::OfUnits(units) => request.unit_id.is_some_and(|unit| units.contains(&unit)),
            Self::Nothing => false,
        }
    }

    /// Whether an outreach is overseen: it lies where its incident does.
    pub fn covers_slot(&self, work: &mut Work<'_, '_>, slot: &OutreachSlot) -> Result<bool, Problem> {
        let Self::OfUnits(units) = self else { return Ok(*self == Self::All) };
        let incident = work.tx.find_incident(slot.incident_id)?;
        Ok(incident.is_some_and(|incident| units.contains(&incident.unit_id)))
    }

    /// Whether a member can be seen, and be given something, by who oversees: those of the units, and oneself.
    pub fn knows(&self, actor: &Actor, member: &Member) -> bool {
        match self {
            Self::OfUnits(units) => units.contains(&member.unit_id) || member.principal_id == actor.principal,
            Self::All | Self::Nothing => true,
        }
    }
}

/// The refusal of something that is the assigned member's: who oversees it sees that it is there and not theirs, for
/// everybody else it does not exist.
pub fn object_refusal(overseen: bool) -> Problem {
    if overseen {
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
