//! How connections are opened and pooled.

use crate::error::StoreError;
use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::r2d2::{ConnectionManager, CustomizeConnection, Pool};
use diesel::sqlite::SqliteConnection;
use diesel::{Connection, ConnectionError};
use std::path::PathBuf;
use std::time::Duration;

/// Where a SQLite database is and how long to wait for it.
#[derive(Debug, Clone)]
pub struct SqliteOptions {
    /// The database file; made if it is not there.
    pub path: PathBuf,
    /// Connections for reading.
    pub readers: u32,
    /// Longest wait for a connection or for the writer, before 503.
    pub patience: Duration,
}

/// Where a PostgreSQL database is and how long to wait for it. Not `Debug`: an address can hold a password.
#[derive(Clone)]
pub struct PostgresOptions {
    /// Address for the application's role, which row-level security holds.
    pub url: String,
    /// Address for the owner of the tables, who migrates; where absent, the schema must be up to date.
    pub migration_url: Option<String>,
    /// Connections.
    pub connections: u32,
    /// Longest wait for a connection, before 503.
    pub patience: Duration,
}

pub(crate) type SqlitePool = Pool<ConnectionManager<SqliteConnection>>;
pub(crate) type PgPool = Pool<ConnectionManager<PgConnection>>;

/// What a SQLite file holds, which decides how its journal is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holding {
    /// Records: a write-ahead log, so that readers and the writer don't wait for each other.
    Records,
    /// Keys: no log that outlives a commit. What is destroyed is overwritten in the only file there is.
    Keys,
}

impl Holding {
    /// `busy_timeout` comes first: the statements after it may already meet a lock. `secure_delete` overwrites
    /// what is deleted, `synchronous=FULL` loses nothing acknowledged; without a write-ahead log that takes
    /// `EXTRA`, which also puts the end of the journal on disk: a destroyed key must not come back with it.
    const fn pragmas(self) -> &'static str {
        match self {
            Self::Records => {
                "PRAGMA busy_timeout = 5000;
                PRAGMA journal_mode = WAL;
                PRAGMA synchronous = FULL;
                PRAGMA foreign_keys = ON;
                PRAGMA secure_delete = ON;
                PRAGMA trusted_schema = OFF;"
            }
            Self::Keys => {
                "PRAGMA busy_timeout = 5000;
                PRAGMA journal_mode = DELETE;
                PRAGMA synchronous = EXTRA;
                PRAGMA foreign_keys = ON;
                PRAGMA secure_delete = ON;
                PRAGMA trusted_schema = OFF;"
            }
        }
    }
}

/// Readers never write: a query that would is a mistake, not a lock.
#[derive(Debug)]
struct ReadOnly(Holding);

impl CustomizeConnection<SqliteConnection, diesel::r2d2::Error> for ReadOnly {
    fn on_acquire(&self, connection: &mut SqliteConnection) -> Result<(), diesel::r2d2::Error> {
        connection
            .batch_execute(self.0.pragmas())
            .and_then(|()| connection.batch_execute("PRAGMA query_only = ON;"))
            .map_err(diesel::r2d2::Error::QueryError)
    }
}

/// A body of work is short. What waits longer than this waits for something that does not end: the server gives
/// up, the caller is told 503, and no connection stays in a transaction that nobody goes on with.
const POSTGRES_LIMITS: &str = "SET statement_timeout = '10s';
    SET lock_timeout = '2s';
    SET idle_in_transaction_session_timeout = '30s';";

/// Limits of every connection to PostgreSQL.
#[derive(Debug)]
struct Limits;

impl CustomizeConnection<PgConnection, diesel::r2d2::Error> for Limits {
    fn on_acquire(&self, connection: &mut PgConnection) -> Result<(), diesel::r2d2::Error> {
        connection.batch_execute(POSTGRES_LIMITS).map_err(diesel::r2d2::Error::QueryError)
    }
}

pub(crate) fn open_postgres(url: &str) -> Result<PgConnection, StoreError> {
    PgConnection::establish(url)
        .map_err(|_: ConnectionError| StoreError::Refused("PostgreSQL does not let us in at this address"))
}

pub(crate) fn open_sqlite(options: &SqliteOptions, holding: Holding) -> Result<SqliteConnection, StoreError> {
    let mut connection = SqliteConnection::establish(&options.path.to_string_lossy())
        .map_err(|_: ConnectionError| StoreError::Failed("the database file cannot be opened"))?;
    connection.batch_execute(holding.pragmas())?;
    Ok(connection)
}

pub(crate) fn sqlite_readers(options: &SqliteOptions, holding: Holding) -> Result<SqlitePool, StoreError> {
    Ok(Pool::builder()
        .max_size(options.readers)
        .connection_timeout(options.patience)
        .test_on_check_out(false)
        .connection_customizer(Box::new(ReadOnly(holding)))
        .build(ConnectionManager::new(options.path.to_string_lossy()))?)
}

pub(crate) fn postgres_pool(options: &PostgresOptions) -> Result<PgPool, StoreError> {
    Ok(Pool::builder()
        .max_size(options.connections)
        .connection_timeout(options.patience)
        .test_on_check_out(false)
        .connection_customizer(Box::new(Limits))
        .build(ConnectionManager::new(&options.url))?)
}
