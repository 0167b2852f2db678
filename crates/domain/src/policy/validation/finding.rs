use serde::Serialize;

/// Whether a finding keeps a policy from being activated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The policy cannot be activated as it stands.
    Error,
    /// The policy can be activated; somebody should look at it first.
    Warning,
}

/// Kind of finding; the codes are those of the catalog's Part 1B.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum FindingCode {
    /// The policy contradicts itself (error).
    PolicyInconsistent,
    /// A rule needs a value the policy leaves open (error).
    PolicyIncomplete,
    /// The policy leaves to the organization what the organization has not set yet (warning).
    PolicyIncompleteSoft,
    /// Looser than the preset on confidentiality or tracking (warning).
    PolicyWeakerThanPreset,
}

/// One thing the validator found. It never repeats a value of the document, so that it can be logged.
///
/// Findings are ordered by severity, code and parameters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Finding {
    /// Error or warning.
    pub severity: Severity,
    /// Stable code.
    pub code: FindingCode,
    /// Keys of the parameters concerned; a list of the policy is named `registers.<list>`.
    pub parameters: Vec<String>,
    /// Requirement of the catalog that asks for it, for example `PROG-02`.
    pub requirement: &'static str,
    /// Clause on which the first of the parameters rests, where it has one; for
    /// `policy_weaker_than_preset` the clause of the preset.
    #[cfg_attr(feature = "openapi", schema(required = true))]
    pub clause: Option<String>,
    /// What is wrong, in one sentence.
    pub detail: String,
}

impl Finding {
    fn new(code: FindingCode, parameters: &[&str], clause: Option<&str>, detail: &str) -> Self {
        let severity = match code {
            FindingCode::PolicyInconsistent | FindingCode::PolicyIncomplete => Severity::Error,
            FindingCode::PolicyIncompleteSoft | FindingCode::PolicyWeakerThanPreset => Severity::Warning,
        };
        Self {
            severity,
            code,
            parameters: parameters.iter().map(|key| (*key).to_owned()).collect(),
            requirement: "PROG-02",
            clause: clause.map(str::to_owned),
            detail: detail.to_owned(),
        }
    }

    pub(super) fn inconsistent(parameters: &[&str], clause: Option<&str>, detail: &str) -> Self {
        Self::new(FindingCode::PolicyInconsistent, parameters, clause, detail)
    }

    pub(super) fn incomplete(parameters: &[&str], clause: Option<&str>, detail: &str) -> Self {
        Self::new(FindingCode::PolicyIncomplete, parameters, clause, detail)
    }

    pub(super) fn incomplete_soft(parameters: &[&str], clause: Option<&str>, detail: &str) -> Self {
        Self::new(FindingCode::PolicyIncompleteSoft, parameters, clause, detail)
    }

    pub(super) fn weaker(parameters: &[&str], clause: Option<&str>, detail: &str) -> Self {
        Self::new(FindingCode::PolicyWeakerThanPreset, parameters, clause, detail)
    }

    pub(super) fn of(mut self, requirement: &'static str) -> Self {
        self.requirement = requirement;
        self
    }
}
