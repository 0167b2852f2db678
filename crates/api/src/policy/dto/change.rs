use peerline_domain::policy::ExceptionEntry;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use validator::Validate;

/// A parameter to be set otherwise.
#[derive(Debug, Serialize, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SettingChange {
    /// Key; see `GET /v1/policy-parameters`.
    #[validate(length(min = 1, max = 100, message = "1 to 100 characters"))]
    #[schema(min_length = 1, max_length = 100)]
    pub parameter: String,
    /// The value, of the kind the parameter takes and within its bounds; null leaves it open.
    #[schema(value_type = Value)]
    pub value: Value,
    /// Clause of the agency's own text that says so.
    #[validate(length(min = 1, max = 200, message = "1 to 200 characters"))]
    #[schema(min_length = 1, max_length = 200)]
    pub clause: Option<String>,
}

/// Texts people are shown, to be set otherwise. What is absent stays.
#[derive(Debug, Default, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicyTexts {
    /// Name of the program, as everybody is shown it (PROG-06).
    #[validate(length(min = 1, max = 200, message = "1 to 200 characters"))]
    #[schema(min_length = 1, max_length = 200)]
    pub name: Option<String>,
    /// The organization whose program it is.
    #[validate(length(min = 1, max = 200, message = "1 to 200 characters"))]
    #[schema(min_length = 1, max_length = 200)]
    pub organization: Option<String>,
    /// What a requester is told of confidentiality and its limits (CONF-28).
    #[validate(length(min = 1, max = 4000, message = "1 to 4000 characters"))]
    #[schema(min_length = 1, max_length = 4000)]
    pub confidentiality_statement: Option<String>,
    /// That peer support is not counseling (PROG-06).
    #[validate(length(min = 1, max = 4000, message = "1 to 4000 characters"))]
    #[schema(min_length = 1, max_length = 4000)]
    pub boundary_text: Option<String>,
    /// What to do in an emergency, shown first (RES-05).
    #[validate(length(min = 1, max = 4000, message = "1 to 4000 characters"))]
    #[schema(min_length = 1, max_length = 4000)]
    pub emergency_text: Option<String>,
}

/// Changes to a draft. What is absent stays.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "changes": [{"parameter": "decline.followup_days", "value": 10, "clause": "V.C.4.a, as amended"}],
    "texts": {"emergency_text": "In an emergency call 911."},
    "incomplete_soft_blocks": true
}))]
pub struct PolicyChanges {
    /// Parameters to be set otherwise, each at most once.
    #[serde(default)]
    #[validate(length(max = 500, message = "at most 500 changes"), nested)]
    #[schema(max_items = 500)]
    pub changes: Vec<SettingChange>,
    /// Texts to be set otherwise.
    #[validate(nested)]
    pub texts: Option<PolicyTexts>,
    /// The whole list of exceptions to confidentiality, in place of the one that stands (CONF-06).
    #[validate(length(max = 50, message = "at most 50 exceptions"))]
    #[schema(max_items = 50)]
    pub exceptions: Option<Vec<ExceptionEntry>>,
    /// Whether a gap that the policy leaves to the organization blocks activation.
    pub incomplete_soft_blocks: Option<bool>,
}
