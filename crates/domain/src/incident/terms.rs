//! What the incident rules read from a policy.

use super::model::TriageOutcome;
use crate::calendar::Boundary;
use crate::policy::{IncidentTypeEntry, PolicyDocument, SettingError};
use serde_json::Value;

/// The policy's terms on incidents.
#[derive(Debug, Clone)]
pub struct IncidentTerms {
    /// Types and the way each takes.
    pub types: Vec<IncidentTypeEntry>,
    /// Outcomes a triage may have; empty where the policy names none, then any is accepted.
    pub outcomes: Vec<TriageOutcome>,
    /// Years after its closure that a case still qualifies; `None` where the policy asks for no case.
    pub lookback_years: Option<u32>,
    /// Whether a case closed exactly that long ago qualifies (REFER-03: it does, inferred).
    pub boundary: Boundary,
    /// Clause of the look-back.
    pub lookback_clause: Option<String>,
}

impl IncidentTerms {
    /// Reads the terms.
    ///
    /// # Errors
    /// [`SettingError`] where a setting is missing or of another type, or an outcome is none of the catalog's.
    pub fn read(document: &PolicyDocument) -> Result<Self, SettingError> {
        let outcomes = document
            .registers
            .triage_outcomes
            .iter()
            .map(|code| serde_json::from_value(Value::from(code.as_str())))
            .collect::<Result<_, _>>()
            .map_err(|_| SettingError::Type("triage_outcomes"))?;
        let outside = document
            .codes("lookback.boundary")?
            .iter()
            .any(|code| code == "case_openness_anniversary_outside");
        Ok(Self {
            types: document.registers.incident_types.clone(),
            outcomes,
            lookback_years: document.integer("referral.case_lookback_years")?,
            boundary: if outside {
                Boundary::ExclusiveOfAnniversary
            } else {
                Boundary::InclusiveOfAnniversary
            },
            lookback_clause: document.clause("referral.case_lookback_years").map(str::to_owned),
        })
    }
}
