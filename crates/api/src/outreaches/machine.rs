//! An outreach as the rules see it.

use crate::problem::Problem;
use crate::state::Work;
use crate::stored_code::value_of;
use peerline_domain::incident::IncidentState;
use peerline_domain::outreach::{Outreach, OutreachKind, OutreachTerms};
use peerline_persistence::records::OutreachSlot;

/// A slot as the rules see it, with the terms of the version it was opened under (PROG-01).
pub fn machine_of(
    work: &mut Work<'_, '_>,
    slot: &OutreachSlot,
) -> Result<(OutreachTerms, OutreachKind, Outreach), Problem> {
    let version = work.policy_version(slot.policy_version_id)?;
    let outreach = Outreach {
        state: value_of(&slot.state)?,
        initial_contact_on: slot.initial_contact_on,
        followup_due_on: slot.followup_due_on,
    };
    Ok((OutreachTerms::read(&version.document)?, value_of(&slot.kind)?, outreach))
}

/// Whether the incident of a slot is still open.
pub fn incident_open(work: &mut Work<'_, '_>, slot: &OutreachSlot) -> Result<bool, Problem> {
    let incident = work.tx.find_incident(slot.incident_id)?.ok_or_else(Problem::not_found)?;
    Ok(value_of::<IncidentState>(&incident.state)? != IncidentState::Closed)
}
