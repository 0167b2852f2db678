//! What the outreach rules read from a policy.

use super::model::OutreachKind;
use crate::policy::{PolicyDocument, SettingError};
use serde::Deserialize;

/// The policy's terms on outreach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutreachTerms {
    /// What follows a decline; `None` where the policy gives no rule and a declined offer is simply closed
    /// (FOLLOW-14).
    pub decline: Option<DeclineTerms>,
}

/// What follows a declined offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeclineTerms {
    /// Local calendar days from the initial contact to the check-in.
    pub followup_days: u32,
    /// Clause of the check-in.
    pub followup_clause: Option<String>,
    /// Whether a second decline ends all contact of the team about the incident.
    pub second_suppresses: bool,
    /// Clause of that.
    pub second_clause: Option<String>,
    /// The outreach these rules are for (FOLLOW-06).
    pub applies_to: Vec<OutreachKind>,
}

/// Scope of the suppression; the catalog has one.
#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum SecondDecline {
    TeamWideIncidentScope,
}

impl OutreachTerms {
    /// Reads the terms.
    ///
    /// # Errors
    /// [`SettingError`] where a setting is missing or of another type, and for more than one check-in: the
    /// machine of the catalog offers a second time and no more.
    pub fn read(document: &PolicyDocument) -> Result<Self, SettingError> {
        let followups = document.integer("decline.max_followups")?;
        let second: Option<SecondDecline> = document.read("decline.second_closes")?;
        let applies_to: Vec<OutreachKind> = document.read("decline.applies_to")?.unwrap_or_default();
        let clause = |key| document.clause(key).map(str::to_owned);
        let decline = match (document.integer("decline.followup_days")?, followups) {
            (_, Some(2..)) => return Err(SettingError::Type("decline.max_followups")),
            (None, _) | (_, Some(0)) => None,
            (Some(followup_days), _) => Some(DeclineTerms {
                followup_days,
                followup_clause: clause("decline.followup_days"),
                second_suppresses: matches!(second, Some(SecondDecline::TeamWideIncidentScope)),
                second_clause: clause("decline.second_closes"),
                applies_to,
            }),
        };
        Ok(Self { decline })
    }

    /// The rules on declines, where there are any for this kind of outreach.
    pub fn decline_for(&self, kind: OutreachKind) -> Option<&DeclineTerms> {
        self.decline.as_ref().filter(|decline| decline.applies_to.contains(&kind))
    }
}
