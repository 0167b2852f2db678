//! What requests and answers look like.

use crate::figure::MeasuresDto;
use chrono::NaiveDate;
use peerline_domain::calendar::Month;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// A month to be combined.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"month": "2026-10"}))]
pub struct NewCombination {
    /// The month.
    #[schema(value_type = String, pattern = "^[0-9]{4}-[0-9]{2}$", example = "2026-10")]
    pub month: Month,
}

/// A member, by name.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"member_id": "9f8e7d6c-5b4a-4c3d-8e2f-1a0b9c8d7e6f", "display_name": "Parker Peer"}))]
pub struct NamedMember {
    /// The member.
    pub member_id: Uuid,
    /// Display name.
    pub display_name: String,
}

/// A row of a working sheet.
#[derive(Debug, Serialize, ToSchema)]
pub struct SheetRow {
    /// A code of the policy; null for responses of which it was not told.
    #[schema(required = true)]
    pub code: Option<String>,
    /// Name of the code.
    #[schema(required = true)]
    pub label: Option<String>,
    /// Its figures.
    pub measures: MeasuresDto,
}

/// A month's combined tracker: the coordinator's working sheet. Small figures, and those that would give them
/// away, are withheld.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Combination)]
pub struct CombinationDto {
    /// The month.
    #[schema(value_type = String, example = "2026-10")]
    pub month: Month,
    /// 1, 2, 3 …
    #[schema(value_type = i32, minimum = 1)]
    pub version: u32,
    /// Local day it was combined.
    pub combined_on: NaiveDate,
    /// Number of the policy version in force that day.
    #[schema(value_type = i32, minimum = 1)]
    pub policy_version: u32,
    /// Fewest contacts a figure stands for.
    #[schema(value_type = i32, minimum = 0)]
    pub suppress_k: u32,
    /// The team's totals.
    pub totals: MeasuresDto,
    /// Responses by kind.
    pub kinds: Vec<SheetRow>,
    /// Responses by mode.
    pub modes: Vec<SheetRow>,
    /// Responses by category.
    pub categories: Vec<SheetRow>,
    /// Activities that are no response, as training; not in the totals.
    pub other_activities: Vec<SheetRow>,
    /// Members who owed a report and had not submitted; none for whom the policy does not let see who submitted.
    pub missing: Vec<NamedMember>,
    /// Members whose first submission was late; as `missing`.
    pub late: Vec<NamedMember>,
    /// Reports without an entry.
    #[schema(value_type = i32, minimum = 0)]
    pub nil_reports: u32,
}
