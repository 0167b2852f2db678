use super::Conn;
use crate::error::StoreError;
use crate::records::Agency;
use crate::rows::agency::AgencyRow;
use crate::schema::agencies::dsl;
use crate::sql_types::Id;
use diesel::prelude::*;
use uuid::Uuid;

pub(crate) fn insert(conn: &mut Conn, agency: Agency) -> Result<(), StoreError> {
    diesel::insert_into(dsl::agencies).values(AgencyRow::of(agency)).execute(conn)?;
    Ok(())
}

pub(crate) fn count(conn: &mut Conn) -> Result<i64, StoreError> {
    Ok(dsl::agencies.count().get_result(conn)?)
}

pub(crate) fn list(
    conn: &mut Conn,
    after: Option<(String, Uuid)>,
    limit: i64,
) -> Result<Vec<Agency>, StoreError> {
    let page = dsl::agencies.order((dsl::slug, dsl::id)).limit(limit).select(AgencyRow::as_select());
    let rows = match after {
        None => page.load(conn)?,
        Some((slug, _)) => page.filter(dsl::slug.gt(slug)).load(conn)?,
    };
    rows.into_iter().map(Agency::try_from).collect()
}

pub(crate) fn find(conn: &mut Conn, id: Uuid) -> Result<Option<Agency>, StoreError> {
    let row = dsl::agencies.find(Id::from(id)).select(AgencyRow::as_select()).first(conn).optional()?;
    row.map(Agency::try_from).transpose()
}

pub(crate) fn find_by_slug(conn: &mut Conn, slug: &str) -> Result<Option<Agency>, StoreError> {
    let row =
        dsl::agencies.filter(dsl::slug.eq(slug)).select(AgencyRow::as_select()).first(conn).optional()?;
    row.map(Agency::try_from).transpose()
}
