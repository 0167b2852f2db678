//! The fields of this noun's bodies, for `GET /v1/forms/{noun}`.

use crate::forms::field::Field;

/// `NewUnit`.
pub const UNIT: &[Field] = &[
    Field::text("name", "Name").required().of_length(1, 100),
    Field::id("parent_id", "Belongs to", "/v1/units"),
    Field::number("headcount", "Employees", 0, 1_000_000).required(),
];

/// `UnitHeadcount`.
pub const HEADCOUNT: &[Field] = &[Field::number("headcount", "Employees", 0, 1_000_000).required()];
