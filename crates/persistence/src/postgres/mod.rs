//! PostgreSQL: when one file is not enough.

mod gatekeeper;
mod turns;

use crate::error::StoreError;
use crate::tx::{AnyConnection, Scope, Tx};
use diesel::Connection;
use diesel::connection::{SimpleConnection, TransactionManager};
use diesel::pg::PgConnection;
use std::panic::{AssertUnwindSafe, catch_unwind};

pub(crate) use gatekeeper::check_role;

/// The connection the shared queries are compiled for below this module.
pub(crate) type Conn = PgConnection;

#[path = "../queries/mod.rs"]
pub(crate) mod queries;

type Manager = <PgConnection as Connection>::TransactionManager;

/// What a transaction is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// One consistent state, on which nothing can be changed.
    Read,
    /// Changes: a statement sees what others have committed before it. Rows read to be changed are guarded by
    /// their revision, by a unique key or by a lock.
    Write,
}

impl Purpose {
    const fn begin(self) -> &'static str {
        match self {
            Self::Read => "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY",
            Self::Write => "BEGIN ISOLATION LEVEL READ COMMITTED, READ WRITE",
        }
    }
}

/// Runs a body in one transaction, inside which the server knows whose rows it may touch.
pub(crate) fn transaction<T, E: From<StoreError>>(
    connection: &mut PgConnection,
    scope: Scope,
    purpose: Purpose,
    body: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
) -> Result<T, E> {
    // One round trip for both: begin, and say whose rows.
    let begin = format!("{}; {}", purpose.begin(), tell(scope));
    if let Err(error) = Manager::begin_transaction_sql(connection, &begin) {
        // Diesel does not know of a transaction the server may have begun; the pool must not either.
        Manager::transaction_manager_status_mut(connection).set_in_error();
        return Err(StoreError::from(error).into());
    }
    let outcome =
        catch_unwind(AssertUnwindSafe(|| body(&mut Tx::new(AnyConnection::Postgres(connection), scope))))
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
    connection.batch_execute(&tell(scope)).map_err(StoreError::from)?;
    let outcome = body(&mut Tx::new(AnyConnection::Postgres(connection), scope));
    let widened = connection.batch_execute(&tell(Scope::Platform));
    // After an error of the database nothing more can be run, and the body's own error says more.
    let value = outcome?;
    widened.map_err(StoreError::from)?;
    Ok(value)
}

/// The statement that tells the server whose rows the transaction may touch. The settings end with it. An id has
/// hexadecimal digits and hyphens only, so it can stand in the text.
fn tell(scope: Scope) -> String {
    let (agency, platform) = match scope {
        Scope::Agency(agency) => (agency.to_string(), "off"),
        Scope::Platform => (String::new(), "on"),
    };
    format!(
        "SELECT set_config('app.agency', '{agency}', true), set_config('app.platform', '{platform}', true)"
    )
}
