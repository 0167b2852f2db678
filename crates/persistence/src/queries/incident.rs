use super::Conn;
use crate::error::StoreError;
use crate::records::Incident;
use crate::rows::incident::IncidentRow;
use crate::schema::incidents::dsl;
use crate::sql_types::Id;
use diesel::prelude::*;
use uuid::Uuid;

pub(crate) fn insert(conn: &mut Conn, agency: Id, record: Incident) -> Result<(), StoreError> {
    diesel::insert_into(dsl::incidents).values(IncidentRow::of(agency.into(), record)).execute(conn)?;
    Ok(())
}

pub(crate) fn find(conn: &mut Conn, agency: Id, id: Uuid) -> Result<Option<Incident>, StoreError> {
    let row = dsl::incidents
        .find((agency, Id::from(id)))
        .select(IncidentRow::as_select())
        .first(conn)
        .optional()?;
    row.map(Incident::try_from).transpose()
}

/// Writes the record over the revision before it; somebody else's change in between is `Stale`.
pub(crate) fn update(conn: &mut Conn, agency: Id, record: Incident) -> Result<(), StoreError> {
    let row = IncidentRow::of(agency.into(), record);
    let updated = diesel::update(dsl::incidents.find((agency, row.id)))
        .filter(dsl::revision.eq(row.revision - 1))
        .set(&row)
        .execute(conn)?;
    if updated == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

pub(crate) fn list(
    conn: &mut Conn,
    agency: Id,
    after: Option<Uuid>,
    limit: i64,
) -> Result<Vec<Incident>, StoreError> {
    let page = dsl::incidents
        .filter(dsl::agency_id.eq(agency))
        .order(dsl::id)
        .limit(limit)
        .select(IncidentRow::as_select());
    let rows = match after {
        None => page.load(conn)?,
        Some(id) => page.filter(dsl::id.gt(Id::from(id))).load(conn)?,
    };
    rows.into_iter().map(Incident::try_from).collect()
}
