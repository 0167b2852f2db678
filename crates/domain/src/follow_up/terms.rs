//! What the follow-up rules read from a policy.

use crate::policy::{PolicyDocument, SettingError};

/// The policy's terms on follow-ups.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FollowUpTerms {
    /// Days from the initial meeting to the first.
    pub first_after: u32,
    /// Days from the initial meeting to the second, where there is one: not counted from the first (FOLLOW-08).
    pub second_after: Option<u32>,
    /// Clause of the days.
    pub clause: Option<String>,
}

impl FollowUpTerms {
    /// Reads the terms; `None` where the policy has no follow-up on a fixed day, or lets nobody be named, so that
    /// there is nobody to meet again (FOLLOW-13, REFER-32).
    ///
    /// # Errors
    /// [`SettingError`] where a setting is missing or of another type.
    pub fn read(document: &PolicyDocument) -> Result<Option<Self>, SettingError> {
        let days = document.range("followup.fixed_days")?;
        if !document.identity_mode()?.keeps_case() {
            return Ok(None);
        }
        let bounds = days.and_then(|days| Some((days.min.or(days.max)?, days.max)));
        Ok(bounds.map(|(first_after, last)| Self {
            first_after,
            second_after: last.filter(|last| *last > first_after),
            clause: document.clause("followup.fixed_days").map(str::to_owned),
        }))
    }
}
