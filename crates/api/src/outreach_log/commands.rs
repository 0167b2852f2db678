//! Bodies of work: what happens inside the transaction.

use super::dto::{OutreachLog, OutreachLogEntry};
use crate::problem::Problem;
use crate::state::Work;
use crate::stored_code::value_of;
use peerline_domain::calendar::Month;
use peerline_domain::outreach::{LogCounts, Outreach, OutreachState, OutreachTerms};
use peerline_persistence::records::OutreachSlot;
use std::collections::BTreeMap;
use uuid::Uuid;

/// The log of a month: live outreaches assigned in it, and the counts kept of those whose slots are purged
/// (TRACK-05, REPORT-02).
pub(super) fn of(work: &mut Work<'_, '_>, month: Month) -> Result<OutreachLog, Problem> {
    let mut counts = LogCounts::default();
    for tally in work.tx.outreach_tallies(month)? {
        counts.add(&tally.code, tally.count);
    }
    let mut versions: BTreeMap<Uuid, OutreachTerms> = BTreeMap::new();
    let mut entries = Vec::new();
    for slot in work.tx.outreaches_assigned_between(month.first_day(), month.last_day())? {
        let outreach = Outreach {
            state: value_of(&slot.state)?,
            initial_contact_on: slot.initial_contact_on,
            followup_due_on: slot.followup_due_on,
        };
        let terms = match versions.get(&slot.policy_version_id) {
            Some(terms) => terms.clone(),
            None => OutreachTerms::read(&work.policy_version(slot.policy_version_id)?.document)?,
        };
        counts.count(&terms, value_of(&slot.kind)?, &outreach);
        versions.insert(slot.policy_version_id, terms);
        if !matches!(outreach.state, OutreachState::Closed | OutreachState::SecondDeclinedClosed) {
            entries.push(entry(slot));
        }
    }
    Ok(OutreachLog { month, counts: counts.into(), entries })
}

fn entry(slot: OutreachSlot) -> OutreachLogEntry {
    OutreachLogEntry {
        outreach_id: slot.id,
        incident_id: slot.incident_id,
        member_id: slot.member_id,
        assigned_on: slot.assigned_on,
        state: slot.state,
        followup_due_on: slot.followup_due_on,
    }
}
