//! An outreach as its reader sees it.

use super::dto::OutreachDto;
use super::machine::machine_of;
use crate::assignment::Viewer;
use crate::assignment::commands::is_assigned;
use crate::assignment::overseer::offered;
use crate::auth::Actor;
use crate::problem::Problem;
use crate::state::Work;
use crate::stored_code::code_of;
use crate::variance::variances;
use peerline_domain::Variance;
use peerline_domain::access::Action;
use peerline_domain::assignment::{AssignmentTerms, declarations_asked};
use peerline_domain::outreach::{OutreachEvent, OutreachState, allowed_events};
use peerline_persistence::records::{Member, OutreachSlot};

/// An outreach as its reader sees it.
pub fn shown(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    slot: OutreachSlot,
    found: Vec<Variance>,
) -> Result<OutreachDto, Problem> {
    let mut viewer = Viewer::of(work, actor)?;
    shown_to(work, &mut viewer, slot, found)
}

/// An outreach as one of several its reader sees.
pub fn shown_to(
    work: &mut Work<'_, '_>,
    viewer: &mut Viewer<'_>,
    slot: OutreachSlot,
    found: Vec<Variance>,
) -> Result<OutreachDto, Problem> {
    let (terms, kind, outreach) = machine_of(work, &slot)?;
    let open = viewer.finds_open(work, &slot)?;
    let overseen = viewer.oversight.covers_slot(work, &slot)?;
    let Viewer { actor, policy, member, .. } = viewer;
    let events: Vec<OutreachEvent> = allowed_events(&terms, kind, &outreach, policy.today, open)
        .into_iter()
        .filter(|event| slot.declared || *event == OutreachEvent::Close)
        .filter(|event| may_record(overseen, &slot, member.as_ref(), *event))
        .collect();
    let ended = matches!(outreach.state, OutreachState::Closed | OutreachState::SecondDeclinedClosed);
    let asked = declarations_asked(&AssignmentTerms::read(policy.document())?);
    let candidates = [
        (Action::RecordOutreachEvent, !events.is_empty()),
        (Action::DeclareConflict, !ended && !slot.declared && is_assigned(slot.member_id, member.as_ref())),
        (Action::AssignOutreach, overseen && !ended),
    ];
    Ok(OutreachDto {
        id: slot.id,
        incident_id: slot.incident_id,
        kind: slot.kind,
        member_id: slot.member_id,
        declared: slot.declared,
        assigned_on: slot.assigned_on,
        state: slot.state,
        initial_contact_on: slot.initial_contact_on,
        followup_due_on: slot.followup_due_on,
        allowed_events: events.iter().map(code_of).collect(),
        allowed_actions: offered(actor.role, &candidates),
        declarations_asked: asked.iter().map(code_of).collect(),
        returned: None,
        variances: variances(found),
    })
}

/// Who records an event: the assigned member; who oversees it may close what was attempted.
pub fn may_record(
    overseen: bool,
    slot: &OutreachSlot,
    member: Option<&Member>,
    event: OutreachEvent,
) -> bool {
    is_assigned(slot.member_id, member) || (overseen && event == OutreachEvent::Close)
}
