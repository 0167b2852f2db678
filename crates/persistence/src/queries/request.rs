use super::{Conn, case_record};
use crate::error::StoreError;
use crate::records::SupportRequest;
use crate::rows::request::SupportRequestRow;
use crate::schema::requests::dsl;
use crate::sql_types::Id;
use diesel::prelude::*;
use peerline_domain::calendar::Month;
use uuid::Uuid;

pub(crate) fn insert(conn: &mut Conn, agency: Id, record: SupportRequest) -> Result<(), StoreError> {
    diesel::insert_into(dsl::requests).values(SupportRequestRow::of(agency.into(), record)).execute(conn)?;
    Ok(())
}

pub(crate) fn find(conn: &mut Conn, agency: Id, id: Uuid) -> Result<Option<SupportRequest>, StoreError> {
    let row = dsl::requests
        .find((agency, Id::from(id)))
        .select(SupportRequestRow::as_select())
        .first(conn)
        .optional()?;
    row.map(SupportRequest::try_from).transpose()
}

/// Writes the record over the revision before it; somebody else's change in between is `Stale`.
pub(crate) fn update(conn: &mut Conn, agency: Id, record: SupportRequest) -> Result<(), StoreError> {
    let row = SupportRequestRow::of(agency.into(), record);
    let updated = diesel::update(dsl::requests.find((agency, row.id)))
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
) -> Result<Vec<SupportRequest>, StoreError> {
    let page = dsl::requests
        .filter(dsl::agency_id.eq(agency))
        .order(dsl::id)
        .limit(limit)
        .select(SupportRequestRow::as_select());
    let rows = match after {
        None => page.load(conn)?,
        Some(id) => page.filter(dsl::id.gt(Id::from(id))).load(conn)?,
    };
    rows.into_iter().map(SupportRequest::try_from).collect()
}

/// Deletes a request with what belongs to it; false where it is gone already.
pub(crate) fn close(conn: &mut Conn, agency: Id, id: Uuid, closed_in: Month) -> Result<bool, StoreError> {
    case_record::purge_of_request(conn, agency, id, closed_in)?;
    let deleted = diesel::delete(dsl::requests.find((agency, Id::from(id)))).execute(conn)?;
    Ok(deleted == 1)
}

pub(crate) fn find_by_receipt(
    conn: &mut Conn,
    agency: Id,
    digest: &[u8],
) -> Result<Option<SupportRequest>, StoreError> {
    let row = dsl::requests
        .filter(dsl::agency_id.eq(agency))
        .filter(dsl::receipt_digest.eq(digest))
        .select(SupportRequestRow::as_select())
        .first(conn)
        .optional()?;
    row.map(SupportRequest::try_from).transpose()
}

/// Requests assigned to one member.
pub(crate) fn list_assigned(
    conn: &mut Conn,
    agency: Id,
    member: Uuid,
    after: Option<Uuid>,
    limit: i64,
) -> Result<Vec<SupportRequest>, StoreError> {
    let page = dsl::requests
        .filter(dsl::agency_id.eq(agency))
        .filter(dsl::member_id.eq(Id::from(member)))
        .order(dsl::id)
        .limit(limit)
        .select(SupportRequestRow::as_select());
    let rows = match after {
        None => page.load(conn)?,
        Some(id) => page.filter(dsl::id.gt(Id::from(id))).load(conn)?,
    };
    rows.into_iter().map(SupportRequest::try_from).collect()
}
