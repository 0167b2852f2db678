//! Whether two addresses lead to one database.

use crate::connection::open_postgres;
use crate::error::StoreError;
use diesel::sql_types::BigInt;
use diesel::{Connection, RunQueryDsl};

#[diesel::declare_sql_function]
extern "SQL" {
    fn pg_try_advisory_xact_lock(key: BigInt) -> Bool;
}

/// Whether two addresses lead to one PostgreSQL database, however they are spelled. Advisory locks belong to a
/// database: what one address holds, the other then finds taken. Unlike a comparison of the servers' identifiers this
/// needs no right, and doesn't take a copy of a server for the server. `mark` is drawn at random, so that nobody else
/// holds it.
///
/// # Errors
/// `StoreError::Refused` where one of them does not let us in; `StoreError::Busy` where somebody else holds `mark`.
pub fn is_same_postgres(one: &str, other: &str, mark: i64) -> Result<bool, StoreError> {
    let (mut one, mut other) = (open_postgres(one)?, open_postgres(other)?);
    let take = || diesel::select(pg_try_advisory_xact_lock(mark));
    one.transaction(|one| {
        if !take().get_result::<bool>(one)? {
            return Err(StoreError::Busy);
        }
        let is_free =
            other.transaction(|other| take().get_result::<bool>(other).map_err(StoreError::from))?;
        Ok(!is_free)
    })
}
