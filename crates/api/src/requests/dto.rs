//! What requests and answers look like.

use crate::assignment::dto::FoundConflict;
use crate::resource::Resource;
use crate::variance::VarianceDto;
use chrono::{DateTime, NaiveDate, Utc};
use peerline_domain::access::Action;
use peerline_domain::assignment::Question;
use peerline_domain::follow_up::Stage;
use peerline_domain::intake::{Population, Stressor, Via};
use peerline_domain::referral::{ReferralSource, Referrer};
use peerline_domain::request::{RequestEvent, RequestState};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// A request for support. Nothing of who asks.
#[derive(Debug, Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "channel": "telephone", "population": "employee", "stressor": "work",
    "category": "cumulative_stress", "mode": "telephone", "unit_id": null
}))]
pub struct NewSupportRequest {
    /// `telephone`, `email`, `text`, `in_person`, `direct_to_member` or `word_of_mouth`.
    #[schema(value_type = EnteredVia)]
    pub channel: Via,
    /// Who asks; `not_told` only where the policy asks no more than a way to respond.
    pub population: Population,
    /// Where the stress comes from; as `population`.
    pub stressor: Stressor,
    /// Category, a code of the policy.
    #[validate(length(max = 64, message = "a code of the policy"))]
    #[schema(max_length = 64)]
    pub category: Option<String>,
    /// Mode wished for, a code of the policy.
    #[validate(length(max = 64, message = "a code of the policy"))]
    #[schema(max_length = 64)]
    pub mode: Option<String>,
    /// Unit the person belongs to. One with few people is recorded as the unit above it.
    pub unit_id: Option<Uuid>,
    /// The incident it is about, where there is one; no request needs any. Looked at, not kept.
    pub incident_id: Option<Uuid>,
}

/// How a request reached whoever enters it: as [`Via`], but for the web form, which has an address of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EnteredVia {
    /// By telephone to the coordinator.
    Telephone,
    /// By e-mail to the coordinator.
    Email,
    /// By text message.
    Text,
    /// In person, to the coordinator.
    InPerson,
    /// Straight to a member of the team.
    DirectToMember,
    /// By word of mouth, without any form.
    WordOfMouth,
}

/// The decision about a request.
#[derive(Debug, Clone, Copy, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RequestDecision {
    /// Within the program's scope.
    InScope,
    /// Out of scope: resources are given and the request ends.
    OutOfScope,
    /// A potentially traumatizing event, which qualifies; where the policy has this outcome.
    PteQualifies,
    /// The manager looks for other options; where the policy has this outcome.
    ConsultManagerOtherOptions,
    /// The manager found other options within the program, after looking for them.
    OtherOptions,
    /// A stressor from outside work: resources are given and the request ends; where the policy has this outcome.
    ReferOutNonWork,
}

impl RequestDecision {
    /// What happens to the request.
    pub const fn event(self) -> RequestEvent {
        match self {
            Self::InScope | Self::PteQualifies => RequestEvent::TriageIn,
            Self::OutOfScope | Self::ReferOutNonWork => RequestEvent::TriageOut,
            Self::ConsultManagerOtherOptions => RequestEvent::Consult,
            Self::OtherOptions => RequestEvent::OtherOptions,
        }
    }

    /// Whether the policy has to list it among the outcomes of its triage.
    pub const fn is_outcome_of_policy(self) -> bool {
        matches!(self, Self::PteQualifies | Self::ConsultManagerOtherOptions | Self::ReferOutNonWork)
    }
}

/// The decision about a request.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"decision": "in_scope"}))]
pub struct RequestTriage {
    /// What was decided.
    pub decision: RequestDecision,
}

/// What happened with a request.
#[derive(Debug, Clone, Copy, Deserialize, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum RecordableEvent {
    /// The member declines the assignment: back to triage.
    MemberDeclines,
    /// Member and requester have spoken.
    ContactMade,
    /// The support is done.
    Finish,
    /// The need goes beyond the program.
    NeedBeyondScope,
    /// The person declines; where the policy keeps a case, which says so without a reason.
    RecipientDeclines,
    /// The person changed their mind.
    Withdraw,
}

impl From<RecordableEvent> for RequestEvent {
    fn from(event: RecordableEvent) -> Self {
        match event {
            RecordableEvent::MemberDeclines => Self::MemberDeclines,
            RecordableEvent::ContactMade => Self::ContactMade,
            RecordableEvent::Finish => Self::Finish,
            RecordableEvent::NeedBeyondScope => Self::NeedBeyondScope,
            RecordableEvent::RecipientDeclines => Self::RecipientDeclines,
            RecordableEvent::Withdraw => Self::Withdraw,
        }
    }
}

/// What happened with a request.
#[derive(Debug, Clone, Copy, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"event": "contact_made", "limits_stated": null}))]
pub struct NewRequestEvent {
    /// The event.
    pub event: RecordableEvent,
    /// That the limits of confidentiality were stated before; for `contact_made`, where the policy wants it so.
    pub limits_stated: Option<bool>,
}

