//! What requests and answers look like.

use crate::variance::VarianceDto;
use chrono::NaiveDate;
use peerline_domain::access::Action;
use peerline_domain::activity::{Entry, ReportState};
use peerline_domain::calendar::Month;
use peerline_persistence::records::{ActivityEntry, GroupSession};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// A group response the coordinator approves beforehand.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"kind": "group_response"}))]
pub struct NewGroupSession {
    /// Kind, one of the policy's group kinds.
    #[validate(length(min = 1, max = 64, message = "1 to 64 characters"))]
    #[schema(min_length = 1, max_length = 64)]
    pub kind: String,
}

/// An approved group response.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = GroupSession, example = json!({"session_code": "K7QZ2M4XRA", "kind": "group_response", "approved_on": "2026-10-13"}))]
pub struct GroupSessionDto {
    /// Random code that every member who delivers the session enters, so that it counts once. Says nothing of
    /// anybody.
    pub session_code: String,
    /// Kind, a code of the policy.
    pub kind: String,
    /// Local day of the approval.
    pub approved_on: NaiveDate,
}

impl From<GroupSession> for GroupSessionDto {
    fn from(session: GroupSession) -> Self {
        Self { session_code: session.session_code, kind: session.kind, approved_on: session.approved_on }
    }
}

/// A response to be recorded. There is no place for whom it was given to, nor for words.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "started_at": "2026-10-14T09:30:00-07:00", "kind": "individual_response", "mode": "telephone",
    "category": "burnout", "minutes": 45, "participants": 1, "referrals_out": 0,
    "mode_chosen_by_recipient": true, "session_code": null, "limits_stated": null, "exposed_at": null
}))]
pub struct NewActivityEntry {
    /// When it started, RFC 3339 with offset. Its local day is kept, the time is not.
    #[validate(length(max = 40, message = "at most 40 characters"))]
    #[schema(format = "date-time", max_length = 40)]
    pub started_at: String,
    /// Kind, a code of the policy.
    #[validate(length(min = 1, max = 64, message = "1 to 64 characters"))]
    #[schema(min_length = 1, max_length = 64)]
    pub kind: String,
    /// Mode, a code of the policy.
    #[validate(length(max = 64, message = "at most 64 characters"))]
    #[schema(max_length = 64)]
    pub mode: Option<String>,
    /// Category, a code of the policy.
    #[validate(length(max = 64, message = "at most 64 characters"))]
    #[schema(max_length = 64)]
    pub category: Option<String>,
    /// Whole minutes, 1 to 1440; null only where the policy keeps none.
    #[validate(range(min = 1, max = 1440, message = "1 to 1440"))]
    #[schema(value_type = Option<i32>, minimum = 1, maximum = 1440)]
    pub minutes: Option<u32>,
    /// People supported: 1, or for a group at least 2. Where members who share a session code differ, the greatest
    /// number counts.
    #[validate(range(min = 1, max = 10_000, message = "1 to 10000"))]
    #[schema(value_type = i32, minimum = 1, maximum = 10_000)]
    pub participants: u32,
    /// How many referrals out were given; 0 where absent, and always where the policy keeps none.
    #[serde(default)]
    #[validate(range(max = 10_000, message = "0 to 10000"))]
    #[schema(value_type = i32, minimum = 0, maximum = 10_000, default = 0)]
    pub referrals_out: u32,
    /// Whether the recipient chose the mode; to be told where the policy asks for it, otherwise it counts for nothing.
    pub mode_chosen_by_recipient: Option<bool>,
    /// Code of the approved group session. The first entry binds it to its local day; one approval is for one
    /// session.
    #[validate(length(max = 10, message = "at most 10 characters"))]
    #[schema(max_length = 10)]
    pub session_code: Option<String>,
    /// That the limits of confidentiality were stated before, where the policy wants it so. Attested, not kept.
    pub limits_stated: Option<bool>,
    /// When those supported were exposed to what they were supported after, RFC 3339 with offset; where the policy sets an
    /// ideal time for the kind; not after it started. Judged, not kept.
    #[validate(length(max = 40, message = "at most 40 characters"))]
    #[schema(format = "date-time", max_length = 40)]
    pub exposed_at: Option<String>,
}

impl NewActivityEntry {
    /// The entry as the rules see it.
    pub fn entry(self, day: NaiveDate) -> Entry {
        Entry {
            kind: self.kind,
            mode: self.mode,
            category: self.category,
            minutes: self.minutes,
            participants: self.participants,
            referrals_out: self.referrals_out,
            mode_chosen_by_recipient: self.mode_chosen_by_recipient,
            session_code: self.session_code,
            day,
        }
    }
}

