//! The monthly outreach log (TRACK-05, REPORT-02). The coordinator's only: with one person concerned an entry
//! would give that person away.

use super::model::{Outreach, OutreachKind, OutreachState as S};
use super::terms::OutreachTerms;
use serde::Serialize;

/// Outreaches assigned in a month, by what became of them. The counts overlap: who declined and then accepted
/// counts in both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct LogCounts {
    /// All assigned.
    pub assigned: u32,
    /// Reached, and support offered.
    pub offered: u32,
    /// Accepted, at the first or the second offer.
    pub accepted: u32,
    /// Declined at least once.
    pub declined: u32,
    /// Declined twice.
    pub second_declined: u32,
    /// Still open: assigned, attempted, undecided, or waiting for the check-in and its answer.
    pub pending: u32,
    /// Ended without having been reached.
    pub not_reached: u32,
    /// Ended after an offer under a policy that has no rule on declines: whether it was accepted is not kept
    /// there (FOLLOW-14, Part 1D), so it cannot be told.
    pub ended_untold: u32,
    /// Ended with its incident while the answer to the first or second offer, or the check-in, was still due.
    pub ended_unanswered: u32,
}

/// The codes under which a month's counts are kept once slots are purged: the fields of [`LogCounts`]. Every
/// outreach counts in `assigned` and in exactly one of `accepted`, `second_declined`, `pending` (which ends with
/// the slot and is never kept), `not_reached`, `ended_untold` and `ended_unanswered`.
pub const OUTCOME_CODES: [&str; 9] = [
    "assigned",
    "offered",
    "accepted",
    "declined",
    "second_declined",
    "pending",
    "not_reached",
    "ended_untold",
    "ended_unanswered",
];

impl LogCounts {
    /// Adds to the count of one of [`OUTCOME_CODES`]; another code counts nothing.
    pub fn add(&mut self, code: &str, count: u32) {
        let field = match code {
            "assigned" => &mut self.assigned,
            "offered" => &mut self.offered,
            "accepted" => &mut self.accepted,
            "declined" => &mut self.declined,
            "second_declined" => &mut self.second_declined,
            "pending" => &mut self.pending,
            "not_reached" => &mut self.not_reached,
            "ended_untold" => &mut self.ended_untold,
            "ended_unanswered" => &mut self.ended_unanswered,
            _ => return,
        };
        *field = field.saturating_add(count);
    }

    /// Counts one live outreach under the terms it was opened under.
    pub fn count(&mut self, terms: &OutreachTerms, kind: OutreachKind, outreach: &Outreach) {
        for code in live_codes(terms, kind, outreach) {
            self.add(code, 1);
        }
    }
}

/// Counts the outreaches of a month. Requests never enter (TRACK-05), so the log and the trackers differ by
/// design.
pub fn log<'a>(
    terms: &OutreachTerms,
    entries: impl IntoIterator<Item = (OutreachKind, &'a Outreach)>,
) -> LogCounts {
    let mut counts = LogCounts::default();
    for (kind, outreach) in entries {
        counts.count(terms, kind, outreach);
    }
    counts
}

/// What is kept of an outreach whose slot is purged because its incident is closed: the codes to add one to, in
/// the month it was assigned. What was still open has ended: not reached, or left without an answer.
pub fn outcome_codes(terms: &OutreachTerms, kind: OutreachKind, outreach: &Outreach) -> Vec<&'static str> {
    let ended = if outreach.initial_contact_on.is_some() { "ended_unanswered" } else { "not_reached" };
    live_codes(terms, kind, outreach)
        .into_iter()
        .map(|code| if code == "pending" { ended } else { code })
        .collect()
}

fn live_codes(terms: &OutreachTerms, kind: OutreachKind, outreach: &Outreach) -> Vec<&'static str> {
    let offered = outreach.initial_contact_on.is_some();
    let mut codes = vec!["assigned"];
    codes.extend(offered.then_some("offered"));
    codes.extend(outreach.followup_due_on.map(|_| "declined"));
    codes.push(match outreach.state {
        S::SecondDeclinedClosed => "second_declined",
        S::Accepted => "accepted",
        S::Closed if !offered => "not_reached",
        S::Closed => match terms.decline_for(kind) {
            // Every decline leads to a check-in and the second one to suppression: what closed was accepted.
            Some(decline) if decline.second_suppresses || outreach.followup_due_on.is_none() => "accepted",
            _ => "ended_untold",
        },
        S::Assigned | S::Attempted | S::Offered | S::FollowupDue | S::SecondOffer => "pending",
    });
    codes
}