/// A follow-up that was held today.
#[derive(Debug, Clone, Copy, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"stage": "day30", "second_needed": false}))]
pub struct NewFollowUp {
    /// Which.
    pub stage: Stage,
    /// Whether a second one is necessary, judged at the first; false where absent.
    #[serde(default)]
    pub second_needed: bool,
}

/// A follow-up that is scheduled, or was held.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = FollowUp, example = json!({"stage": "day30", "due_on": "2026-12-31", "held_on": null, "overdue": false}))]
pub struct FollowUpDto {
    /// Which.
    #[schema(value_type = Stage)]
    pub stage: String,
    /// Local day it is due, counted from the initial meeting.
    pub due_on: NaiveDate,
    /// When it was held.
    #[schema(required = true)]
    pub held_on: Option<NaiveDate>,
    /// Whether the day is over and it was not held.
    pub overdue: bool,
}

/// What who enters a request, and does not oversee it, is told.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"id": "2c5ea4c0-4067-41e9-8bad-9b1deb4d3b7d", "status": "received"}))]
pub struct EnteredReceipt {
    /// Identifier.
    pub id: Uuid,
    /// Always `received`.
    pub status: String,
}

/// A request for support, a working row: it is deleted when it ends, unless the policy keeps its case.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SupportRequest, example = json!({
    "id": "2c5ea4c0-4067-41e9-8bad-9b1deb4d3b7d", "channel": "web", "population": "employee", "stressor": "work",
    "category": "cumulative_stress", "mode": "telephone", "unit_id": null, "received_at": "2026-10-05T16:20:00Z",
    "spoken_code": "amber heron 42", "state": "triaged_in", "member_id": null, "declared": false,
    "referred_by": null, "source": null, "initial_meeting_on": null, "follow_ups": [],
    "refer_out_proposed": false, "allowed_events": [], "allowed_actions": ["assign_request"],
    "declarations_asked": ["supervises_recipient"], "resources": [], "returned": null, "variances": []
}))]
pub struct SupportRequestDto {
    /// Identifier.
    pub id: Uuid,
    /// How it came.
    #[schema(value_type = Via)]
    pub channel: String,
    /// Who asks, a code.
    #[schema(value_type = Population)]
    pub population: String,
    /// Where the stress comes from.
    #[schema(value_type = Stressor)]
    pub stressor: String,
    /// Category.
    #[schema(required = true)]
    pub category: Option<String>,
    /// Mode wished for.
    #[schema(required = true)]
    pub mode: Option<String>,
    /// Unit recorded.
    #[schema(required = true)]
    pub unit_id: Option<Uuid>,
    /// When it was received.
    pub received_at: DateTime<Utc>,
    /// Word by which requester and member know each other.
    pub spoken_code: String,
    /// State.
    #[schema(value_type = RequestState)]
    pub state: String,
    /// Assigned member.
    #[schema(required = true)]
    pub member_id: Option<Uuid>,
    /// Whether the assigned member declared to be free of conflicts.
    pub declared: bool,
    /// Who referred, as a code; null where somebody asked for themselves.
    #[schema(required = true, value_type = Option<Referrer>)]
    pub referred_by: Option<String>,
    /// What the referral rests on; null where it is not said.
    #[schema(required = true, value_type = Option<ReferralSource>)]
    pub source: Option<String>,
    /// Day of the initial meeting, where the policy counts follow-ups from it.
    #[schema(required = true)]
    pub initial_meeting_on: Option<NaiveDate>,
    /// Follow-ups scheduled and held, where the policy has any.
    pub follow_ups: Vec<FollowUpDto>,
    /// Whether the policy proposes to refer such a stressor out; whoever triages decides.
    pub refer_out_proposed: bool,
    /// Events the caller may record now.
    #[schema(value_type = Vec<RequestEvent>)]
    pub allowed_events: Vec<String>,
    /// What the caller may do next.
    #[schema(value_type = Vec<Action>)]
    pub allowed_actions: Vec<String>,
    /// Questions the policy has the assigned member answer, each by the name of its field in `ConflictDeclaration`.
    #[schema(value_type = Vec<Question>)]
    pub declarations_asked: Vec<String>,
    /// Where else help is to be had, for a request that was found out of scope or referred out.
    pub resources: Vec<Resource>,
    /// Why the assignment went back, in the answer to a declaration.
    #[schema(required = true)]
    pub returned: Option<FoundConflict>,
    /// Soft rules not met by this request.
    pub variances: Vec<VarianceDto>,
}

/// Requests for support.
#[derive(Debug, Serialize, ToSchema)]
pub struct SupportRequestPage {
    /// The page.
    pub items: Vec<SupportRequestDto>,
    /// Where the next page begins; null on the last.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
}
