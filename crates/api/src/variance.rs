//! Variances as they come back with a success.

use peerline_domain::Variance;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A soft rule that was not met: accepted, with this warning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = Variance, example = json!({
    "code": "followup_late", "requirement": "FOLLOW-01", "clause": "V.C.4.a",
    "detail": "The check-in came after its day."
}))]
pub struct VarianceDto {
    /// Stable code; the catalog stands at `GET /v1/problems`.
    pub code: String,
    /// Requirement of the specification.
    pub requirement: String,
    /// Clause of the agency's policy.
    #[schema(required = true)]
    pub clause: Option<String>,
    /// What it means.
    pub detail: String,
}

impl From<Variance> for VarianceDto {
    fn from(variance: Variance) -> Self {
        Self {
            code: variance.code.as_str().to_owned(),
            requirement: variance.requirement.to_owned(),
            clause: variance.clause,
            detail: variance.code.title().to_owned(),
        }
    }
}

/// All variances of a decision.
pub fn variances(found: Vec<Variance>) -> Vec<VarianceDto> {
    found.into_iter().map(VarianceDto::from).collect()
}
