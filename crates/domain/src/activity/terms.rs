//! What the rules on entries read from a policy.

use super::model::Kept;
use crate::policy::{CategoryEntry, KindEntry, ModeEntry, PolicyDocument, SettingError};
use serde::Deserialize;

/// What happens when more than the limit is planned at a neutral location (`response.neutral_enforcement`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NeutralEnforcement {
    /// Accepted with a variance.
    Warn,
    /// Refused. What has already happened is still only a variance.
    Reject,
}

/// Whose approval a group response needs beforehand (`response.group_prior_approval`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupApproval {
    /// Nobody's.
    NotAsked,
    /// The coordinator's, for every group response (RESP-08). A team lead does not replace it (PROG-09).
    Coordinator,
    /// Coordinator and others together. That is the decision on a *formal debriefing* and is made there
    /// (RESP-18); a defusing right after the event waits for nobody, so entries are not held up by it.
    Joint,
}

/// What the tracker is for (`tracker.content`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TrackerContent {
    /// Every response, without identity.
    ResponsesWithoutIdentity,
    /// Assignments and scores, beside case files.
    AssignmentsAndScores,
    /// Kind and time of the month.
    KindAndTimeSheet,
    /// Anonymous counts.
    AnonymousCounts,
    /// Tallies by month and kind.
    Tallies,
}

impl TrackerContent {
    /// What of an entry may stay.
    pub const fn kept(self) -> Kept {
        match self {
            Self::ResponsesWithoutIdentity | Self::AssignmentsAndScores => {
                Kept { day: true, minutes: true, mode: true, category: true, chooser: true, referrals: true }
            }
            // TRACK-06: the type of support and the time spent in the month, nothing else.
            Self::KindAndTimeSheet => Kept { minutes: true, category: true, ..Kept::NOTHING },
            // TRACK-13: counts by month.
            Self::AnonymousCounts => Kept { minutes: true, category: true, referrals: true, ..Kept::NOTHING },
            // TRACK-15: month, kind, tally; referrals out are counted by kind (RES-04).
            Self::Tallies => Kept { referrals: true, ..Kept::NOTHING },
        }
    }
}

/// The policy's terms on sessions.
#[derive(Debug, Clone)]
pub struct ActivityTerms {
    /// Kinds of intervention.
    pub kinds: Vec<KindEntry>,
    /// Modes that may be used; empty where the policy says nothing of modes.
    pub modes: Vec<ModeEntry>,
    /// Modes ruled out by name, with their clause.
    pub forbidden_modes: Vec<(String, Option<String>)>,
    /// Categories; empty where the policy has none.
    pub categories: Vec<CategoryEntry>,
    /// Whether the mode is the recipient's choice.
    pub recipient_chooses_mode: bool,
    /// Clause of that choice.
    pub chooser_clause: Option<String>,
    /// Greatest length at a neutral location, in minutes, inclusive.
    pub neutral_max_minutes: Option<u32>,
    /// Clause of the limit.
    pub neutral_clause: Option<String>,
    /// What planning beyond the limit leads to.
    pub neutral_enforcement: NeutralEnforcement,
    /// Whose approval a group response needs.
    pub group_approval: GroupApproval,
    /// Clause of the approval.
    pub group_clause: Option<String>,
    /// Whether members may share a session code.
    pub session_codes: bool,
    /// What of an entry may stay.
    pub kept: Kept,
    /// Clause of what may stay.
    pub content_clause: Option<String>,
}

impl ActivityTerms {
    /// Reads the terms. A policy that does not say what its tracker holds keeps tallies only.
    ///
    /// # Errors
    /// [`SettingError`] where a setting is missing or of another type.
    pub fn read(document: &PolicyDocument) -> Result<Self, SettingError> {
        let clause = |key| document.clause(key).map(str::to_owned);
        let registers = &document.registers;
        let listed: Option<Vec<String>> = document.read("response.modes")?;
        let named = |mode: &&ModeEntry| listed.as_ref().is_none_or(|codes| codes.contains(&mode.code));
        let approvers = document.codes("response.group_prior_approval")?;
        let content: Option<TrackerContent> = document.read("tracker.content")?;
        let kept = content.unwrap_or(TrackerContent::Tallies).kept();
        let recipient_chooses_mode = document.code("response.mode_chooser")?.as_deref() == Some("recipient");
        Ok(Self {
            kinds: registers.intervention_kinds.clone(),
            modes: registers.modes.iter().filter(named).cloned().collect(),
            forbidden_modes: forbidden_modes(document)?,
            categories: registers.categories.clone(),
            recipient_chooses_mode,
            chooser_clause: clause("response.mode_chooser"),
            neutral_max_minutes: document.integer("response.neutral_max_minutes")?,
            neutral_clause: clause("response.neutral_max_minutes"),
            neutral_enforcement: document
                .read("response.neutral_enforcement")?
                .unwrap_or(NeutralEnforcement::Warn),
            group_approval: match approvers.as_slice() {
                [only] if only == "coordinator" => GroupApproval::Coordinator,
                [] => GroupApproval::NotAsked,
                _ => GroupApproval::Joint,
            },
            group_clause: clause("response.group_prior_approval"),
            session_codes: document.code("group.session_code")?.is_some_and(|code| code != "off"),
            // What is not asked is not kept, whatever was answered.
            kept: Kept { chooser: kept.chooser && recipient_chooses_mode, ..kept },
            content_clause: clause("tracker.content"),
        })
    }

    /// Whether a response of a kind is to be told of who chose its mode: of the same as the mode itself (RESP-02).
    pub fn asks_who_chose(&self, kind: &KindEntry) -> bool {
        self.recipient_chooses_mode && !kind.group && kind.counts_as_response
    }

    /// A kind by its code.
    pub fn kind(&self, code: &str) -> Option<&KindEntry> {
        self.kinds.iter().find(|kind| kind.code == code)
    }

    /// A mode by its code.
    pub fn mode(&self, code: &str) -> Option<&ModeEntry> {
        self.modes.iter().find(|mode| mode.code == code)
    }

    /// Whether the recipient stays unknown to the member in this mode: no slot, no follow-up, no suppression
    /// (RESP-02, REFER-32).
    pub fn is_anonymous(&self, mode: &str) -> bool {
        self.mode(mode).is_some_and(|mode| mode.anonymous)
    }
}

fn forbidden_modes(document: &PolicyDocument) -> Result<Vec<(String, Option<String>)>, SettingError> {
    let register = document.registers.forbidden_modes.iter();
    let mut forbidden: Vec<_> = register.map(|mode| (mode.code.clone(), Some(mode.clause.clone()))).collect();
    for (key, mode) in
        [("response.email_forbidden", "email"), ("response.recorded_line_forbidden", "recorded_line")]
    {
        if document.flag(key)? {
            forbidden.push((mode.to_owned(), document.clause(key).map(str::to_owned)));
        }
    }
    Ok(forbidden)
}
