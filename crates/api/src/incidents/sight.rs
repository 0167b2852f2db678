//! Which incidents a caller sees (Part 1A): the coordinator all, a team lead those of the unit the role was given
//! for, or else of the lead's own, a member those they hold an outreach of. Who is away or has left sees none.

use crate::assignment::commands::acting_member;
use crate::auth::Actor;
use crate::problem::Problem;
use crate::state::Work;
use crate::units::area::area_of;
use peerline_domain::access::Role;
use peerline_persistence::records::Incident;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Outreaches one member can hold; far more than a person carries.
const AT_MOST: i64 = 10_000;

/// What of the incidents a caller sees.
pub enum Sight {
    /// All of them.
    All,
    /// Those recorded for one of these units.
    OfUnits(BTreeSet<Uuid>),
    /// These.
    These(BTreeSet<Uuid>),
}

impl Sight {
    /// What the caller sees.
    pub fn of(work: &mut Work<'_, '_>, actor: &Actor) -> Result<Self, Problem> {
        if let (Role::TeamLead, Some(unit)) = (actor.role, work.unit) {
            return Ok(Self::OfUnits(area_of(work, unit)?));
        }
        let member = match actor.role {
            Role::Coordinator => return Ok(Self::All),
            Role::TeamLead | Role::Peer => {
                let today = work.policy()?.today;
                acting_member(work, actor, today)?
            }
            // A role that is let in one day sees nothing until it is decided what.
            _ => None,
        };
        let Some(member) = member else { return Ok(Self::These(BTreeSet::new())) };
        if actor.role == Role::TeamLead {
            return Ok(Self::OfUnits(area_of(work, member.unit_id)?));
        }
        let held = work.tx.list_outreaches_of(member.id, None, AT_MOST)?;
        Ok(Self::These(held.into_iter().map(|slot| slot.incident_id).collect()))
    }

    /// Whether an incident is among them.
    pub fn covers(&self, incident: &Incident) -> bool {
        match self {
            Self::All => true,
            Self::OfUnits(units) => units.contains(&incident.unit_id),
            Self::These(ids) => ids.contains(&incident.id),
        }
    }
}
