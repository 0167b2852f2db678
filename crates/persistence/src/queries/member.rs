use super::Conn;
use crate::error::StoreError;
use crate::records::Member;
use crate::rows::member::MemberRow;
use crate::schema::{members, principals};
use crate::sql_types::Id;
use diesel::prelude::*;
use uuid::Uuid;

fn named(rows: Vec<(MemberRow, String)>) -> Result<Vec<Member>, StoreError> {
    rows.into_iter().map(|(row, name)| row.named(name)).collect()
}

pub(crate) fn insert(conn: &mut Conn, agency: Id, record: Member) -> Result<(), StoreError> {
    diesel::insert_into(members::table).values(MemberRow::of(agency.into(), record)).execute(conn)?;
    Ok(())
}

/// Writes the record over the revision before it; somebody else's change in between is `Stale`.
pub(crate) fn update(conn: &mut Conn, agency: Id, record: Member) -> Result<(), StoreError> {
    let row = MemberRow::of(agency.into(), record);
    let updated = diesel::update(members::table.find((agency, row.id)))
        .filter(members::revision.eq(row.revision - 1))
        .set(&row)
        .execute(conn)?;
    if updated == 1 { Ok(()) } else { Err(StoreError::Stale) }
}

pub(crate) fn find(conn: &mut Conn, agency: Id, id: Uuid) -> Result<Option<Member>, StoreError> {
    let row: Option<(MemberRow, String)> = members::table
        .inner_join(principals::table.on(principals::id.eq(members::principal_id)))
        .filter(members::agency_id.eq(agency))
        .filter(members::id.eq(Id::from(id)))
        .select((MemberRow::as_select(), principals::display_name))
        .first(conn)
        .optional()?;
    row.map(|(row, name)| row.named(name)).transpose()
}

pub(crate) fn find_by_principal(
    conn: &mut Conn,
    agency: Id,
    principal: Uuid,
) -> Result<Option<Member>, StoreError> {
    let row: Option<(MemberRow, String)> = members::table
        .inner_join(principals::table.on(principals::id.eq(members::principal_id)))
        .filter(members::agency_id.eq(agency))
        .filter(members::principal_id.eq(Id::from(principal)))
        .select((MemberRow::as_select(), principals::display_name))
        .first(conn)
        .optional()?;
    row.map(|(row, name)| row.named(name)).transpose()
}

pub(crate) fn list(
    conn: &mut Conn,
    agency: Id,
    after: Option<Uuid>,
    limit: i64,
) -> Result<Vec<Member>, StoreError> {
    let page = members::table
        .inner_join(principals::table.on(principals::id.eq(members::principal_id)))
        .filter(members::agency_id.eq(agency))
        .order(members::id)
        .limit(limit)
        .select((MemberRow::as_select(), principals::display_name));
    let rows = match after {
        None => page.load(conn)?,
        Some(id) => page.filter(members::id.gt(Id::from(id))).load(conn)?,
    };
    named(rows)
}

/// The whole roster; a team is a few hundred people at most.
pub(crate) fn all(conn: &mut Conn, agency: Id) -> Result<Vec<Member>, StoreError> {
    let rows = members::table
        .inner_join(principals::table.on(principals::id.eq(members::principal_id)))
        .filter(members::agency_id.eq(agency))
        .order(members::id)
        .select((MemberRow::as_select(), principals::display_name))
        .load(conn)?;
    named(rows)
}
