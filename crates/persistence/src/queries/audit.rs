use super::Conn;
use crate::error::StoreError;
use crate::records::{AuditCursor, AuditRow, PendingAudit, PurgeRange};
use crate::rows::audit::{AuditBatchRow, AuditEntryRow, AuditPendingRow, stored};
use crate::schema::{audit_batches, audit_days, audit_entries, audit_pending};
use crate::sql_types::{Id, Instant};
use chrono::NaiveDate;
use diesel::prelude::*;
use peerline_domain::audit::{SealedBatch, SealedEntry, Stream};
use peerline_domain::calendar::{Month, Timestamp};
use uuid::Uuid;

/// The one statement a write pays for its audit.
pub(crate) fn insert_row(conn: &mut Conn, agency: Id, row: AuditRow) -> Result<(), StoreError> {
    let row = AuditPendingRow::of(agency.into(), row);
    diesel::insert_into(audit_pending::table).values(row).execute(conn)?;
    Ok(())
}

/// Rows that wait, by instant; those about contacts have none and come in the order of their random ids.
pub(crate) fn list_pending(
    conn: &mut Conn,
    agency: Id,
    stream: Stream,
    limit: i64,
) -> Result<Vec<AuditRow>, StoreError> {
    use audit_pending::dsl;
    let rows = dsl::audit_pending
        .filter(dsl::agency_id.eq(agency))
        .filter(dsl::stream.eq(stream.as_str()))
        .order((dsl::at, dsl::id))
        .limit(limit)
        .select(AuditPendingRow::as_select())
        .load(conn)?;
    rows.into_iter().map(AuditRow::try_from).collect()
}

/// What waits in the stream of events.
pub(crate) fn pending(conn: &mut Conn, agency: Id) -> Result<PendingAudit, StoreError> {
    use audit_pending::dsl;
    let events = || {
        dsl::audit_pending.filter(dsl::agency_id.eq(agency)).filter(dsl::stream.eq(Stream::Events.as_str()))
    };
    let count: i64 = events().count().get_result(conn)?;
    let oldest: Option<Option<Instant>> =
        events().order((dsl::at, dsl::id)).select(dsl::at).first(conn).optional()?;
    let events = u32::try_from(count).unwrap_or(u32::MAX);
    Ok(PendingAudit { events, oldest: oldest.flatten().map(|at| at.0) })
}

pub(crate) fn delete_pending(
    conn: &mut Conn,
    agency: Id,
    stream: Stream,
    ids: Vec<Uuid>,
) -> Result<(), StoreError> {
    use audit_pending::dsl;
    let ids: Vec<Id> = ids.into_iter().map(Id::from).collect();
    let expected = ids.len();
    let deleted = diesel::delete(
        dsl::audit_pending
            .filter(dsl::agency_id.eq(agency))
            .filter(dsl::stream.eq(stream.as_str()))
            .filter(dsl::id.eq_any(ids)),
    )
    .execute(conn)?;
    // A row that was sealed by somebody else meanwhile must not be sealed twice.
    if deleted == expected { Ok(()) } else { Err(StoreError::Stale) }
}

/// The last batch of a stream.
pub(crate) fn last_batch(
    conn: &mut Conn,
    agency: Id,
    stream: Stream,
) -> Result<Option<SealedBatch>, StoreError> {
    use audit_batches::dsl;
    let row = dsl::audit_batches
        .filter(dsl::agency_id.eq(agency))
        .filter(dsl::stream.eq(stream.as_str()))
        .order(dsl::number.desc())
        .select(AuditBatchRow::as_select())
        .first(conn)
        .optional()?;
    Ok(row.map(SealedBatch::from))
}

/// Adds a batch; `Duplicate` where another sealer has the number.
pub(crate) fn insert_batch(
    conn: &mut Conn,
    agency: Id,
    stream: Stream,
    batch: SealedBatch,
) -> Result<(), StoreError> {
    let row = AuditBatchRow::of(agency.into(), stream, batch);
    diesel::insert_into(audit_batches::table).values(row).execute(conn)?;
    Ok(())
}

pub(crate) fn insert_entries(
    conn: &mut Conn,
    agency: Id,
    stream: Stream,
    entries: Vec<SealedEntry>,
) -> Result<(), StoreError> {
    let rows: Vec<AuditEntryRow> =
        entries.into_iter().map(|entry| AuditEntryRow::of(agency.into(), stream, entry)).collect();
    diesel::insert_into(audit_entries::table).values(rows).execute(conn)?;
    Ok(())
}

