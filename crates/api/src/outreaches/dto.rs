//! What requests and answers look like.

use crate::assignment::dto::FoundConflict;
use crate::variance::VarianceDto;
use chrono::NaiveDate;
use peerline_domain::access::Action;
use peerline_domain::assignment::Question;
use peerline_domain::outreach::{OutreachEvent, OutreachKind, OutreachState};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// What happened in an outreach.
#[derive(Debug, Clone, Copy, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"event": "initial_contact", "limits_stated": null}))]
pub struct NewOutreachEvent {
    /// `attempt_no_answer`, `initial_contact`, `accept`, `decline`, `check_in_done` or `close`. Accepting and
    /// declining are the recipient's own.
    pub event: OutreachEvent,
    /// That the limits of confidentiality were stated before; for `initial_contact`, where the policy wants it so.
    pub limits_stated: Option<bool>,
}

/// An outreach to one opaque slot of an incident. Who the slot is, the team knows and the server does not.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Outreach, example = json!({
    "id": "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed", "incident_id": "7c9e6679-7425-40de-944b-e07fc1f90ae7",
    "kind": "high_profile", "member_id": "9f8e7d6c-5b4a-4c3d-8e2f-1a0b9c8d7e6f", "declared": true,
    "assigned_on": "2026-10-13", "state": "followup_due", "initial_contact_on": "2026-10-14",
    "followup_due_on": "2026-10-21", "allowed_events": ["check_in_done"], "allowed_actions": ["record_outreach_event"],
    "declarations_asked": ["supervises_recipient"], "returned": null, "variances": []
}))]
pub struct OutreachDto {
    /// The slot.
    pub id: Uuid,
    /// The incident.
    pub incident_id: Uuid,
    /// `high_profile` or `other_significant`.
    #[schema(value_type = OutreachKind)]
    pub kind: String,
    /// The assigned member; null while it waits to be given to another.
    #[schema(required = true)]
    pub member_id: Option<Uuid>,
    /// Whether the assigned member declared to be free of conflicts.
    pub declared: bool,
    /// Local day it was assigned.
    pub assigned_on: NaiveDate,
    /// State of the offer.
    #[schema(value_type = OutreachState)]
    pub state: String,
    /// Local day of the initial contact.
    #[schema(required = true)]
    pub initial_contact_on: Option<NaiveDate>,
    /// Local day the one check-in is due.
    #[schema(required = true)]
    pub followup_due_on: Option<NaiveDate>,
    /// Events the caller may record now.
    #[schema(value_type = Vec<OutreachEvent>)]
    pub allowed_events: Vec<String>,
    /// What the caller may do next.
    #[schema(value_type = Vec<Action>)]
    pub allowed_actions: Vec<String>,
    /// Questions the policy has the assigned member answer, each by the name of its field in `ConflictDeclaration`.
    #[schema(value_type = Vec<Question>)]
    pub declarations_asked: Vec<String>,
    /// Why the assignment went back, in the answer to a declaration.
    #[schema(required = true)]
    pub returned: Option<FoundConflict>,
    /// Soft rules not met by this request.
    pub variances: Vec<VarianceDto>,
}

/// Outreaches.
#[derive(Debug, Serialize, ToSchema)]
pub struct OutreachPage {
    /// The page.
    pub items: Vec<OutreachDto>,
    /// Where the next page begins; null on the last.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
}
