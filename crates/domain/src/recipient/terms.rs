use crate::policy::{IdentityMode, PolicyDocument, SettingError};

/// The policy's terms on naming a recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecipientTerms {
    /// The mode that governs.
    pub mode: IdentityMode,
    /// Clause of the mode.
    pub clause: Option<String>,
    /// Clause of what may be written down.
    pub notes_clause: Option<String>,
}

impl RecipientTerms {
    /// Reads the terms of one document: of the one in force, before anything is looked up.
    ///
    /// # Errors
    /// [`SettingError`] where a setting is missing or of another type.
    pub fn read(document: &PolicyDocument) -> Result<Self, SettingError> {
        Ok(Self {
            mode: document.identity_mode()?,
            clause: document.clause("identity_mode").map(str::to_owned),
            notes_clause: document.clause("document.notes_allowed").map(str::to_owned),
        })
    }

    /// The terms for a request that was opened under `opened` while `now` is in force: the stricter ones (PROG-01).
    ///
    /// # Errors
    /// [`SettingError`] where a setting is missing or of another type.
    pub fn governing(opened: &PolicyDocument, now: &PolicyDocument) -> Result<Self, SettingError> {
        let (opened, now) = (Self::read(opened)?, Self::read(now)?);
        Ok(if IdentityMode::governing(opened.mode, now.mode) == now.mode { now } else { opened })
    }
}
