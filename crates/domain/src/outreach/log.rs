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
}

/// Counts the outreaches of a month. Requests never enter (TRACK-05), so the log and the trackers differ by
/// design.
pub fn log<'a>(
    terms: &OutreachTerms,
    entries: impl IntoIterator<Item = (OutreachKind, &'a Outreach)>,
) -> LogCounts {
    let mut counts = LogCounts::default();
    for (kind, outreach) in entries {
        let offered = outreach.initial_contact_on.is_some();
        let twice = outreach.state == S::SecondDeclinedClosed;
        counts.assigned += 1;
        counts.offered += u32::from(offered);
        counts.declined += u32::from(outreach.followup_due_on.is_some());
        counts.second_declined += u32::from(twice);
        match outreach.state {
            S::Accepted => counts.accepted += 1,
            S::Closed if !offered => counts.not_reached += 1,
            S::Closed => match terms.decline_for(kind) {
                // Every decline leads to a check-in and the second one to suppression: what closed was accepted.
                Some(decline) if decline.second_suppresses || outreach.followup_due_on.is_none() => {
                    counts.accepted += 1;
                }
                _ => counts.ended_untold += 1,
            },
            S::SecondDeclinedClosed => {}
            S::Assigned | S::Attempted | S::Offered | S::FollowupDue | S::SecondOffer => counts.pending += 1,
        }
    }
    counts
}

impl LogCounts {
    /// Each count with the code it is kept under once the slots of an incident are purged.
    pub const fn by_code(&self) -> [(&'static str, u32); 8] {
        [
            ("assigned", self.assigned),
            ("offered", self.offered),
            ("accepted", self.accepted),
            ("declined", self.declined),
            ("second_declined", self.second_declined),
            ("pending", self.pending),
            ("not_reached", self.not_reached),
            ("ended_untold", self.ended_untold),
        ]
    }

    /// Adds what was kept under a code; a code that is none of these adds nothing.
    pub fn add(&mut self, code: &str, count: u32) {
        match code {
            "assigned" => self.assigned += count,
            "offered" => self.offered += count,
            "accepted" => self.accepted += count,
            "declined" => self.declined += count,
            "second_declined" => self.second_declined += count,
            "pending" => self.pending += count,
            "not_reached" => self.not_reached += count,
            "ended_untold" => self.ended_untold += count,
            _ => {}
        }
    }
}

/// The codes one outreach counts under: all that is kept of it when its incident is closed and its slot purged
/// (FOLLOW-05). What was still open then stays counted as pending: it ended with the incident.
pub fn outcome_codes(terms: &OutreachTerms, kind: OutreachKind, outreach: &Outreach) -> Vec<&'static str> {
    let counted = log(terms, [(kind, outreach)]);
    counted.by_code().into_iter().filter(|(_, count)| *count > 0).map(|(code, _)| code).collect()
}
