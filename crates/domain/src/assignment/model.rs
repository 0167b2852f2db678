//! What is known of a supporter when an assignment is decided.

use serde::{Deserialize, Serialize};

/// Where a membership stands, as far as assignments go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum MemberStatus {
    /// Accepted, not yet serving.
    Pending,
    /// On the team.
    Active,
    /// On leave from it.
    OnLeave,
    /// Resigned, lapsed, revoked or removed.
    Ended,
}

/// What a supporter declares about one assignment, yes or no. No reasons, no names. What is not asked is no.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "independent questions, each answered yes or no")]
pub struct Declaration {
    /// May take part in an investigation or in discipline about the recipient; possibly is enough (ASSIGN-05).
    pub investigation_role: bool,
    /// Witnessed the incident (ASSIGN-06).
    pub witnessed_incident: bool,
    /// Witnessed, or was party to, the error at its root (ASSIGN-12).
    pub witnessed_own_error: bool,
    /// Is the recipient's direct supervisor (ASSIGN-08).
    pub supervises_recipient: bool,
    /// Has another rank or role than the recipient (ASSIGN-07).
    pub rank_differs: bool,
    /// Has a religious, financial or sexual relationship with the recipient (ASSIGN-09).
    pub dual_relationship: bool,
}

/// A question of the declaration; each is a field of the answer of the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Question {
    /// [`Declaration::investigation_role`].
    InvestigationRole,
    /// [`Declaration::witnessed_incident`].
    WitnessedIncident,
    /// [`Declaration::witnessed_own_error`].
    WitnessedOwnError,
    /// [`Declaration::supervises_recipient`].
    SupervisesRecipient,
    /// [`Declaration::rank_differs`].
    RankDiffers,
    /// [`Declaration::dual_relationship`].
    DualRelationship,
}

/// What the coordinator attests where ranks differ (ASSIGN-07).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct MatchSituation {
    /// The need is emergent: ranks do not matter now, a hand-over follows.
    pub emergent: bool,
    /// A supporter of matching rank or role is free.
    pub match_available: bool,
}
