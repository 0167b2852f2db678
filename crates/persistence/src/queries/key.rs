//! Queries of the key store. Its rows belong to the installation; the agency is an argument like any other.

use super::Conn;
use crate::error::StoreError;
use crate::key_schema::{agency_keys, case_keys, case_tombstones, rotating_keys};
use crate::rows::convert::month;
use crate::rows::key::{AgencyKeyRow, CaseKeyRow, RotatingKeyRow};
use crate::sql_types::Id;
use chrono::NaiveDate;
use diesel::prelude::*;
use peerline_domain::calendar::Month;
use uuid::Uuid;

pub(crate) fn insert_agency_key(conn: &mut Conn, row: AgencyKeyRow) -> Result<(), StoreError> {
    diesel::insert_into(agency_keys::table).values(row).execute(conn)?;
    Ok(())
}

pub(crate) fn all_agency_keys(conn: &mut Conn) -> Result<Vec<AgencyKeyRow>, StoreError> {
    let keys = agency_keys::table.order((agency_keys::agency_id, agency_keys::version));
    Ok(keys.select(AgencyKeyRow::as_select()).load(conn)?)
}

/// Versions of an agency's key, oldest first.
pub(crate) fn agency_keys_of(conn: &mut Conn, agency: Uuid) -> Result<Vec<AgencyKeyRow>, StoreError> {
    let keys = agency_keys::table.filter(agency_keys::agency_id.eq(Id::from(agency)));
    Ok(keys.order(agency_keys::version).select(AgencyKeyRow::as_select()).load(conn)?)
}

/// Writes a key wrapped anew over the one read; false where it changed in between.
pub(crate) fn rewrap_agency_key(
    conn: &mut Conn,
    read: &AgencyKeyRow,
    master: &str,
    wrapped: &[u8],
) -> Result<bool, StoreError> {
    let same = agency_keys::table
        .find((read.agency_id, read.version))
        .filter(agency_keys::wrapped.eq(read.wrapped.as_slice()));
    let set = (agency_keys::master_id.eq(master), agency_keys::wrapped.eq(wrapped));
    Ok(diesel::update(same).set(set).execute(conn)? == 1)
}

/// Deletes an agency's key. One that a case's key is still wrapped by is kept by the foreign key.
pub(crate) fn delete_agency_key(conn: &mut Conn, agency: Uuid, version: i64) -> Result<(), StoreError> {
    diesel::delete(agency_keys::table.find((Id::from(agency), version))).execute(conn)?;
    Ok(())
}

pub(crate) fn insert_case_key(conn: &mut Conn, row: CaseKeyRow) -> Result<(), StoreError> {
    diesel::insert_into(case_keys::table).values(row).execute(conn)?;
    Ok(())
}

/// A case's key and the agency's it is wrapped by, in one statement: a rotation in between can't part them.
pub(crate) fn find_case_key(
    conn: &mut Conn,
    agency: Uuid,
    case: Uuid,
) -> Result<Option<(CaseKeyRow, AgencyKeyRow)>, StoreError> {
    let wrapped_by = case_keys::agency_id
        .eq(agency_keys::agency_id)
        .and(case_keys::agency_version.eq(agency_keys::version));
    Ok(case_keys::table
        .inner_join(agency_keys::table.on(wrapped_by))
        .filter(case_keys::agency_id.eq(Id::from(agency)))
        .filter(case_keys::case_id.eq(Id::from(case)))
        .select((CaseKeyRow::as_select(), AgencyKeyRow::as_select()))
        .first(conn)
        .optional()?)
}

/// Some of the cases' keys that are wrapped by an older version.
pub(crate) fn case_keys_before(
    conn: &mut Conn,
    agency: Uuid,
    version: i64,
    limit: i64,
) -> Result<Vec<CaseKeyRow>, StoreError> {
    Ok(case_keys::table
        .filter(case_keys::agency_id.eq(Id::from(agency)))
        .filter(case_keys::agency_version.lt(version))
        .order(case_keys::case_id)
        .limit(limit)
        .select(CaseKeyRow::as_select())
        .load(conn)?)
}

