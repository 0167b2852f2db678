//! Whether the limits of confidentiality were stated before a contact (CONF-10). Where the policy wants them told
//! before anything is discussed, there is no note to say so in: the member attests it with the contact or its tally.

use crate::catalog::RefusalCode;
use crate::decision::Refusal;
use crate::policy::{PolicyDocument, SettingError};

/// The policy's terms on stating the limits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitsNoticeTerms {
    /// Whether they are told before discussion, every time.
    pub before_contact: bool,
    /// Clause of that.
    pub clause: Option<String>,
}

impl LimitsNoticeTerms {
    /// Reads the terms.
    ///
    /// # Errors
    /// [`SettingError`] where a setting is missing or of another type.
    pub fn read(document: &PolicyDocument) -> Result<Self, SettingError> {
        Ok(Self {
            before_contact: document.code("notice.timing")?.as_deref() == Some("before_discussion"),
            clause: document.clause("notice.timing").map(str::to_owned),
        })
    }
}

/// Checks what a member attests of something that `is_contact` with a person, or is none.
///
/// # Errors
/// - `limits_notice_required`: a contact without the limits having been stated.
/// - `field_not_permitted`: an attestation where the policy asks for none, or for something that is no contact.
pub fn check_limits_stated(
    terms: &LimitsNoticeTerms,
    is_contact: bool,
    stated: Option<bool>,
) -> Result<(), Refusal> {
    let refused = |code| Err(Refusal::new(code, "CONF-10").under(terms.clause.as_deref()));
    match (terms.before_contact && is_contact, stated) {
        (true, Some(true)) | (false, None) => Ok(()),
        (true, _) => refused(RefusalCode::LimitsNoticeRequired),
        (false, Some(_)) => refused(RefusalCode::FieldNotPermitted),
    }
}
