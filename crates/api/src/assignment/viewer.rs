use super::commands::{acting_member, has_become_unavailable};
use super::overseer::Oversight;
use crate::auth::Actor;
use crate::outreaches::machine::incident_open;
use crate::problem::Problem;
use crate::state::{InForce, Work};
use peerline_persistence::records::{Member, OutreachSlot};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Who looks at requests and outreaches, with what is read once for all rows of a page.
pub struct Viewer<'a> {
    /// The caller.
    pub actor: &'a Actor,
    /// The policy in force.
    pub policy: InForce,
    /// The member the caller is, where they may act today.
    pub member: Option<Member>,
    /// What the caller oversees.
    pub oversight: Oversight,
    unavailable: BTreeMap<Uuid, bool>,
    open: BTreeMap<Uuid, bool>,
}

impl<'a> Viewer<'a> {
    /// The caller of a body of work.
    pub fn of(work: &mut Work<'_, '_>, actor: &'a Actor) -> Result<Self, Problem> {
        let policy = work.policy()?;
        let member = acting_member(work, actor, policy.today)?;
        let oversight = Oversight::of(work, actor)?;
        Ok(Self { actor, policy, member, oversight, unavailable: BTreeMap::new(), open: BTreeMap::new() })
    }

    /// Whether the member something is assigned to can no longer act on it (ASSIGN-20).
    pub fn finds_unavailable(
        &mut self,
        work: &mut Work<'_, '_>,
        assigned: Option<Uuid>,
    ) -> Result<bool, Problem> {
        let Some(id) = assigned else { return Ok(false) };
        if let Some(known) = self.unavailable.get(&id) {
            return Ok(*known);
        }
        let found = has_become_unavailable(work, assigned, self.policy.today)?;
        self.unavailable.insert(id, found);
        Ok(found)
    }

    /// Whether the incident of an outreach is still open.
    pub fn finds_open(&mut self, work: &mut Work<'_, '_>, slot: &OutreachSlot) -> Result<bool, Problem> {
        if let Some(known) = self.open.get(&slot.incident_id) {
            return Ok(*known);
        }
        let found = incident_open(work, slot)?;
        self.open.insert(slot.incident_id, found);
        Ok(found)
    }
}
