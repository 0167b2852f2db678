use super::Conn;
use crate::error::StoreError;
use crate::records::OutreachSlot;
use crate::rows::outreach::OutreachSlotRow;
use crate::schema::outreaches::dsl;
use crate::sql_types::Id;
use chrono::NaiveDate;
use diesel::prelude::*;
use uuid::Uuid;

pub(crate) fn insert(conn: &mut Conn, agency: Id, record: OutreachSlot) -> Result<(), StoreError> {
    diesel::insert_into(dsl::outreaches).values(OutreachSlotRow::of(agency.into(), record)).execute(conn)?;
    Ok(())
}

pub(crate) fn find(conn: &mut Conn, agency: Id, id: Uuid) -> Result<Option<OutreachSlot>, StoreError> {
    let row = dsl::outreaches
        .find((agency, Id::from(id)))
        .select(OutreachSlotRow::as_select())
        .first(conn)
        .optional()?;
    row.map(OutreachSlot::try_from).transpose()
}

/// Writes the record over the revision before it; somebody else's change in between is `Stale`.
pub(crate) fn update(conn: &mut Conn, agency: Id, record: OutreachSlot) -> Result<(), StoreError> {
    let row = OutreachSlotRow::of(agency.into(), record);
    let updated = diesel::update(dsl::outreaches.find((agency, row.id)))
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
) -> Result<Vec<OutreachSlot>, StoreError> {
    let page = dsl::outreaches
        .filter(dsl::agency_id.eq(agency))
        .order(dsl::id)
        .limit(limit)
        .select(OutreachSlotRow::as_select());
    let rows = match after {
        None => page.load(conn)?,
        Some(id) => page.filter(dsl::id.gt(Id::from(id))).load(conn)?,
    };
    rows.into_iter().map(OutreachSlot::try_from).collect()
}

/// Outreaches assigned to one member.
pub(crate) fn list_assigned(
    conn: &mut Conn,
    agency: Id,
    member: Uuid,
    after: Option<Uuid>,
    limit: i64,
) -> Result<Vec<OutreachSlot>, StoreError> {
    let page = dsl::outreaches
        .filter(dsl::agency_id.eq(agency))
        .filter(dsl::member_id.eq(Id::from(member)))
        .order(dsl::id)
        .limit(limit)
        .select(OutreachSlotRow::as_select());
    let rows = match after {
        None => page.load(conn)?,
        Some(id) => page.filter(dsl::id.gt(Id::from(id))).load(conn)?,
    };
    rows.into_iter().map(OutreachSlot::try_from).collect()
}

/// Outreaches of one incident.
pub(crate) fn of_incident(
    conn: &mut Conn,
    agency: Id,
    incident: Uuid,
) -> Result<Vec<OutreachSlot>, StoreError> {
    let rows = dsl::outreaches
        .filter(dsl::agency_id.eq(agency))
        .filter(dsl::incident_id.eq(Id::from(incident)))
        .order(dsl::id)
        .select(OutreachSlotRow::as_select())
        .load(conn)?;
    rows.into_iter().map(OutreachSlot::try_from).collect()
}

/// Outreaches assigned between two days, both inclusive.
pub(crate) fn assigned_between(
    conn: &mut Conn,
    agency: Id,
    first: NaiveDate,
    last: NaiveDate,
) -> Result<Vec<OutreachSlot>, StoreError> {
    let rows = dsl::outreaches
        .filter(dsl::agency_id.eq(agency))
        .filter(dsl::assigned_on.between(first, last))
        .order(dsl::id)
        .select(OutreachSlotRow::as_select())
        .load(conn)?;
    rows.into_iter().map(OutreachSlot::try_from).collect()
}

/// Purges the slots of an incident (FOLLOW-05, CONF-27).
pub(crate) fn purge_incident(conn: &mut Conn, agency: Id, incident: Uuid) -> Result<(), StoreError> {
    diesel::delete(
        dsl::outreaches.filter(dsl::agency_id.eq(agency)).filter(dsl::incident_id.eq(Id::from(incident))),
    )
    .execute(conn)?;
    Ok(())
}
