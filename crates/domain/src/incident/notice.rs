//! The notice of a critical incident: by which channel, and by when (REFER-19, NOTIFY-14).
//!
//! The program is to be told within a time and by certain channels. A notice that came otherwise is taken, but the
//! duty stays open until one that counts is attested, and the time of that one decides (REFER-01).

use crate::calendar::{HoursWindow, Timestamp};
use crate::catalog::{RefusalCode, VarianceCode};
use crate::decision::{Decision, Refusal, Variance};
use crate::policy::{PolicyDocument, SettingError};
use serde::{Deserialize, Serialize};

/// How somebody told the program of an incident. A call or a conversation is attested, never made by the system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum NoticeChannel {
    /// By telephone.
    PhoneAttested,
    /// In person.
    InPersonAttested,
    /// By e-mail.
    Email,
    /// On paper.
    WrittenHardcopy,
    /// By a text to the team.
    TeamText,
    /// In the system itself.
    InApp,
}

/// Where the duty to give notice stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum NoticeDuty {
    /// No notice that counts was given yet.
    Open,
    /// Given in time.
    Given,
    /// Given after its time.
    GivenLate,
}

/// The policy's terms on the notice of an incident.
#[derive(Debug, Clone)]
pub struct NoticeTerms {
    /// Channels that count, any one of them; empty where the policy names none, then every channel counts.
    pub channels: Vec<NoticeChannel>,
    /// Clause of the channels.
    pub channel_clause: Option<String>,
    /// From the incident until the notice, in elapsed hours; `None` where the policy names no time.
    pub deadline: Option<HoursWindow>,
    /// Clause of the deadline.
    pub deadline_clause: Option<String>,
    /// Whether a notice names the staff involved. Not asked for where no name may be kept; the incident's nature is
    /// its type, and always there.
    pub names_staff: bool,
    /// Clause of the content.
    pub content_clause: Option<String>,
}

impl NoticeTerms {
    /// Reads the terms.
    ///
    /// # Errors
    /// [`SettingError`] where a setting is missing or of another type, or a channel is none of the catalog's.
    pub fn read(document: &PolicyDocument) -> Result<Self, SettingError> {
        let clause = |key| document.clause(key).map(str::to_owned);
        let channels = document.codes("notify.incident_channel")?;
        let channels = channels.iter().map(|code| serde_json::from_value(code.as_str().into()));
        let deadline = document.integer("referral.deadline_hours")?;
        let deadline = deadline.map(|hours| HoursWindow::new(None, Some(hours))).transpose();
        let asked = document.codes("referral.required_content")?;
        let asks_names = asked.iter().any(|code| code == "staff_names");
        Ok(Self {
            channels: channels
                .collect::<Result<_, _>>()
                .map_err(|_| SettingError::Type("notify.incident_channel"))?,
            channel_clause: clause("notify.incident_channel"),
            deadline: deadline.map_err(|_| SettingError::Type("referral.deadline_hours"))?,
            deadline_clause: clause("referral.deadline_hours"),
            names_staff: asks_names && document.identity_mode()?.may_name_recipient(),
            content_clause: clause("referral.required_content"),
        })
    }

    /// The last instant that is in time for an incident of `occurred_at`; none where the policy names no time.
    pub fn due(&self, occurred_at: Timestamp) -> Option<Timestamp> {
        self.deadline.and_then(|window| window.from(occurred_at).end)
    }
}

/// Judges a notice given at `given_at` of an incident of `occurred_at` (REFER-19).
///
/// By a channel the policy does not name the duty stays open, with the variance `channel_not_permitted`, and nothing
/// is said about its time. By any other it is met; after the last instant of the window with the variance
/// `late_notice`. Hours are elapsed hours, and exactly the last one is in time (TIME-2).
pub fn check_notice(
    terms: &NoticeTerms,
    occurred_at: Timestamp,
    given_at: Timestamp,
    channel: NoticeChannel,
) -> Decision<NoticeDuty> {
    judge(terms, terms.due(occurred_at), given_at, channel)
}

/// Judges a notice that is attested later, by the instant until which it was due.
///
/// # Errors
/// `step_out_of_order` where the duty is met already.
pub fn attest_notice(
    terms: &NoticeTerms,
    duty: NoticeDuty,
    due_at: Option<Timestamp>,
    given_at: Timestamp,
    channel: NoticeChannel,
) -> Result<Decision<NoticeDuty>, Refusal> {
    if duty != NoticeDuty::Open {
        return Err(no_duty(terms));
    }
    Ok(judge(terms, due_at, given_at, channel))
}

/// That there is no notice to be attested.
pub fn no_duty(terms: &NoticeTerms) -> Refusal {
    Refusal::new(RefusalCode::StepOutOfOrder, "REFER-19").under(terms.deadline_clause.as_deref())
}

/// Judges what a notice contains (REFER-19): without the names of the staff it is taken all the same.
pub fn check_content(terms: &NoticeTerms, names_staff: bool) -> Decision<()> {
    if names_staff || !terms.names_staff {
        return Decision::clean(());
    }
    let clause = terms.content_clause.as_deref();
    Decision::with((), vec![Variance::new(VarianceCode::IncompleteReferral, "REFER-19", clause)])
}

fn judge(
    terms: &NoticeTerms,
    due_at: Option<Timestamp>,
    given_at: Timestamp,
    channel: NoticeChannel,
) -> Decision<NoticeDuty> {
    if !terms.channels.is_empty() && !terms.channels.contains(&channel) {
        let clause = terms.channel_clause.as_deref();
        let variance = Variance::new(VarianceCode::ChannelNotPermitted, "REFER-01", clause);
        return Decision::with(NoticeDuty::Open, vec![variance]);
    }
    if due_at.is_some_and(|due_at| given_at > due_at) {
        let clause = terms.deadline_clause.as_deref();
        let variance = Variance::new(VarianceCode::LateNotice, "REFER-19", clause);
        return Decision::with(NoticeDuty::GivenLate, vec![variance]);
    }
    Decision::clean(NoticeDuty::Given)
}
