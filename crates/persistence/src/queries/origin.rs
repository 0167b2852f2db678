use super::Conn;
use crate::error::StoreError;
use crate::schema::agency_origins::dsl;
use crate::sql_types::Id;
use diesel::prelude::*;

pub(crate) fn list(conn: &mut Conn, agency: Id) -> Result<Vec<String>, StoreError> {
    let found = dsl::agency_origins
        .filter(dsl::agency_id.eq(agency))
        .order(dsl::origin)
        .select(dsl::origin)
        .load(conn)?;
    Ok(found)
}

pub(crate) fn replace(conn: &mut Conn, agency: Id, origins: Vec<String>) -> Result<(), StoreError> {
    diesel::delete(dsl::agency_origins.filter(dsl::agency_id.eq(agency))).execute(conn)?;
    for origin in origins {
        diesel::insert_into(dsl::agency_origins)
            .values((dsl::agency_id.eq(agency), dsl::origin.eq(origin)))
            .execute(conn)?;
    }
    Ok(())
}
