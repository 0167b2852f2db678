use super::Conn;
use crate::error::StoreError;
use crate::records::CaseRecord;
use crate::rows::case_record::CaseRecordRow;
use crate::rows::convert::month;
use crate::schema::{case_records, incident_names, key_purges, purged_cases};
use crate::sql_types::Id;
use diesel::prelude::*;
use peerline_domain::calendar::Month;
use uuid::Uuid;

pub(crate) fn insert(conn: &mut Conn, agency: Id, record: CaseRecord) -> Result<(), StoreError> {
    let row = CaseRecordRow::of(agency.into(), record);
    diesel::insert_into(case_records::table).values(row).execute(conn)?;
    Ok(())
}

/// Writes a case over itself; one that is purged in between is `Stale`, and stays purged.
pub(crate) fn update(conn: &mut Conn, agency: Id, record: CaseRecord) -> Result<(), StoreError> {
    let row = CaseRecordRow::of(agency.into(), record);
    let same = case_records::table.find((agency, row.id)).filter(case_records::request_id.eq(row.request_id));
    let updated = diesel::update(same).set(&row).execute(conn)?;
    if updated == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

/// Whether anything is kept under a case: who a request is for, or whom an incident affected.
pub(crate) fn exists(conn: &mut Conn, agency: Id, case: Uuid) -> Result<bool, StoreError> {
    let of_request = case_records::table.find((agency, Id::from(case)));
    if diesel::select(diesel::dsl::exists(of_request)).get_result(conn)? {
        return Ok(true);
    }
    let of_incident = incident_names::table
        .filter(incident_names::agency_id.eq(agency))
        .filter(incident_names::case_id.eq(Id::from(case)));
    Ok(diesel::select(diesel::dsl::exists(of_incident)).get_result(conn)?)
}

pub(crate) fn find_by_request(
    conn: &mut Conn,
    agency: Id,
    request: Uuid,
) -> Result<Option<CaseRecord>, StoreError> {
    let row = case_records::table
        .filter(case_records::agency_id.eq(agency))
        .filter(case_records::request_id.eq(Id::from(request)))
        .select(CaseRecordRow::as_select())
        .first(conn)
        .optional()?;
    Ok(row.map(CaseRecord::from))
}

/// Deletes a case and keeps, in the same transaction, that its key is to be destroyed. May be done again.
pub(crate) fn purge(conn: &mut Conn, agency: Id, case: Uuid, purged_in: Month) -> Result<(), StoreError> {
    let (case, purged_in) = (Id::from(case), purged_in.to_string());
    diesel::delete(case_records::table.find((agency, case))).execute(conn)?;
    let of_incident = incident_names::table
        .filter(incident_names::agency_id.eq(agency))
        .filter(incident_names::case_id.eq(case));
    diesel::delete(of_incident).execute(conn)?;
    diesel::insert_into(key_purges::table)
        .values((
            key_purges::agency_id.eq(agency),
            key_purges::case_id.eq(case),
            key_purges::purged_in.eq(&purged_in),
        ))
        .on_conflict_do_nothing()
        .execute(conn)?;
    diesel::insert_into(purged_cases::table)
        .values((
            purged_cases::agency_id.eq(agency),
            purged_cases::case_id.eq(case),
            purged_cases::purged_in.eq(&purged_in),
        ))
        .on_conflict_do_nothing()
        .execute(conn)?;
    Ok(())
}

/// Purges the case of a request, if there is one; whether there was.
pub(crate) fn purge_of_request(
    conn: &mut Conn,
    agency: Id,
    request: Uuid,
    purged_in: Month,
) -> Result<bool, StoreError> {
    let Some(case) = find_by_request(conn, agency, request)? else { return Ok(false) };
    purge(conn, agency, case.id, purged_in)?;
    Ok(true)
}

/// Cases whose key is still to be destroyed.
pub(crate) fn pending_purges(conn: &mut Conn, agency: Id) -> Result<Vec<(Uuid, Month)>, StoreError> {
    let rows: Vec<(Id, String)> = key_purges::table
        .filter(key_purges::agency_id.eq(agency))
        .order(key_purges::case_id)
        .select((key_purges::case_id, key_purges::purged_in))
        .load(conn)?;
    let read = |(case, stored): (Id, String)| Ok((case.into(), month(&stored, "key_purges.purged_in")?));
    rows.into_iter().map(read).collect()
}

pub(crate) fn end_purge(conn: &mut Conn, agency: Id, case: Uuid) -> Result<(), StoreError> {
    diesel::delete(key_purges::table.find((agency, Id::from(case)))).execute(conn)?;
    Ok(())
}

/// Every case that was ever purged.
pub(crate) fn purged(conn: &mut Conn, agency: Id) -> Result<Vec<(Uuid, Month)>, StoreError> {
    let rows: Vec<(Id, String)> = purged_cases::table
        .filter(purged_cases::agency_id.eq(agency))
        .order(purged_cases::case_id)
        .select((purged_cases::case_id, purged_cases::purged_in))
        .load(conn)?;
    let read = |(case, stored): (Id, String)| Ok((case.into(), month(&stored, "purged_cases.purged_in")?));
    rows.into_iter().map(read).collect()
}