/// A recorded response.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ActivityEntry, example = json!({
    "id": "6a1f0c52-7b0e-4b6e-9f43-2f8a6f0d1c11", "day": "2026-10-14", "kind": "individual_response",
    "mode": "telephone", "category": "burnout", "minutes": 45, "participants": 1, "referrals_out": 0,
    "mode_chosen_by_recipient": true, "session_code": null
}))]
pub struct ActivityEntryDto {
    /// Identifier.
    pub id: Uuid,
    /// Local day it started; the first of its month where the policy keeps months only.
    pub day: NaiveDate,
    /// Kind, a code of the policy.
    pub kind: String,
    /// Mode, a code of the policy; null where it is not told or not kept.
    #[schema(required = true)]
    pub mode: Option<String>,
    /// Category, a code of the policy; null where it is not told or not kept.
    #[schema(required = true)]
    pub category: Option<String>,
    /// Minutes; null where the policy keeps none.
    #[schema(required = true, value_type = Option<i32>, minimum = 1)]
    pub minutes: Option<u32>,
    /// People supported.
    #[schema(value_type = i32, minimum = 1)]
    pub participants: u32,
    /// Referrals out.
    #[schema(value_type = i32, minimum = 0)]
    pub referrals_out: u32,
    /// Whether the recipient chose the mode; false where the policy does not ask.
    pub mode_chosen_by_recipient: bool,
    /// Code of the group session.
    #[schema(required = true)]
    pub session_code: Option<String>,
}

impl From<ActivityEntry> for ActivityEntryDto {
    fn from(entry: ActivityEntry) -> Self {
        Self {
            id: entry.id,
            day: entry.day,
            kind: entry.kind,
            mode: entry.mode,
            category: entry.category,
            minutes: (entry.minutes > 0).then_some(entry.minutes),
            participants: entry.participants,
            referrals_out: entry.referrals_out,
            mode_chosen_by_recipient: entry.mode_chosen_by_recipient,
            session_code: entry.session_code,
        }
    }
}

/// A response that was recorded, with the soft rules that were not met.
#[derive(Debug, Serialize, ToSchema)]
pub struct RecordedActivity {
    /// The entry.
    #[serde(flatten)]
    pub entry: ActivityEntryDto,
    /// Soft rules not met.
    pub variances: Vec<VarianceDto>,
}

/// A report to be submitted.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"nil": false}))]
pub struct NewSubmission {
    /// Whether the month had no activity; true exactly where there is no entry.
    pub nil: bool,
}

/// A member's activity tracker of a month.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ActivityReport, example = json!({
    "month": "2026-10", "member_id": "9f8e7d6c-5b4a-4c3d-8e2f-1a0b9c8d7e6f", "state": "submitted_on_time",
    "due_on": "2026-11-05", "submissions": 1, "changed_since": false, "late": false, "entries": [],
    "allowed_actions": ["record_activity"]
}))]
pub struct ActivityReportDto {
    /// The month.
    #[schema(value_type = String, example = "2026-10")]
    pub month: Month,
    /// Whose it is.
    pub member_id: Uuid,
    /// `not_started`, `draft`, `submitted_on_time`, `submitted_late`, `missing`, `combined` or `amended`.
    #[schema(value_type = ReportState)]
    pub state: String,
    /// Local day it is due; null where the policy asks for no report.
    #[schema(required = true)]
    pub due_on: Option<NaiveDate>,
    /// How often it was submitted.
    #[schema(value_type = i32, minimum = 0)]
    pub submissions: u32,
    /// Whether entries changed since the last submission.
    pub changed_since: bool,
    /// Whether the first submission came after the due day.
    pub late: bool,
    /// The responses, by day.
    pub entries: Vec<ActivityEntryDto>,
    /// What the caller may do next.
    #[schema(value_type = Vec<Action>)]
    pub allowed_actions: Vec<String>,
}

/// A report that was submitted, with the soft rules that were not met.
#[derive(Debug, Serialize, ToSchema)]
pub struct SubmittedActivityReport {
    /// The report.
    #[serde(flatten)]
    pub report: ActivityReportDto,
    /// Soft rules not met.
    pub variances: Vec<VarianceDto>,
}

/// Where one member's report stands.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "member_id": "9f8e7d6c-5b4a-4c3d-8e2f-1a0b9c8d7e6f", "display_name": "Parker Peer", "state": "missing",
    "due_on": "2026-11-05", "submissions": 0, "late": false
}))]
pub struct MemberReportStatus {
    /// The member.
    pub member_id: Uuid,
    /// Display name.
    pub display_name: String,
    /// `not_started`, `draft`, `submitted_on_time`, `submitted_late`, `missing`, `combined` or `amended`.
    #[schema(value_type = ReportState)]
    pub state: String,
    /// Local day it is due.
    #[schema(required = true)]
    pub due_on: Option<NaiveDate>,
    /// How often it was submitted.
    #[schema(value_type = i32, minimum = 0)]
    pub submissions: u32,
    /// Whether the first submission came after the due day.
    pub late: bool,
}

/// Where the reports of a month stand.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReportStatusList {
    /// The month.
    #[schema(value_type = String, example = "2026-10")]
    pub month: Month,
    /// Every member who owes a report, by name.
    pub items: Vec<MemberReportStatus>,
}
