//! States and events of a request (4.4).

use serde::{Deserialize, Serialize};

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum RequestState {
    /// Come in.
    Received,
    /// The manager looks for other options; the holding state until decided (REFER-14).
    ManagerReview,
    /// In scope, waiting for a supporter.
    TriagedIn,
    /// Out of scope; resources were given.
    TriagedOut,
    /// A supporter has it.
    Assigned,
    /// Supporter and requester have spoken.
    InContact,
    /// The need went beyond the program; referred to a professional.
    ReferredOut,
    /// The person declined, which a case says without a reason (FOLLOW-14).
    Declined,
    /// Over.
    Closed,
}

impl RequestState {
    /// Every state.
    pub const ALL: [Self; 9] = [
        Self::Received,
        Self::ManagerReview,
        Self::TriagedIn,
        Self::TriagedOut,
        Self::Assigned,
        Self::InContact,
        Self::ReferredOut,
        Self::Declined,
        Self::Closed,
    ];

    /// Whether nothing can follow.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::TriagedOut | Self::ReferredOut | Self::Declined | Self::Closed)
    }
}

/// What can happen to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum RequestEvent {
    /// Found in scope.
    TriageIn,
    /// Found out of scope.
    TriageOut,
    /// Sent to the manager to look for other options, never refused by itself (REFER-14).
    Consult,
    /// The manager found other options within the program.
    OtherOptions,
    /// Given to a supporter who is eligible and has no conflict.
    Assign,
    /// The supporter has a conflict: back to triage (ASSIGN-10).
    ConflictFound,
    /// The supporter declines the assignment: back to triage, nobody is at fault (ASSIGN-19).
    MemberDeclines,
    /// The supporter went on leave or left the team: back to triage (ASSIGN-20).
    MemberUnavailable,
    /// Supporter and requester have spoken.
    ContactMade,
    /// The support is done.
    Finish,
    /// The need goes beyond the program (RESP-15).
    NeedBeyondScope,
    /// The person, spoken to, declines. Only a case keeps that (FOLLOW-14); elsewhere the request is withdrawn.
    RecipientDeclines,
    /// The person changed their mind. No follow-up, no decline (FOLLOW-06).
    Withdraw,
}

impl RequestEvent {
    /// Every event.
    pub const ALL: [Self; 13] = [
        Self::TriageIn,
        Self::TriageOut,
        Self::Consult,
        Self::OtherOptions,
        Self::Assign,
        Self::ConflictFound,
        Self::MemberDeclines,
        Self::MemberUnavailable,
        Self::ContactMade,
        Self::Finish,
        Self::NeedBeyondScope,
        Self::RecipientDeclines,
        Self::Withdraw,
    ];
}
