use chrono::NaiveDate;
use peerline_domain::calendar::{Month, Timestamp};
use serde_json::Value;
use uuid::Uuid;

/// A member's activity tracker of one month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityReport {
    /// Identifier.
    pub id: Uuid,
    /// Policy version it was opened under.
    pub policy_version_id: Uuid,
    /// Whose it is.
    pub member_id: Uuid,
    /// The month reported.
    pub month: Month,
    /// How often it was submitted.
    pub submissions: u32,
    /// Whether entries changed since the last submission.
    pub changed_since: bool,
    /// When it was first submitted: lateness is fixed by it (TRACK-19).
    pub first_submitted_at: Option<Timestamp>,
    /// The submission the last combination took.
    pub combined_submission: Option<u32>,
    /// Counts changes, for optimistic locking.
    pub revision: u32,
}

/// One response on a tracker. Nothing of the recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActivityEntry {
    /// Identifier.
    pub id: Uuid,
    /// The tracker.
    pub report_id: Uuid,
    /// Local day the response started.
    pub day: NaiveDate,
    /// Kind, a code of the policy.
    pub kind: String,
    /// Mode, a code of the policy.
    pub mode: Option<String>,
    /// Category, a code of the policy.
    pub category: Option<String>,
    /// Minutes.
    pub minutes: u32,
    /// Participants.
    pub participants: u32,
    /// Referrals to other resources.
    pub referrals_out: u32,
    /// Whether the recipient chose the mode.
    pub mode_chosen_by_recipient: bool,
    /// Code shared by the members who delivered one group session.
    pub session_code: Option<String>,
}

/// What was submitted, frozen.
#[derive(Debug, Clone, PartialEq)]
pub struct SubmittedReport {
    /// The tracker.
    pub report_id: Uuid,
    /// 1, 2, 3 …
    pub submission: u32,
    /// When.
    pub submitted_at: Timestamp,
    /// Whether the first submission came after the due date.
    pub late: bool,
    /// The entries as they were.
    pub entries: Value,
}

/// A group response the coordinator approved beforehand (RESP-08).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupSession {
    /// Random code the delivering members enter.
    pub session_code: String,
    /// Kind, a code of the policy.
    pub kind: String,
    /// Local day of the approval.
    pub approved_on: NaiveDate,
    /// Instant of the approval, until the first entry uses the code: kept rows hold no finer time than the day.
    pub approved_at: Option<Timestamp>,
    /// Local day of the session, once the first entry uses the code; the first of its month where days are not
    /// kept.
    pub held_on: Option<NaiveDate>,
    /// Whether the approval came before that first entry's start; false until there is one.
    pub approved_prior: bool,
}

/// A month's combined tracker (TRACK-04).
#[derive(Debug, Clone, PartialEq)]
pub struct Combination {
    /// Identifier.
    pub id: Uuid,
    /// Policy version in force when it was combined.
    pub policy_version_id: Uuid,
    /// The month.
    pub month: Month,
    /// 1, 2, 3 …
    pub version: u32,
    /// Local day it was combined.
    pub combined_on: NaiveDate,
    /// The totals, as the domain computed them.
    pub content: Value,
}
