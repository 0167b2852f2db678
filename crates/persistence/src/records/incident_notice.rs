use peerline_domain::calendar::Timestamp;
use uuid::Uuid;

/// The notice due of an incident: a working row, gone when the incident closes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IncidentNotice {
    /// The incident.
    pub incident_id: Uuid,
    /// Where the duty stands.
    pub duty: String,
    /// The last instant that is in time; none where the policy names no time.
    pub due_at: Option<Timestamp>,
    /// When the incident occurred, where that was told and the duty is open.
    pub occurred_at: Option<Timestamp>,
}
