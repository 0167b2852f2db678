use super::Conn;
use crate::error::StoreError;
use crate::records::Release;
use crate::rows::release::ReleaseRow;
use crate::schema::releases::dsl;
use crate::sql_types::Id;
use diesel::prelude::*;
use peerline_domain::calendar::Month;

pub(crate) fn insert(conn: &mut Conn, agency: Id, record: Release) -> Result<(), StoreError> {
    diesel::insert_into(dsl::releases).values(ReleaseRow::of(agency.into(), record)).execute(conn)?;
    Ok(())
}

pub(crate) fn find(conn: &mut Conn, agency: Id, month: Month) -> Result<Option<Release>, StoreError> {
    let row = dsl::releases
        .find((agency, month.to_string()))
        .select(ReleaseRow::as_select())
        .first(conn)
        .optional()?;
    row.map(Release::try_from).transpose()
}
