//! What requests and answers look like.

use crate::affected::dto::NewAffectedPerson;
use crate::resource::Resource;
use crate::variance::VarianceDto;
use chrono::{DateTime, NaiveDate, Utc};
use peerline_domain::access::Action;
use peerline_domain::incident::{
    CaseStanding, IncidentState, NoticeChannel, NoticeDuty, Route, TriageOutcome,
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// The notice that was given of an incident, sent with its alert. Judged by its exact times, which are
/// kept only while the duty is open.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "channel": "phone_attested", "occurred_at": "2026-09-14T15:30:00-07:00",
    "given_at": "2026-09-15T15:30:00-07:00"
}))]
pub struct NewNotice {
    /// How it was given.
    pub channel: NoticeChannel,
    /// When the incident occurred, RFC 3339 with offset; on the day the alert says.
    #[validate(length(max = 40, message = "at most 40 characters"))]
    #[schema(format = "date-time", max_length = 40)]
    pub occurred_at: String,
    /// When the notice was given, RFC 3339 with offset.
    #[validate(length(max = 40, message = "at most 40 characters"))]
    #[schema(format = "date-time", max_length = 40)]
    pub given_at: String,
}

/// That notice of an incident was given, attested later.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"channel": "in_person_attested", "given_at": "2026-09-15T15:30:00-07:00"}))]
pub struct NewAttestation {
    /// How it was given.
    pub channel: NoticeChannel,
    /// When it was given, RFC 3339 with offset.
    #[validate(length(max = 40, message = "at most 40 characters"))]
    #[schema(format = "date-time", max_length = 40)]
    pub given_at: String,
}

/// An alert of an incident. Facts of the incident only: no title, no case number. Whom it affected only where the
/// policy lets people be named.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "type": "fatality", "occurred_on": "2026-10-13", "unit_id": "3f0a5b1e-2c4d-4e6f-8a9b-0c1d2e3f4a5b",
    "notice": null, "affected": null
}))]
pub struct NewIncident {
    /// Type, a code of the policy in force.
    #[validate(length(max = 64, message = "a code of the policy"))]
    #[schema(max_length = 64)]
    pub r#type: String,
    /// Local day it occurred.
    #[serde(deserialize_with = "crate::day::day")]
    pub occurred_on: NaiveDate,
    /// Unit affected. One with few people is recorded as the unit above it.
    pub unit_id: Uuid,
    /// The notice given of it, where the policy asks for one.
    #[validate(nested)]
    pub notice: Option<NewNotice>,
    /// Whom it affected; kept sealed, and purged when the incident closes.
    #[validate(length(min = 1, max = 50, message = "1 to 50 people"), nested)]
    #[schema(min_items = 1, max_items = 50)]
    pub affected: Option<Vec<NewAffectedPerson>>,
}

/// What every alert is answered with.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "7c9e6679-7425-40de-944b-e07fc1f90ae7", "status": "received",
    "variances": [{"code": "late_notice", "requirement": "REFER-19", "clause": "II.D.1",
        "detail": "The notice came after the policy’s deadline."}]
}))]
pub struct AlertReceipt {
    /// Identifier.
    pub id: Uuid,
    /// Always `received`.
    pub status: String,
    /// Soft rules not met by what was sent.
    pub variances: Vec<VarianceDto>,
}

/// The notice due of an incident that is not closed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Notice, example = json!({"duty": "open", "due_at": "2026-09-15T22:30:00Z"}))]
pub struct NoticeDto {
    /// Where the duty stands.
    #[schema(value_type = NoticeDuty)]
    pub duty: String,
    /// The last instant that is in time, for the coordinator while the duty is open; null where the policy names no time.
    #[schema(required = true)]
    pub due_at: Option<DateTime<Utc>>,
}

/// How the case behind an incident stands. Looked up for the triage, never stored.
#[derive(Debug, Clone, Copy, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Open in ongoing on the day of the incident.
    Ongoing,
    /// Was in ongoing and closed on `closed_on`.
    Closed,
    /// Never in ongoing.
    NeverOngoing,
}

/// How the case behind an incident stands.
#[derive(Debug, Clone, Copy, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"standing": "closed", "closed_on": "2025-10-15"}))]
pub struct Case {
    /// Its standing.
    pub standing: Standing,
    /// Local day it was closed; for `closed` only.
    #[serde(default, deserialize_with = "crate::day::optional_day")]
    pub closed_on: Option<NaiveDate>,
}

impl Case {
    /// The standing as the rule takes it; none where `closed_on` does not fit.
    pub fn as_rule(&self) -> Option<CaseStanding> {
        match (self.standing, self.closed_on) {
            (Standing::Ongoing, None) => Some(CaseStanding::Ongoing),
            (Standing::Closed, Some(day)) => Some(CaseStanding::ClosedOn(day)),
            (Standing::NeverOngoing, None) => Some(CaseStanding::NeverOngoing),
            _ => None,
        }
    }
}

/// The coordinator's decision about an incident.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"outcome": "in_purview", "case": {"standing": "ongoing", "closed_on": null}}))]
pub struct Triage {
    /// What was found; which outcomes a policy knows stands in its registers.
    pub outcome: TriageOutcome,
    /// How the case stands, where the incident's type depends on one.
    #[validate(nested)]
    pub case: Option<Case>,
}

/// An incident.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Incident, example = json!({
    "id": "7c9e6679-7425-40de-944b-e07fc1f90ae7", "type": "fatality", "occurred_on": "2026-10-13",
    "unit_id": "3f0a5b1e-2c4d-4e6f-8a9b-0c1d2e3f4a5b", "route": "outreach_offered", "case_qualifies": true,
    "case_judged_on": "2026-10-13", "state": "in_purview", "notice": null, "resources": [],
    "allowed_actions": ["close_incident", "assign_outreach"], "variances": []
}))]
pub struct IncidentDto {
    /// Identifier.
    pub id: Uuid,
    /// Type, a code of the policy.
    pub r#type: String,
    /// Local day it occurred.
    pub occurred_on: NaiveDate,
    /// Unit recorded.
    pub unit_id: Uuid,
    /// The way it takes through triage.
    #[schema(value_type = Route)]
    pub route: String,
    /// Whether the case qualifies; null before triage and where no case counts.
    #[schema(required = true)]
    pub case_qualifies: Option<bool>,
    /// When that was judged.
    #[schema(required = true)]
    pub case_judged_on: Option<NaiveDate>,
    /// `reported`, `in_purview`, `not_in_purview` or `closed`.
    #[schema(value_type = IncidentState)]
    pub state: String,
    /// The notice due of it; null where the policy asks for none, and once the incident is closed.
    #[schema(required = true)]
    pub notice: Option<NoticeDto>,
    /// Where else help is to be had, for an incident that is not within the team's purview.
    pub resources: Vec<Resource>,
    /// What the caller may do next.
    #[schema(value_type = Vec<Action>)]
    pub allowed_actions: Vec<String>,
    /// Soft rules not met by this request.
    pub variances: Vec<VarianceDto>,
}

/// Incidents.
#[derive(Debug, Serialize, ToSchema)]
pub struct IncidentPage {
    /// The page.
    pub items: Vec<IncidentDto>,
    /// Where the next page begins; null on the last.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
}
