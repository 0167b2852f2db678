//! States and events of an outreach (4.5).

use crate::activity::Kept;
use crate::incident::Route;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Which outreach it is; the policy says to which of them its rules on declines apply (FOLLOW-06).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum OutreachKind {
    /// After an incident for which outreach is always offered.
    HighProfile,
    /// After any other the team took up.
    OtherSignificant,
}

impl From<Route> for OutreachKind {
    fn from(route: Route) -> Self {
        match route {
            Route::OutreachOffered => Self::HighProfile,
            Route::PurviewDecision
            | Route::ManagerTriage
            | Route::PteQualifies
            | Route::ConsultManagerOtherOptions
            | Route::Notice => Self::OtherSignificant,
        }
    }
}

/// Where an outreach stands. The catalog's `declined` is passed through at once and never rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum OutreachState {
    /// A member has it.
    Assigned,
    /// Tried, not reached. No answer is not a decline (FOLLOW-04).
    Attempted,
    /// Reached, and support offered; an undecided person stays here.
    Offered,
    /// Accepted.
    Accepted,
    /// Declined once; a check-in is due.
    FollowupDue,
    /// Checked in, and support offered again.
    SecondOffer,
    /// Declined again: nobody on the team makes further contact about this incident (FOLLOW-02).
    SecondDeclinedClosed,
    /// Over.
    Closed,
}

impl OutreachState {
    /// Every state.
    pub const ALL: [Self; 8] = [
        Self::Assigned,
        Self::Attempted,
        Self::Offered,
        Self::Accepted,
        Self::FollowupDue,
        Self::SecondOffer,
        Self::SecondDeclinedClosed,
        Self::Closed,
    ];

    /// Whether nothing more happens in it.
    pub const fn is_over(self) -> bool {
        matches!(self, Self::SecondDeclinedClosed | Self::Closed)
    }
}

/// What is kept of an outreach: no recipient, no words, no time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outreach {
    /// Where it stands.
    pub state: OutreachState,
    /// Local day the person was first reached.
    pub initial_contact_on: Option<NaiveDate>,
    /// Local day of the check-in, once an offer was declined under a policy that follows up.
    pub followup_due_on: Option<NaiveDate>,
}

impl Outreach {
    /// The same with as much of its days as may stay. While it is under way the check-in is counted from them; once it is
    /// over nothing is, and where the policy keeps months only they are the first of theirs (Part 1D).
    #[must_use]
    pub fn settled(self, kept: Kept) -> Self {
        if !self.state.is_over() {
            return self;
        }
        Self {
            initial_contact_on: self.initial_contact_on.map(|day| kept.day_of(day)),
            followup_due_on: self.followup_due_on.map(|day| kept.day_of(day)),
            ..self
        }
    }
}

/// What can happen in an outreach. Accepting and declining are the recipient's own: nobody, and no supervisor
/// in particular, declines for somebody else (FOLLOW-15).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum OutreachEvent {
    /// Tried, no answer; a voicemail too.
    AttemptNoAnswer,
    /// Reached, and support offered.
    InitialContact,
    /// Support was accepted.
    Accept,
    /// Support was declined.
    Decline,
    /// The check-in after a decline was held, and support offered again.
    CheckInDone,
    /// Ended: an accepted response is finished, or the coordinator gives up trying.
    Close,
}

impl OutreachEvent {
    /// Every event.
    pub const ALL: [Self; 6] = [
        Self::AttemptNoAnswer,
        Self::InitialContact,
        Self::Accept,
        Self::Decline,
        Self::CheckInDone,
        Self::Close,
    ];
}
