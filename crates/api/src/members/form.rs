//! The fields of this noun's bodies, for `GET /v1/forms/{noun}`.

use crate::forms::field::Field;

/// `NewMember`.
pub const MEMBER: &[Field] = &[
    Field::id("principal_id", "Person", "/v1/principals").required(),
    Field::id("unit_id", "Unit", "/v1/units").required(),
    Field::text("channel", "How a requester reaches the member").required().of_length(1, 100),
    Field::text("hours", "When the member can be reached").required().of_length(1, 100),
    Field::day("active_from", "First day on the team").required().by("ASSIGN-01"),
];

/// `Leave`.
pub const LEAVE: &[Field] = &[
    Field::day("from", "First day of leave").required().by("REVOKE-14"),
    Field::day("until", "First day back").by("REVOKE-14"),
];

/// `MembershipEnd`.
pub const END: &[Field] = &[Field::day("ended_on", "First day no longer on the team").required()];
