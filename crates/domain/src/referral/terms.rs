//! What the referral rules read from a policy.

use super::model::{Content, ReferralSource};
use crate::calendar::HoursWindow;
use crate::policy::{PolicyDocument, SettingError};

/// The policy's terms on referrals.
#[derive(Debug, Clone)]
pub struct ReferralTerms {
    /// From the exposure until the program is to be told; `None` where the policy names no time.
    pub deadline: Option<HoursWindow>,
    /// Clause of the deadline.
    pub deadline_clause: Option<String>,
    /// What a referral has to contain. What cannot be kept is not asked for.
    pub required: Vec<Content>,
    /// Clause of the content.
    pub required_clause: Option<String>,
    /// Whether a referral may be part of discipline, coaching or an improvement plan.
    pub disciplinary_use: bool,
    /// Clause of that.
    pub disciplinary_clause: Option<String>,
    /// What a referral may say it rests on.
    pub sources: Vec<ReferralSource>,
    /// Clause of the channels, which the sources are among.
    pub sources_clause: Option<String>,
}

/// The catalog's codes for what a referral of a person contains. An incident's notice has codes of its own
/// (REFER-19), and a way to respond is with every request (REFER-25).
fn content_of(code: &str) -> Option<Content> {
    match code {
        "employee_name" => Some(Content::Name),
        "contact_details" => Some(Content::Contact),
        "pte_context" => Some(Content::Context),
        _ => None,
    }
}

impl ReferralTerms {
    /// Reads the terms.
    ///
    /// # Errors
    /// [`SettingError`] where a setting is missing or of another type.
    pub fn read(document: &PolicyDocument) -> Result<Self, SettingError> {
        let clause = |key| document.clause(key).map(str::to_owned);
        let names = document.identity_mode()?.may_name_recipient();
        let asked = document.codes("referral.required_content")?;
        let channels = document.codes("referral.channels")?;
        let lists = |source: ReferralSource| channels.iter().any(|code| code == source.channel());
        let deadline = match document.integer("referral.deadline_hours")? {
            None => None,
            Some(hours) => Some(
                HoursWindow::new(None, Some(hours))
                    .map_err(|_| SettingError::Type("referral.deadline_hours"))?,
            ),
        };
        Ok(Self {
            deadline,
            deadline_clause: clause("referral.deadline_hours"),
            required: asked.iter().filter_map(|code| content_of(code)).filter(|_| names).collect(),
            required_clause: clause("referral.required_content"),
            disciplinary_use: document.code("referral.disciplinary_use")?.as_deref() != Some("forbidden"),
            disciplinary_clause: clause("referral.disciplinary_use"),
            sources: ReferralSource::ALL.into_iter().filter(|source| lists(*source)).collect(),
            sources_clause: clause("referral.channels"),
        })
    }
}
