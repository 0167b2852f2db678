use super::Conn;
use crate::error::StoreError;
use crate::records::Unit;
use crate::rows::unit::UnitRow;
use crate::schema::units::dsl;
use crate::sql_types::Id;
use diesel::prelude::*;
use uuid::Uuid;

pub(crate) fn insert(conn: &mut Conn, agency: Id, record: Unit) -> Result<(), StoreError> {
    diesel::insert_into(dsl::units).values(UnitRow::of(agency.into(), record)).execute(conn)?;
    Ok(())
}

pub(crate) fn find(conn: &mut Conn, agency: Id, id: Uuid) -> Result<Option<Unit>, StoreError> {
    let row = dsl::units.find((agency, Id::from(id))).select(UnitRow::as_select()).first(conn).optional()?;
    row.map(Unit::try_from).transpose()
}

pub(crate) fn list(conn: &mut Conn, agency: Id) -> Result<Vec<Unit>, StoreError> {
    let rows = dsl::units
        .filter(dsl::agency_id.eq(agency))
        .order((dsl::name, dsl::id))
        .select(UnitRow::as_select())
        .load(conn)?;
    rows.into_iter().map(Unit::try_from).collect()
}

pub(crate) fn set_headcount(
    conn: &mut Conn,
    agency: Id,
    id: Uuid,
    headcount: u32,
) -> Result<bool, StoreError> {
    let updated = diesel::update(dsl::units.find((agency, Id::from(id))))
        .set(dsl::headcount.eq(i64::from(headcount)))
        .execute(conn)?;
    Ok(updated == 1)
}
