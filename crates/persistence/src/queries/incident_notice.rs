use super::Conn;
use crate::error::StoreError;
use crate::records::IncidentNotice;
use crate::rows::incident_notice::IncidentNoticeRow;
use crate::schema::incident_notices::dsl;
use crate::sql_types::Id;
use diesel::prelude::*;
use uuid::Uuid;

pub(crate) fn insert(conn: &mut Conn, agency: Id, record: IncidentNotice) -> Result<(), StoreError> {
    let row = IncidentNoticeRow::of(agency.into(), record);
    diesel::insert_into(dsl::incident_notices).values(row).execute(conn)?;
    Ok(())
}

pub(crate) fn update(conn: &mut Conn, agency: Id, record: IncidentNotice) -> Result<(), StoreError> {
    let row = IncidentNoticeRow::of(agency.into(), record);
    let same = dsl::incident_notices.find((agency, row.incident_id));
    let updated = diesel::update(same).set(&row).execute(conn)?;
    if updated == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

pub(crate) fn of_incidents(
    conn: &mut Conn,
    agency: Id,
    incidents: Vec<Uuid>,
) -> Result<Vec<IncidentNotice>, StoreError> {
    if incidents.is_empty() {
        return Ok(Vec::new());
    }
    let incidents = incidents.into_iter().map(Id::from);
    let rows: Vec<IncidentNoticeRow> = dsl::incident_notices
        .filter(dsl::agency_id.eq(agency))
        .filter(dsl::incident_id.eq_any(incidents))
        .select(IncidentNoticeRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(IncidentNotice::from).collect())
}

pub(crate) fn delete(conn: &mut Conn, agency: Id, incident: Uuid) -> Result<(), StoreError> {
    diesel::delete(dsl::incident_notices.find((agency, Id::from(incident)))).execute(conn)?;
    Ok(())
}
