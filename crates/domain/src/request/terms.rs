//! What the rules of a request read from a policy.

use crate::policy::{PolicyDocument, SettingError};

/// The policy's terms on requests.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RequestTerms {
    /// Whether a triage may send a request to the manager for other options (REFER-14).
    pub manager_review: bool,
    /// Whether a case names the person and stays when the request ends (0.6, 4.4).
    pub keeps_case: bool,
}

impl RequestTerms {
    /// Reads the terms of one version.
    ///
    /// # Errors
    /// [`SettingError`] where a setting is missing or of another type.
    pub fn read(document: &PolicyDocument) -> Result<Self, SettingError> {
        let outcomes = &document.registers.triage_outcomes;
        Ok(Self {
            manager_review: outcomes.iter().any(|code| code == "consult_manager_other_options"),
            keeps_case: document.identity_mode()?.keeps_case(),
        })
    }

    /// The terms for a request opened under `opened` while `now` is in force: the triage is that of the version it
    /// was opened under; what may stay follows the stricter (PROG-01).
    ///
    /// # Errors
    /// [`SettingError`] where a setting is missing or of another type.
    pub fn governing(opened: &PolicyDocument, now: &PolicyDocument) -> Result<Self, SettingError> {
        let (opened, now) = (Self::read(opened)?, Self::read(now)?);
        Ok(Self { keeps_case: opened.keeps_case && now.keeps_case, ..opened })
    }
}