/// Writes a key wrapped anew over the one read; false where it is gone or changed. Never inserts: a case purged in
/// between stays purged.
pub(crate) fn rewrap_case_key(
    conn: &mut Conn,
    read: &CaseKeyRow,
    version: i64,
    wrapped: &[u8],
) -> Result<bool, StoreError> {
    let same = case_keys::table
        .find((read.agency_id, read.case_id))
        .filter(case_keys::agency_version.eq(read.agency_version))
        .filter(case_keys::wrapped.eq(read.wrapped.as_slice()));
    let set = (case_keys::agency_version.eq(version), case_keys::wrapped.eq(wrapped));
    Ok(diesel::update(same).set(set).execute(conn)? == 1)
}

pub(crate) fn count_case_keys(conn: &mut Conn, agency: Uuid) -> Result<i64, StoreError> {
    Ok(case_keys::table.filter(case_keys::agency_id.eq(Id::from(agency))).count().get_result(conn)?)
}

pub(crate) fn delete_case_key(conn: &mut Conn, agency: Uuid, case: Uuid) -> Result<(), StoreError> {
    diesel::delete(case_keys::table.find((Id::from(agency), Id::from(case)))).execute(conn)?;
    Ok(())
}

/// Keeps that a case is purged; a tombstone that stands is left as it is.
pub(crate) fn insert_tombstone(
    conn: &mut Conn,
    agency: Uuid,
    case: Uuid,
    purged_in: &str,
) -> Result<(), StoreError> {
    diesel::insert_into(case_tombstones::table)
        .values((
            case_tombstones::agency_id.eq(Id::from(agency)),
            case_tombstones::case_id.eq(Id::from(case)),
            case_tombstones::purged_in.eq(purged_in),
        ))
        .on_conflict_do_nothing()
        .execute(conn)?;
    Ok(())
}

pub(crate) fn has_tombstone(conn: &mut Conn, agency: Uuid, case: Uuid) -> Result<bool, StoreError> {
    let stone = case_tombstones::table.find((Id::from(agency), Id::from(case)));
    Ok(diesel::select(diesel::dsl::exists(stone)).get_result(conn)?)
}

pub(crate) fn tombstones_of(conn: &mut Conn, agency: Uuid) -> Result<Vec<(Uuid, Month)>, StoreError> {
    let stones = case_tombstones::table.filter(case_tombstones::agency_id.eq(Id::from(agency)));
    let rows: Vec<(Id, String)> = stones
        .order(case_tombstones::case_id)
        .select((case_tombstones::case_id, case_tombstones::purged_in))
        .load(conn)?;
    let read = |(case, stored): (Id, String)| Ok((case.into(), month(&stored, "case_tombstones.purged_in")?));
    rows.into_iter().map(read).collect()
}

/// Adds the key of a day; one that another replica made first stands.
pub(crate) fn insert_rotating_key(conn: &mut Conn, row: RotatingKeyRow) -> Result<(), StoreError> {
    diesel::insert_into(rotating_keys::table).values(row).on_conflict_do_nothing().execute(conn)?;
    Ok(())
}

pub(crate) fn find_rotating_key(
    conn: &mut Conn,
    purpose: &str,
    day: NaiveDate,
) -> Result<Option<RotatingKeyRow>, StoreError> {
    let key = rotating_keys::table.find((purpose, day));
    Ok(key.select(RotatingKeyRow::as_select()).first(conn).optional()?)
}

pub(crate) fn all_rotating_keys(conn: &mut Conn) -> Result<Vec<RotatingKeyRow>, StoreError> {
    let keys = rotating_keys::table.order((rotating_keys::purpose, rotating_keys::day));
    Ok(keys.select(RotatingKeyRow::as_select()).load(conn)?)
}

pub(crate) fn rewrap_rotating_key(
    conn: &mut Conn,
    read: &RotatingKeyRow,
    master: &str,
    wrapped: &[u8],
) -> Result<bool, StoreError> {
    let same = rotating_keys::table
        .find((&read.purpose, read.day))
        .filter(rotating_keys::wrapped.eq(read.wrapped.as_slice()));
    let set = (rotating_keys::master_id.eq(master), rotating_keys::wrapped.eq(wrapped));
    Ok(diesel::update(same).set(set).execute(conn)? == 1)
}

pub(crate) fn delete_rotating_keys_before(conn: &mut Conn, day: NaiveDate) -> Result<(), StoreError> {
    diesel::delete(rotating_keys::table.filter(rotating_keys::day.lt(day))).execute(conn)?;
    Ok(())
}
