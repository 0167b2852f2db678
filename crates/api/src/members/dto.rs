//! What is sent and answered about members.

use crate::plain_text::plain_text;
use chrono::NaiveDate;
use peerline_domain::assignment::MemberStatus;
use peerline_persistence::records::Member;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// A member to be added to the team.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "principal_id": "0b6f7f1c-6a3f-4f7e-8a4e-1f2d3c4b5a69", "unit_id": "3f0a5b1e-2c4d-4e6f-8a9b-0c1d2e3f4a5b",
    "channel": "telephone extension 5501", "hours": "Mon-Fri 9:00-17:00", "active_from": "2026-10-01"
}))]
pub struct NewMember {
    /// The person.
    pub principal_id: Uuid,
    /// Unit the member belongs to.
    pub unit_id: Uuid,
    /// How a requester reaches the member.
    #[validate(length(min = 1, max = 100, message = "1 to 100 characters"), custom(function = "plain_text"))]
    #[schema(min_length = 1, max_length = 100)]
    pub channel: String,
    /// When the member can be reached, in words.
    #[validate(length(min = 1, max = 100, message = "1 to 100 characters"), custom(function = "plain_text"))]
    #[schema(min_length = 1, max_length = 100)]
    pub hours: String,
    /// First local day of membership.
    #[serde(deserialize_with = "crate::day::day")]
    pub active_from: NaiveDate,
}

/// A leave of absence: dates, never a reason (REVOKE-14).
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"from": "2026-10-12", "until": null}))]
pub struct Leave {
    /// First local day of leave.
    #[serde(deserialize_with = "crate::day::day")]
    pub from: NaiveDate,
    /// First local day back; open where absent.
    #[serde(default, deserialize_with = "crate::day::optional_day")]
    pub until: Option<NaiveDate>,
}

/// The end of a membership.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"ended_on": "2026-11-01"}))]
pub struct MembershipEnd {
    /// First local day no longer a member.
    #[serde(deserialize_with = "crate::day::day")]
    pub ended_on: NaiveDate,
}

/// A member of the team.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Member, example = json!({
    "id": "7e1d2c3b-4a59-4687-8b9c-0d1e2f3a4b5c", "principal_id": "0b6f7f1c-6a3f-4f7e-8a4e-1f2d3c4b5a69",
    "display_name": "Parker Peer", "unit_id": "3f0a5b1e-2c4d-4e6f-8a9b-0c1d2e3f4a5b",
    "channel": "telephone extension 5501", "hours": "Mon-Fri 9:00-17:00", "status": "active",
    "active_from": "2026-10-01", "leave_from": null, "leave_until": null, "ended_on": null
}))]
pub struct MemberDto {
    /// Identifier.
    pub id: Uuid,
    /// The person.
    pub principal_id: Uuid,
    /// Display name of the person.
    pub display_name: String,
    /// Unit the member belongs to.
    pub unit_id: Uuid,
    /// How a requester reaches the member.
    pub channel: String,
    /// When the member can be reached, in words.
    pub hours: String,
    /// Where the membership stands on the agency's local day.
    pub status: MemberStatus,
    /// First local day of membership.
    pub active_from: NaiveDate,
    /// First local day of the present, planned or last leave.
    #[schema(required = true)]
    pub leave_from: Option<NaiveDate>,
    /// First local day back; null for an open leave and where there is none.
    #[schema(required = true)]
    pub leave_until: Option<NaiveDate>,
    /// First local day no longer a member.
    #[schema(required = true)]
    pub ended_on: Option<NaiveDate>,
}

impl MemberDto {
    /// A member as the membership stands on the agency's local day.
    pub fn on(today: NaiveDate, member: Member) -> Self {
        Self {
            status: member.status_on(today),
            id: member.id,
            principal_id: member.principal_id,
            display_name: member.display_name,
            unit_id: member.unit_id,
            channel: member.channel,
            hours: member.hours,
            active_from: member.active_from,
            leave_from: member.leave_from,
            leave_until: member.leave_until,
            ended_on: member.ended_on,
        }
    }
}

/// A page of the roster.
#[derive(Debug, Serialize, ToSchema)]
pub struct MemberPage {
    /// By identifier.
    pub items: Vec<MemberDto>,
    /// Cursor of the next page; null on the last.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
}
