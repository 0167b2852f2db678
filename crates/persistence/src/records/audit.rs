use peerline_domain::audit::{AuditBody, Stream};
use peerline_domain::calendar::Timestamp;
use uuid::Uuid;

/// A row of the audit, about to be written with its change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditRow {
    /// Random; gone once the row is sealed.
    pub id: Uuid,
    /// What it says.
    pub body: AuditBody,
}

/// Rows that wait to be sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PendingAudit {
    /// How many events wait.
    pub events: u32,
    /// The instant of the oldest of them; rows about contacts have none.
    pub oldest: Option<Timestamp>,
}

/// Where a page of sealed rows begins: after this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditCursor {
    /// The stream.
    pub stream: Stream,
    /// Number of the batch.
    pub batch: u64,
    /// Position in it; none for a page that begins with the batch.
    pub position: Option<u32>,
}

/// Batches whose rows are looked at by one purge, both inclusive, so that none holds the database for long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PurgeRange {
    /// The stream.
    pub stream: Stream,
    /// First batch.
    pub first: u64,
    /// Last batch.
    pub last: u64,
}