/// Batches after a number, in order.
pub(crate) fn list_batches(
    conn: &mut Conn,
    agency: Id,
    stream: Stream,
    after: u64,
    limit: i64,
) -> Result<Vec<SealedBatch>, StoreError> {
    use audit_batches::dsl;
    let rows = dsl::audit_batches
        .filter(dsl::agency_id.eq(agency))
        .filter(dsl::stream.eq(stream.as_str()))
        .filter(dsl::number.gt(stored(after)))
        .order(dsl::number)
        .limit(limit)
        .select(AuditBatchRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(SealedBatch::from).collect())
}

/// Rows of the batches after one number, through another, in order.
pub(crate) fn entries_between(
    conn: &mut Conn,
    agency: Id,
    stream: Stream,
    after: u64,
    through: u64,
    limit: i64,
) -> Result<Vec<SealedEntry>, StoreError> {
    use audit_entries::dsl;
    let rows = dsl::audit_entries
        .filter(dsl::agency_id.eq(agency))
        .filter(dsl::stream.eq(stream.as_str()))
        .filter(dsl::batch.gt(stored(after)))
        .filter(dsl::batch.le(stored(through)))
        .order((dsl::batch, dsl::position))
        .limit(limit)
        .select(AuditEntryRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(SealedEntry::from).collect())
}

/// A page of sealed rows, in order, after a place.
pub(crate) fn entries_after(
    conn: &mut Conn,
    agency: Id,
    after: AuditCursor,
    limit: i64,
) -> Result<Vec<SealedEntry>, StoreError> {
    use audit_entries::dsl;
    let (batch, position) = (stored(after.batch), after.position.map_or(-1, i64::from));
    let rows = dsl::audit_entries
        .filter(dsl::agency_id.eq(agency))
        .filter(dsl::stream.eq(after.stream.as_str()))
        .filter(dsl::batch.ge(batch))
        .filter(dsl::batch.gt(batch).or(dsl::position.gt(position)))
        .order((dsl::batch, dsl::position))
        .limit(limit)
        .select(AuditEntryRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(SealedEntry::from).collect())
}

/// Begins a local day; false where it had begun, and for an agency's very first.
pub(crate) fn begin_day(conn: &mut Conn, agency: Id, day: NaiveDate) -> Result<bool, StoreError> {
    use audit_days::dsl;
    let begun = diesel::update(dsl::audit_days.filter(dsl::agency_id.eq(agency)).filter(dsl::day.lt(day)))
        .set(dsl::day.eq(day))
        .execute(conn)?;
    if begun == 0 {
        diesel::insert_into(dsl::audit_days)
            .values((dsl::agency_id.eq(agency), dsl::day.eq(day)))
            .on_conflict_do_nothing()
            .execute(conn)?;
    }
    Ok(begun == 1)
}

/// What a purge takes from a row; its place and its commitment stay.
type Nothing = (
    Option<Vec<u8>>,
    Option<Instant>,
    Option<String>,
    Option<String>,
    Option<String>,
    Option<Id>,
    Option<String>,
    Option<Id>,
    Option<Id>,
);

macro_rules! purge {
    ($conn:ident, $agency:ident, $range:ident, $matching:expr) => {{
        use audit_entries::dsl;
        let (salt, at, month, verb, role, actor, kind, object, version): Nothing = Default::default();
        let purged = diesel::update(
            dsl::audit_entries
                .filter(dsl::agency_id.eq($agency))
                .filter(dsl::stream.eq($range.stream.as_str()))
                .filter(dsl::batch.between(stored($range.first), stored($range.last)))
                .filter($matching),
        )
        .set((
            dsl::salt.eq(salt),
            dsl::at.eq(at),
            dsl::month.eq(month),
            dsl::verb.eq(verb),
            dsl::role.eq(role),
            dsl::actor.eq(actor),
            dsl::object_kind.eq(kind),
            dsl::object_id.eq(object),
            dsl::policy_version_id.eq(version),
        ))
        .execute($conn)?;
        Ok(u64::try_from(purged).unwrap_or_default())
    }};
}

/// Purges what rows of some batches say: events before an instant.
pub(crate) fn purge_before(
    conn: &mut Conn,
    agency: Id,
    range: PurgeRange,
    before: Timestamp,
) -> Result<u64, StoreError> {
    purge!(conn, agency, range, dsl::at.lt(Instant(before)))
}

/// Purges what rows of some batches say: contacts of months before one.
pub(crate) fn purge_months_before(
    conn: &mut Conn,
    agency: Id,
    range: PurgeRange,
    before: Month,
) -> Result<u64, StoreError> {
    purge!(conn, agency, range, dsl::month.lt(before.to_string()))
}

/// Purges what rows of some batches say about an object.
pub(crate) fn purge_about(
    conn: &mut Conn,
    agency: Id,
    range: PurgeRange,
    object: Uuid,
) -> Result<u64, StoreError> {
    purge!(conn, agency, range, dsl::object_id.eq(Id::from(object)))
}
