//! What is sent and answered about agencies.

use crate::plain_text::plain_text;
use peerline_persistence::records::Agency;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// An agency to be created.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"slug": "example-dcs", "name": "Example Department of Child Safety", "preset": "arizona_dcs", "administrator_name": "Avery Admin"}))]
pub struct NewAgency {
    /// Short name in public addresses, unique in the installation.
    #[schema(min_length = 2, max_length = 41, pattern = "^[a-z][a-z0-9-]{1,40}$")]
    pub slug: String,
    /// Display name.
    #[validate(length(min = 1, max = 200, message = "1 to 200 characters"), custom(function = "plain_text"))]
    #[schema(min_length = 1, max_length = 200)]
    pub name: String,
    /// Policy the agency starts from; see `GET /v1/policy-presets`.
    #[schema(min_length = 1, max_length = 64)]
    pub preset: String,
    /// Display name of the agency's first administrator.
    #[validate(length(min = 1, max = 100, message = "1 to 100 characters"), custom(function = "plain_text"))]
    #[schema(min_length = 1, max_length = 100)]
    pub administrator_name: String,
}

impl NewAgency {
    /// Whether the short name is of the form of the contract, `^[a-z][a-z0-9-]{1,40}$`.
    pub fn has_slug_of_form(&self) -> bool {
        let tail = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        (2..=41).contains(&self.slug.len())
            && self.slug.starts_with(|c: char| c.is_ascii_lowercase())
            && self.slug.chars().all(tail)
    }
}

/// An agency.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Agency, example = json!({"id": "5a0d8f0e-3b7e-4f55-9c1d-2f6b7a8c9d10", "slug": "example-dcs", "name": "Example Department of Child Safety", "created_on": "2026-10-01"}))]
pub struct AgencyDto {
    /// Identifier.
    pub id: Uuid,
    /// Short name in public addresses.
    pub slug: String,
    /// Display name.
    pub name: String,
    /// Day it was created, UTC.
    pub created_on: chrono::NaiveDate,
}

impl From<Agency> for AgencyDto {
    fn from(agency: Agency) -> Self {
        Self { id: agency.id, slug: agency.slug, name: agency.name, created_on: agency.created_on }
    }
}

/// The first administrator of an agency, with a token that is shown once.
#[derive(Debug, Serialize, ToSchema)]
pub struct FirstAdministrator {
    /// The principal.
    pub principal_id: Uuid,
    /// The token, shown once: null where the command is sent again and its answer repeated.
    #[schema(required = true)]
    pub access_token: Option<String>,
    /// Always `Bearer`.
    pub token_type: String,
    /// Seconds it is valid.
    #[schema(minimum = 1)]
    pub expires_in: i32,
}

/// An agency just created.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "agency": {"id": "5a0d8f0e-3b7e-4f55-9c1d-2f6b7a8c9d10", "slug": "example-dcs", "name": "Example Department of Child Safety", "created_on": "2026-10-01"},
    "administrator": {"principal_id": "0b6f7f1c-6a3f-4f7e-8a4e-1f2d3c4b5a69", "access_token": "eyJ0eXAiOiJKV1Qi…", "token_type": "Bearer", "expires_in": 3600},
    "policy_version_id": "8c1f1f64-2a3b-4c5d-8e6f-7a8b9c0d1e2f"
}))]
pub struct CreatedAgency {
    /// The agency.
    pub agency: AgencyDto,
    /// Its first administrator.
    pub administrator: FirstAdministrator,
    /// Its first policy version, a draft made from the preset.
    pub policy_version_id: Uuid,
}

/// A page of agencies.
#[derive(Debug, Serialize, ToSchema)]
pub struct AgencyPage {
    /// By slug.
    pub items: Vec<AgencyDto>,
    /// Cursor of the next page; null on the last.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
}
