//! What requests and answers look like.

use chrono::NaiveDate;
use peerline_domain::calendar::Month;
use peerline_domain::outreach::{LogCounts, OutreachState};
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Outreaches assigned in a month, by what became of them. The counts overlap: who declined and then accepted
/// counts in both.
#[derive(Debug, Serialize, ToSchema)]
pub struct OutreachCounts {
    /// All assigned.
    #[schema(value_type = i32, minimum = 0)]
    pub assigned: u32,
    /// Reached, and support offered.
    #[schema(value_type = i32, minimum = 0)]
    pub offered: u32,
    /// Accepted, at the first or the second offer.
    #[schema(value_type = i32, minimum = 0)]
    pub accepted: u32,
    /// Declined at least once.
    #[schema(value_type = i32, minimum = 0)]
    pub declined: u32,
    /// Declined twice.
    #[schema(value_type = i32, minimum = 0)]
    pub second_declined: u32,
    /// Still open.
    #[schema(value_type = i32, minimum = 0)]
    pub pending: u32,
    /// Ended without having been reached.
    #[schema(value_type = i32, minimum = 0)]
    pub not_reached: u32,
    /// Ended after an offer under a policy that keeps no declines.
    #[schema(value_type = i32, minimum = 0)]
    pub ended_untold: u32,
    /// Ended with the incident while an answer was still due.
    #[schema(value_type = i32, minimum = 0)]
    pub ended_unanswered: u32,
}

impl From<LogCounts> for OutreachCounts {
    fn from(counts: LogCounts) -> Self {
        Self {
            assigned: counts.assigned,
            offered: counts.offered,
            accepted: counts.accepted,
            declined: counts.declined,
            second_declined: counts.second_declined,
            pending: counts.pending,
            not_reached: counts.not_reached,
            ended_untold: counts.ended_untold,
            ended_unanswered: counts.ended_unanswered,
        }
    }
}

/// An outreach that is still open. Nothing of the recipient.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "outreach_id": "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed", "incident_id": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
    "member_id": "9f8e7d6c-5b4a-4c3d-8e2f-1a0b9c8d7e6f", "assigned_on": "2026-10-13", "state": "followup_due",
    "followup_due_on": "2026-10-21"
}))]
pub struct OutreachLogEntry {
    /// The outreach.
    pub outreach_id: Uuid,
    /// The incident.
    pub incident_id: Uuid,
    /// The assigned member; null while it waits to be given to another.
    #[schema(required = true)]
    pub member_id: Option<Uuid>,
    /// Local day it was assigned.
    pub assigned_on: NaiveDate,
    /// State of the offer.
    #[schema(value_type = OutreachState)]
    pub state: String,
    /// Local day the one check-in is due.
    #[schema(required = true)]
    pub followup_due_on: Option<NaiveDate>,
}

/// The month's outreach log.
#[derive(Debug, Serialize, ToSchema)]
pub struct OutreachLog {
    /// The month.
    #[schema(value_type = String, example = "2026-10")]
    pub month: Month,
    /// What became of the outreaches assigned in the month, those of closed incidents included.
    pub counts: OutreachCounts,
    /// Outreaches that are still open.
    pub entries: Vec<OutreachLogEntry>,
}
