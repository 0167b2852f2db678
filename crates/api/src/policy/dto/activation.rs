use super::version::PolicyVersionDto;
use chrono::NaiveDate;
use peerline_domain::policy::{Finding, FindingCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// What the validator found in a version (PROG-02).
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"activatable": false, "findings": [{
    "severity": "error", "code": "policy_incomplete", "parameters": ["hours.normal_working"],
    "requirement": "PROG-02", "clause": "I.C.2.b, I.C.2.c", "detail": "A rule of the policy cannot be applied without this value."
}]}))]
pub struct ValidationOutcome {
    /// Whether the version can be activated with these findings.
    pub activatable: bool,
    /// Every contradiction, gap and loosening at once, the serious first.
    pub findings: Vec<Finding>,
}

/// When a draft is to be in force.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"effective_from": "2026-10-18", "effective_until": null}))]
pub struct Activation {
    /// First local day in force. Only an agency's first version can begin in the past.
    #[serde(deserialize_with = "crate::day::day")]
    pub effective_from: NaiveDate,
    /// First local day no longer in force; open where absent. Before a scheduled version: absent, or its first
    /// day.
    #[serde(default, deserialize_with = "crate::day::optional_day")]
    pub effective_until: Option<NaiveDate>,
}

/// What somebody should look at, though it keeps nothing from being in force.
#[derive(Debug, Serialize, ToSchema)]
pub struct PolicyWarning {
    /// Stable code.
    pub code: FindingCode,
    /// Requirement of the catalog.
    pub requirement: String,
    /// Clause it rests on, where it has one.
    #[schema(required = true)]
    pub clause: Option<String>,
    /// What to look at.
    pub detail: String,
    /// Keys of the parameters concerned.
    pub parameters: Vec<String>,
}

impl From<Finding> for PolicyWarning {
    fn from(finding: Finding) -> Self {
        Self {
            code: finding.code,
            requirement: finding.requirement.to_owned(),
            clause: finding.clause,
            detail: finding.detail,
            parameters: finding.parameters,
        }
    }
}

/// A version just activated.
#[derive(Debug, Serialize, ToSchema)]
pub struct ActivationOutcome {
    /// The version.
    pub version: PolicyVersionDto,
    /// What somebody should look at.
    pub warnings: Vec<PolicyWarning>,
}
