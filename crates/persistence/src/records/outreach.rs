use chrono::NaiveDate;
use peerline_domain::calendar::Month;
use uuid::Uuid;

/// An outreach to one opaque slot of an incident: a working row, deleted when the incident is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutreachSlot {
    /// Identifier: the slot. Random, derived from nobody.
    pub id: Uuid,
    /// Policy version it was opened under: its timelines.
    pub policy_version_id: Uuid,
    /// The incident.
    pub incident_id: Uuid,
    /// High-profile or other significant.
    pub kind: String,
    /// Assigned member; none while it waits to be given to another.
    pub member_id: Option<Uuid>,
    /// Whether the assigned member has declared to be free of conflicts.
    pub declared: bool,
    /// Local day it was assigned; decides the month of the outreach log.
    pub assigned_on: NaiveDate,
    /// State of the offer.
    pub state: String,
    /// Local day of the initial contact.
    pub initial_contact_on: Option<NaiveDate>,
    /// Local day the one follow-up is due.
    pub followup_due_on: Option<NaiveDate>,
    /// Counts changes, for optimistic locking.
    pub revision: u32,
}

/// A kept count of a month: all that stays when working rows go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// Month.
    pub month: Month,
    /// What was counted.
    pub code: String,
    /// How many.
    pub count: u32,
}
