//! PostgreSQL: when one file is not enough.

use crate::error::StoreError;
use crate::tx::{AnyConnection, Scope, Tx};
use diesel::connection::TransactionManager;
use diesel::pg::PgConnection;
use diesel::{Connection, RunQueryDsl};
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The connection the shared queries are compiled for below this module.
pub(crate) type Conn = PgConnection;

#[path = "../queries/mod.rs"]
pub(crate) mod queries;

type Manager = <PgConnection as Connection>::TransactionManager;

/// Runs a body in one transaction, inside which the server knows the agency.
pub(crate) fn transaction<T, E: From<StoreError>>(
    connection: &mut PgConnection,
    scope: Scope,
    body: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
) -> Result<T, E> {
    Manager::begin_transaction(connection).map_err(StoreError::from)?;
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        tell_scope(connection, scope)?;
        body(&mut Tx::new(AnyConnection::Postgres(connection), scope))
    }))
    .unwrap_or_else(|_| Err(StoreError::Panicked.into()));
    match outcome {
        Ok(value) => {
            Manager::commit_transaction(connection).map_err(StoreError::from)?;
            Ok(value)
        }
        Err(error) => {
            // A failed rollback leaves a connection the pool throws away; the body's own error says more.
            let _ = Manager::rollback_transaction(connection);
            Err(error)
        }
    }
}

/// Runs a body in a narrower scope inside an open transaction of the platform, and widens the scope again.
pub(crate) fn scoped<T, E: From<StoreError>>(
    connection: &mut PgConnection,
    scope: Scope,
    body: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
) -> Result<T, E> {
    tell_scope(connection, scope)?;
    let outcome = body(&mut Tx::new(AnyConnection::Postgres(connection), scope));
    let widened = diesel::sql_query("SELECT set_config('app.agency', '', true)").execute(connection);
    // After an error of the database nothing more can be run, and the body's own error says more.
    let value = outcome?;
    widened.map_err(StoreError::from)?;
    Ok(value)
}

/// Tells the server whose rows the transaction may touch.
fn tell_scope(connection: &mut PgConnection, scope: Scope) -> Result<(), StoreError> {
    if let Scope::Agency(agency) = scope {
        diesel::sql_query("SELECT set_config('app.agency', $1, true)")
            .bind::<diesel::sql_types::Text, _>(agency.to_string())
            .execute(connection)?;
    }
    Ok(())
}
