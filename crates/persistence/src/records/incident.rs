use chrono::NaiveDate;
use uuid::Uuid;

/// An incident. No title, no case number, no minutes: quasi-identifiers count (design section 7).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incident {
    /// Identifier.
    pub id: Uuid,
    /// Policy version it was opened under.
    pub policy_version_id: Uuid,
    /// Type, a code of the policy.
    pub type_code: String,
    /// Local day it occurred.
    pub occurred_on: NaiveDate,
    /// Unit, already raised to one above the headcount floor.
    pub unit_id: Uuid,
    /// The way it takes through triage.
    pub route: String,
    /// Whether the case qualifies (REFER-02); the case itself is never stored.
    pub case_qualifies: Option<bool>,
    /// When that was judged.
    pub case_judged_on: Option<NaiveDate>,
    /// State.
    pub state: String,
    /// Counts changes, for optimistic locking.
    pub revision: u32,
}
