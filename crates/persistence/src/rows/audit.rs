use crate::error::StoreError;
use crate::records::AuditRow;
use crate::rows::convert;
use crate::schema::{audit_batches, audit_entries, audit_pending};
use crate::sql_types::{Id, Instant};
use diesel::prelude::*;
use peerline_domain::audit::{AuditBody, AuditObject, SealedBatch, SealedEntry, Stream};
use uuid::Uuid;

/// A row of `audit_pending`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = audit_pending, treat_none_as_default_value = false)]
pub(crate) struct AuditPendingRow {
    pub(crate) agency_id: Id,
    pub(crate) stream: String,
    pub(crate) id: Id,
    pub(crate) at: Option<Instant>,
    pub(crate) month: Option<String>,
    pub(crate) verb: String,
    pub(crate) role: String,
    pub(crate) actor: Option<Id>,
    pub(crate) object_kind: Option<String>,
    pub(crate) object_id: Option<Id>,
    pub(crate) policy_version_id: Option<Id>,
}

impl AuditPendingRow {
    /// The row that keeps a record.
    pub(crate) fn of(agency: Uuid, record: AuditRow) -> Self {
        let stream = record.body.stream().as_str().to_owned();
        let (agency_id, id) = (agency.into(), record.id.into());
        match record.body {
            AuditBody::Event { at, verb, role, actor, object, policy_version } => {
                let (object_kind, object_id) = object.map(|object| (object.kind, object.id)).unzip();
                Self {
                    agency_id,
                    stream,
                    id,
                    at: Some(at.into()),
                    month: None,
                    verb,
                    role,
                    actor: actor.map(Into::into),
                    object_kind,
                    object_id: object_id.flatten().map(Into::into),
                    policy_version_id: policy_version.map(Into::into),
                }
            }
            AuditBody::Contact { month, verb, role } => Self {
                agency_id,
                stream,
                id,
                at: None,
                month: Some(month.to_string()),
                verb,
                role,
                actor: None,
                object_kind: None,
                object_id: None,
                policy_version_id: None,
            },
        }
    }
}

impl TryFrom<AuditPendingRow> for AuditRow {
    type Error = StoreError;

    fn try_from(row: AuditPendingRow) -> Result<Self, StoreError> {
        let body = match (row.at, row.month) {
            (Some(at), None) => AuditBody::Event {
                at: at.0,
                verb: row.verb,
                role: row.role,
                actor: row.actor.map(Into::into),
                object: row.object_kind.map(|kind| AuditObject { kind, id: row.object_id.map(Into::into) }),
                policy_version: row.policy_version_id.map(Into::into),
            },
            (None, Some(month)) => AuditBody::Contact {
                month: convert::month(&month, "audit_pending.month")?,
                verb: row.verb,
                role: row.role,
            },
            _ => return Err(StoreError::Unreadable("audit_pending.at")),
        };
        Ok(Self { id: row.id.into(), body })
    }
}

/// A row of `audit_batches`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = audit_batches, treat_none_as_default_value = false)]
pub(crate) struct AuditBatchRow {
    agency_id: Id,
    stream: String,
    number: i64,
    previous: Vec<u8>,
    hash: Vec<u8>,
    row_count: i64,
    row_total: i64,
    sealed: String,
    key_id: String,
    signature: Vec<u8>,
}

/// A number as the database keeps it. None is ever so large; if one were, the row could not be stored.
pub(crate) fn stored(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// A stored number. A negative one was not written by this program; as zero it is found by whoever verifies.
fn number(stored: i64) -> u64 {
    u64::try_from(stored).unwrap_or_default()
}

fn small(stored: i64) -> u32 {
    u32::try_from(stored).unwrap_or(u32::MAX)
}

impl AuditBatchRow {
    /// The row that keeps a batch.
    pub(crate) fn of(agency: Uuid, stream: Stream, batch: SealedBatch) -> Self {
        Self {
            agency_id: agency.into(),
            stream: stream.as_str().to_owned(),
            number: stored(batch.number),
            previous: batch.previous,
            hash: batch.hash,
            row_count: i64::from(batch.count),
            row_total: stored(batch.total),
            sealed: batch.sealed,
            key_id: batch.key_id,
            signature: batch.signature,
        }
    }
}

impl From<AuditBatchRow> for SealedBatch {
    fn from(row: AuditBatchRow) -> Self {
        Self {
            number: number(row.number),
            previous: row.previous,
            hash: row.hash,
            count: small(row.row_count),
            total: number(row.row_total),
            sealed: row.sealed,
            key_id: row.key_id,
            signature: row.signature,
        }
    }
}

/// A row of `audit_entries`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = audit_entries, treat_none_as_default_value = false)]
pub(crate) struct AuditEntryRow {
    agency_id: Id,
    stream: String,
    batch: i64,
    position: i64,
    commitment: Vec<u8>,
    salt: Option<Vec<u8>>,
    at: Option<Instant>,
    month: Option<String>,
    verb: Option<String>,
    role: Option<String>,
    actor: Option<Id>,
    object_kind: Option<String>,
    object_id: Option<Id>,
    policy_version_id: Option<Id>,
}

impl AuditEntryRow {
    /// The row that keeps a sealed one.
    pub(crate) fn of(agency: Uuid, stream: Stream, entry: SealedEntry) -> Self {
        let (salt, body) = entry.opened.unzip();
        let pending = body.map(|body| AuditPendingRow::of(agency, AuditRow { id: Uuid::nil(), body }));
        let mut row = Self {
            agency_id: agency.into(),
            stream: stream.as_str().to_owned(),
            batch: stored(entry.batch),
            position: i64::from(entry.position),
            commitment: entry.commitment,
            salt,
            at: None,
            month: None,
            verb: None,
            role: None,
            actor: None,
            object_kind: None,
            object_id: None,
            policy_version_id: None,
        };
        if let Some(body) = pending {
            row.at = body.at;
            row.month = body.month;
            row.verb = Some(body.verb);
            row.role = Some(body.role);
            row.actor = body.actor;
            row.object_kind = body.object_kind;
            row.object_id = body.object_id;
            row.policy_version_id = body.policy_version_id;
        }
        row
    }
}

impl From<AuditEntryRow> for SealedEntry {
    /// A row somebody bent must still be read, so that it can be found: what can't be a body any more is taken as
    /// one that was never sealed.
    fn from(row: AuditEntryRow) -> Self {
        let is_purged = row.salt.is_none() && row.verb.is_none();
        let salt = row.salt.unwrap_or_default();
        let pending = AuditPendingRow {
            agency_id: row.agency_id,
            stream: row.stream,
            id: Uuid::nil().into(),
            at: row.at,
            month: row.month,
            verb: row.verb.unwrap_or_default(),
            role: row.role.unwrap_or_default(),
            actor: row.actor,
            object_kind: row.object_kind,
            object_id: row.object_id,
            policy_version_id: row.policy_version_id,
        };
        let opened = match AuditRow::try_from(pending) {
            _ if is_purged => None,
            Ok(found) => Some((salt, found.body)),
            Err(_) => Some((Vec::new(), unreadable())),
        };
        Self { batch: number(row.batch), position: small(row.position), commitment: row.commitment, opened }
    }
}

/// Stands for what can't be read: without a salt, nothing fits it.
fn unreadable() -> AuditBody {
    let (at, verb, role) = (chrono::DateTime::UNIX_EPOCH, String::new(), String::new());
    AuditBody::Event { at, verb, role, actor: None, object: None, policy_version: None }
}
