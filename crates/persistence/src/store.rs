use crate::connection::{
    Holding, PgPool, PostgresOptions, SqliteOptions, SqlitePool, open_postgres, open_sqlite, postgres_pool,
    sqlite_readers,
};
use crate::disclosure::{AuditReceipt, Disclosed};
use crate::error::StoreError;
use crate::postgres::Purpose;
use crate::sqlite::Writer;
use crate::tx::{AnyConnection, Scope, Tx};
use crate::{migrate, postgres};
use diesel::Connection;

/// A database, whichever it is.
#[derive(Clone)]
pub struct Store {
    backend: Backend,
}

#[derive(Clone)]
enum Backend {
    Sqlite { writer: Writer, readers: SqlitePool },
    Postgres { pool: PgPool },
}

impl Store {
    /// Opens a SQLite database and brings its schema up to date.
    pub fn sqlite(options: &SqliteOptions) -> Result<Self, StoreError> {
        Self::sqlite_holding(options, Holding::Records)
    }

    /// Opens a PostgreSQL database, and brings its schema up to date where the owner's address is given.
    ///
    /// # Errors
    /// `StoreError::Refused` where the schema is not up to date, or the role is one that row-level security does
    /// not hold: a superuser, one with BYPASSRLS, an owner of tables.
    pub fn postgres(options: &PostgresOptions) -> Result<Self, StoreError> {
        if let Some(owner) = &options.migration_url {
            Self::migrate_postgres(owner)?;
        }
        let mut connection = open_postgres(&options.url)?;
        migrate::check_postgres(&mut connection)?;
        postgres::check_role(&mut connection)?;
        drop(connection);
        Ok(Self { backend: Backend::Postgres { pool: postgres_pool(options)? } })
    }

    pub(crate) fn sqlite_holding(options: &SqliteOptions, holding: Holding) -> Result<Self, StoreError> {
        let mut connection = open_sqlite(options, holding)?;
        migrate::sqlite(&mut connection, holding)?;
        let writer = Writer::start(connection, options.patience)?;
        Ok(Self { backend: Backend::Sqlite { writer, readers: sqlite_readers(options, holding)? } })
    }

    /// Opens a key store on PostgreSQL. It knows no agency's rows from another's, so one role may own and use it.
    pub(crate) fn postgres_keys(options: &PostgresOptions) -> Result<Self, StoreError> {
        let mut connection = open_postgres(options.migration_url.as_ref().unwrap_or(&options.url))?;
        migrate::postgres(&mut connection, Holding::Keys)?;
        drop(connection);
        Ok(Self { backend: Backend::Postgres { pool: postgres_pool(options)? } })
    }

    /// Brings the schema of a PostgreSQL database up to date, as the owner of its tables.
    pub fn migrate_postgres(owner_url: &str) -> Result<(), StoreError> {
        migrate::postgres(&mut open_postgres(owner_url)?, Holding::Records)
    }

    /// Runs a body in one write transaction and answers once it is durable.
    ///
    /// The body must be free of outside effects: on an error, and on a panic, everything it did is rolled back.
    /// Blocks the calling thread.
    pub fn write<F, T, E>(&self, scope: Scope, body: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        match &self.backend {
            Backend::Sqlite { writer, .. } => writer.write(scope, body),
            Backend::Postgres { pool } => {
                let mut connection = pool.get().map_err(StoreError::from)?;
                postgres::transaction(&mut connection, scope, Purpose::Write, body)
            }
        }
    }

    /// Runs a body that takes out something sealed, and gives it on once its audit row is committed: no audit row,
    /// no [`Disclosed`], and without one nothing opens. Blocks the calling thread.
    pub fn disclose<F, R, E>(&self, scope: Scope, body: F) -> Result<Disclosed<R>, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<(AuditReceipt, R), E> + Send + 'static,
        R: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (receipt, sealed) = self.write(scope, body)?;
        Ok(Disclosed::committed(receipt, sealed))
    }

    /// Runs a body that only reads, on one consistent state. Blocks the calling thread.
    pub fn read<F, T, E>(&self, scope: Scope, body: F) -> Result<T, E>
    where
        F: FnOnce(&mut Tx<'_>) -> Result<T, E>,
        E: From<StoreError>,
    {
        match &self.backend {
            Backend::Sqlite { readers, .. } => {
                let mut connection = readers.get().map_err(StoreError::from)?;
                let mut outcome = None;
                let ended = connection.transaction(|connection| {
                    outcome = Some(body(&mut Tx::new(AnyConnection::Sqlite(connection), scope)));
                    Ok::<(), diesel::result::Error>(())
                });
                match outcome {
                    Some(outcome) => outcome,
                    None => Err(ended.map_err(StoreError::from).err().unwrap_or(StoreError::Busy).into()),
                }
            }
            Backend::Postgres { pool } => {
                let mut connection = pool.get().map_err(StoreError::from)?;
                postgres::transaction(&mut connection, scope, Purpose::Read, body)
            }
        }
    }

    /// Whether the database answers, for `/readyz`.
    pub fn ping(&self) -> Result<(), StoreError> {
        self.read(Scope::Platform, |tx| tx.count_agencies().map(|_| ()))
    }
}
