use peerline_domain::calendar::Timestamp;
use peerline_domain::follow_up::FollowUps;
use uuid::Uuid;

/// A request for support, or somebody's referral: a working row, deleted when it is closed, unless the policy keeps a
/// case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SupportRequest {
    /// Identifier.
    pub id: Uuid,
    /// Policy version it was opened under.
    pub policy_version_id: Uuid,
    /// SHA-256 of the requester's receipt, where one was drawn.
    pub receipt_digest: Option<Vec<u8>>,
    /// When it was received.
    pub received_at: Timestamp,
    /// Channel code.
    pub channel: String,
    /// Population code.
    pub population: String,
    /// Stressor code.
    pub stressor: String,
    /// Category, a code of the policy.
    pub category: Option<String>,
    /// Mode wished for, a code of the policy.
    pub mode: Option<String>,
    /// Unit, already raised to one above the headcount floor.
    pub unit_id: Option<Uuid>,
    /// Word by which requester and peer know each other; random.
    pub spoken_code: String,
    /// State.
    pub state: String,
    /// Assigned member.
    pub member_id: Option<Uuid>,
    /// Whether the assigned member has declared to be free of conflicts.
    pub declared: bool,
    /// Who referred, a code; none where somebody asked for themselves.
    pub referred_by: Option<String>,
    /// What the referral rests on, a code; none where it is not said.
    pub source: Option<String>,
    /// The initial meeting and the follow-ups after it, where the policy has any.
    pub follow_ups: Option<FollowUps>,
    /// Counts changes, for optimistic locking.
    pub revision: u32,
}
