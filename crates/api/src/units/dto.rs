//! What requests and answers look like.

use crate::plain_text::plain_text;
use peerline_persistence::records::Unit;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// A unit to be added.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Northern region", "parent_id": null, "headcount": 120}))]
pub struct NewUnit {
    /// Name, unique in the agency.
    #[validate(length(min = 1, max = 100, message = "1 to 100 characters"), custom(function = "plain_text"))]
    #[schema(min_length = 1, max_length = 100)]
    pub name: String,
    /// The unit it belongs to.
    pub parent_id: Option<Uuid>,
    /// Employees.
    #[validate(range(max = 1_000_000, message = "0 to 1000000"))]
    #[schema(value_type = i32, minimum = 0, maximum = 1_000_000)]
    pub headcount: u32,
}

/// A unit's headcount, to be set.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"headcount": 118}))]
pub struct UnitHeadcount {
    /// Employees.
    #[validate(range(max = 1_000_000, message = "0 to 1000000"))]
    #[schema(value_type = i32, minimum = 0, maximum = 1_000_000)]
    pub headcount: u32,
}

/// A unit.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Unit, example = json!({"id": "3f0a5b1e-2c4d-4e6f-8a9b-0c1d2e3f4a5b", "name": "Northern region", "parent_id": null, "headcount": 120}))]
pub struct UnitDto {
    /// Identifier.
    pub id: Uuid,
    /// Name.
    pub name: String,
    /// The unit it belongs to.
    #[schema(required = true)]
    pub parent_id: Option<Uuid>,
    /// Employees.
    #[schema(value_type = i32, minimum = 0)]
    pub headcount: u32,
}

impl From<Unit> for UnitDto {
    fn from(unit: Unit) -> Self {
        Self { id: unit.id, name: unit.name, parent_id: unit.parent_id, headcount: unit.headcount }
    }
}

/// The units of an agency.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnitList {
    /// By name.
    pub items: Vec<UnitDto>,
}
