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

/// Where a PostgreSQL database is and how long to wait for it.
#[derive(Debug, Clone)]
pub struct PostgresOptions {
    /// Connection string.
    pub url: String,
    /// Connections.
    pub connections: u32,
    /// Longest wait for a connection, before 503.
    pub patience: Duration,
}

pub(crate) type SqlitePool = Pool<ConnectionManager<SqliteConnection>>;
pub(crate) type PgPool = Pool<ConnectionManager<PgConnection>>;

/// `busy_timeout` comes first: the statements after it may already meet a lock. `secure_delete` overwrites
/// what is deleted, `synchronous=FULL` loses nothing acknowledged.
const SQLITE_PRAGMAS: &str = "PRAGMA busy_timeout = 5000;
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    PRAGMA foreign_keys = ON;
    PRAGMA secure_delete = ON;
    PRAGMA trusted_schema = OFF;";

/// Readers never write: a query that would is a mistake, not a lock.
#[derive(Debug)]
struct ReadOnly;

impl CustomizeConnection<SqliteConnection, diesel::r2d2::Error> for ReadOnly {
    fn on_acquire(&self, connection: &mut SqliteConnection) -> Result<(), diesel::r2d2::Error> {
        connection
            .batch_execute(SQLITE_PRAGMAS)
            .and_then(|()| connection.batch_execute("PRAGMA query_only = ON;"))
            .map_err(diesel::r2d2::Error::QueryError)
    }
}

pub(crate) fn open_sqlite(options: &SqliteOptions) -> Result<SqliteConnection, StoreError> {
    let mut connection = SqliteConnection::establish(&options.path.to_string_lossy())
        .map_err(|_: ConnectionError| StoreError::Failed("the database file cannot be opened"))?;
    connection.batch_execute(SQLITE_PRAGMAS)?;
    Ok(connection)
}

pub(crate) fn sqlite_readers(options: &SqliteOptions) -> Result<SqlitePool, StoreError> {
    Ok(Pool::builder()
        .max_size(options.readers)
        .connection_timeout(options.patience)
        .test_on_check_out(false)
        .connection_customizer(Box::new(ReadOnly))
        .build(ConnectionManager::new(options.path.to_string_lossy()))?)
}

pub(crate) fn postgres_pool(options: &PostgresOptions) -> Result<PgPool, StoreError> {
    Ok(Pool::builder()
        .max_size(options.connections)
        .connection_timeout(options.patience)
        .test_on_check_out(false)
        .build(ConnectionManager::new(&options.url))?)
}
