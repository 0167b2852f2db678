use super::Conn;
use crate::error::StoreError;
use crate::records::{ActivityEntry, ActivityReport, Combination, GroupSession, SubmittedReport};
use crate::rows::activity_entry::ActivityEntryRow;
use crate::rows::activity_report::ActivityReportRow;
use crate::rows::combination::CombinationRow;
use crate::rows::group_session::GroupSessionRow;
use crate::rows::submitted_report::SubmittedReportRow;
use crate::schema::{activity_entries, activity_reports, combinations, group_sessions, submitted_reports};
use crate::sql_types::{Id, Instant};
use chrono::NaiveDate;
use diesel::prelude::*;
use peerline_domain::calendar::Month;
use uuid::Uuid;

pub(crate) fn insert_report(conn: &mut Conn, agency: Id, record: ActivityReport) -> Result<(), StoreError> {
    diesel::insert_into(activity_reports::table)
        .values(ActivityReportRow::of(agency.into(), &record))
        .execute(conn)?;
    Ok(())
}

/// Writes the record over the revision before it; somebody else's change in between is `Stale`.
pub(crate) fn update_report(conn: &mut Conn, agency: Id, record: ActivityReport) -> Result<(), StoreError> {
    let row = ActivityReportRow::of(agency.into(), &record);
    let updated = diesel::update(activity_reports::table.find((agency, row.id)))
        .filter(activity_reports::revision.eq(row.revision - 1))
        .set(&row)
        .execute(conn)?;
    if updated == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

pub(crate) fn find_report(
    conn: &mut Conn,
    agency: Id,
    member: Uuid,
    month: Month,
) -> Result<Option<ActivityReport>, StoreError> {
    let row = activity_reports::table
        .filter(activity_reports::agency_id.eq(agency))
        .filter(activity_reports::member_id.eq(Id::from(member)))
        .filter(activity_reports::month.eq(month.to_string()))
        .select(ActivityReportRow::as_select())
        .first(conn)
        .optional()?;
    row.map(ActivityReport::try_from).transpose()
}

pub(crate) fn reports_of_month(
    conn: &mut Conn,
    agency: Id,
    month: Month,
) -> Result<Vec<ActivityReport>, StoreError> {
    let rows = activity_reports::table
        .filter(activity_reports::agency_id.eq(agency))
        .filter(activity_reports::month.eq(month.to_string()))
        .order(activity_reports::id)
        .select(ActivityReportRow::as_select())
        .load(conn)?;
    rows.into_iter().map(ActivityReport::try_from).collect()
}

pub(crate) fn insert_entry(conn: &mut Conn, agency: Id, record: ActivityEntry) -> Result<(), StoreError> {
    diesel::insert_into(activity_entries::table)
        .values(ActivityEntryRow::of(agency.into(), record))
        .execute(conn)?;
    Ok(())
}

pub(crate) fn entries_of(
    conn: &mut Conn,
    agency: Id,
    report: Uuid,
) -> Result<Vec<ActivityEntry>, StoreError> {
    let rows = activity_entries::table
        .filter(activity_entries::agency_id.eq(agency))
        .filter(activity_entries::report_id.eq(Id::from(report)))
        .order((activity_entries::day, activity_entries::id))
        .select(ActivityEntryRow::as_select())
        .load(conn)?;
    rows.into_iter().map(ActivityEntry::try_from).collect()
}

pub(crate) fn find_entry(conn: &mut Conn, agency: Id, id: Uuid) -> Result<Option<ActivityEntry>, StoreError> {
    let row = activity_entries::table
        .find((agency, Id::from(id)))
        .select(ActivityEntryRow::as_select())
        .first(conn)
        .optional()?;
    row.map(ActivityEntry::try_from).transpose()
}

pub(crate) fn delete_entry(conn: &mut Conn, agency: Id, id: Uuid) -> Result<bool, StoreError> {
    let deleted = diesel::delete(activity_entries::table.find((agency, Id::from(id)))).execute(conn)?;
    Ok(deleted == 1)
}

pub(crate) fn insert_submission(
    conn: &mut Conn,
    agency: Id,
    record: SubmittedReport,
) -> Result<(), StoreError> {
    diesel::insert_into(submitted_reports::table)
        .values(SubmittedReportRow::of(agency.into(), record))
        .execute(conn)?;
    Ok(())
}

pub(crate) fn find_submission(
    conn: &mut Conn,
    agency: Id,
    report: Uuid,
    submission: u32,
) -> Result<Option<SubmittedReport>, StoreError> {
    let row = submitted_reports::table
        .find((agency, Id::from(report), i64::from(submission)))
        .select(SubmittedReportRow::as_select())
        .first(conn)
        .optional()?;
    row.map(SubmittedReport::try_from).transpose()
}

pub(crate) fn insert_group_session(
    conn: &mut Conn,
    agency: Id,
    record: GroupSession,
) -> Result<(), StoreError> {
    diesel::insert_into(group_sessions::table)
        .values(GroupSessionRow::of(agency.into(), record))
        .execute(conn)?;
    Ok(())
}

pub(crate) fn find_group_session(
    conn: &mut Conn,
    agency: Id,
    session_code: &str,
) -> Result<Option<GroupSession>, StoreError> {
    let row = group_sessions::table
        .find((agency, session_code))
        .select(GroupSessionRow::as_select())
        .first(conn)
        .optional()?;
    row.map(GroupSession::try_from).transpose()
}

/// Binds a code to the session of its first entry and forgets the instant of the approval. A code somebody else
/// bound in between is `Stale`.
pub(crate) fn hold_group_session(
    conn: &mut Conn,
    agency: Id,
    session_code: &str,
    held_on: NaiveDate,
    approved_prior: bool,
) -> Result<(), StoreError> {
    let updated = diesel::update(group_sessions::table.find((agency, session_code)))
        .filter(group_sessions::held_on.is_null())
        .set((
            group_sessions::held_on.eq(Some(held_on)),
            group_sessions::approved_prior.eq(approved_prior),
            group_sessions::approved_at.eq(None::<Instant>),
        ))
        .execute(conn)?;
    if updated == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

pub(crate) fn insert_combination(conn: &mut Conn, agency: Id, record: Combination) -> Result<(), StoreError> {
    diesel::insert_into(combinations::table)
        .values(CombinationRow::of(agency.into(), record))
        .execute(conn)?;
    Ok(())
}

/// The versions of a month's combination, oldest first.
pub(crate) fn combinations_of(
    conn: &mut Conn,
    agency: Id,
    month: Month,
) -> Result<Vec<Combination>, StoreError> {
    let rows = combinations::table
        .filter(combinations::agency_id.eq(agency))
        .filter(combinations::month.eq(month.to_string()))
        .order((combinations::version, combinations::id))
        .select(CombinationRow::as_select())
        .load(conn)?;
    rows.into_iter().map(Combination::try_from).collect()
}
