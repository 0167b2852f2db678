use super::{Conn, case_record};
use crate::error::StoreError;
use crate::records::IncidentName;
use crate::rows::incident_name::IncidentNameRow;
use crate::schema::incident_names::dsl;
use crate::sql_types::Id;
use diesel::prelude::*;
use peerline_domain::calendar::Month;
use uuid::Uuid;

pub(crate) fn case_of(conn: &mut Conn, agency: Id, incident: Uuid) -> Result<Option<Uuid>, StoreError> {
    let case: Option<Id> = dsl::incident_names
        .filter(dsl::agency_id.eq(agency))
        .filter(dsl::incident_id.eq(Id::from(incident)))
        .select(dsl::case_id)
        .first(conn)
        .optional()?;
    Ok(case.map(Uuid::from))
}

pub(crate) fn replace(
    conn: &mut Conn,
    agency: Id,
    incident: Uuid,
    names: Vec<IncidentName>,
) -> Result<(), StoreError> {
    let same =
        dsl::incident_names.filter(dsl::agency_id.eq(agency)).filter(dsl::incident_id.eq(Id::from(incident)));
    diesel::delete(same).execute(conn)?;
    for name in names {
        let row = IncidentNameRow::of(agency.into(), name);
        diesel::insert_into(dsl::incident_names).values(row).execute(conn)?;
    }
    Ok(())
}

pub(crate) fn of_incident(
    conn: &mut Conn,
    agency: Id,
    incident: Uuid,
) -> Result<Vec<IncidentName>, StoreError> {
    let rows: Vec<IncidentNameRow> = dsl::incident_names
        .filter(dsl::agency_id.eq(agency))
        .filter(dsl::incident_id.eq(Id::from(incident)))
        .order(dsl::id)
        .select(IncidentNameRow::as_select())
        .load(conn)?;
    Ok(rows.into_iter().map(IncidentName::from).collect())
}

/// Purges the case of an incident, if there is one; whether there was.
pub(crate) fn purge(
    conn: &mut Conn,
    agency: Id,
    incident: Uuid,
    purged_in: Month,
) -> Result<bool, StoreError> {
    let Some(case) = case_of(conn, agency, incident)? else { return Ok(false) };
    case_record::purge(conn, agency, case, purged_in)?;
    Ok(true)
}
