//! The migrations, compiled in: the same names for both databases.

use crate::connection::Holding;
use crate::error::StoreError;
use diesel::pg::PgConnection;
use diesel::sqlite::SqliteConnection;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const SQLITE: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");

const SQLITE_KEYS: EmbeddedMigrations = embed_migrations!("../../migrations/keys/sqlite");
const POSTGRES_KEYS: EmbeddedMigrations = embed_migrations!("../../migrations/keys/postgres");

const FAILED: StoreError = StoreError::Failed("a migration failed");

pub(crate) fn sqlite(connection: &mut SqliteConnection, holding: Holding) -> Result<(), StoreError> {
    let migrations = match holding {
        Holding::Records => SQLITE,
        Holding::Keys => SQLITE_KEYS,
    };
    connection.run_pending_migrations(migrations).map(|_| ()).map_err(|_| FAILED)
}

pub(crate) fn postgres(connection: &mut PgConnection, holding: Holding) -> Result<(), StoreError> {
    let migrations = match holding {
        Holding::Records => POSTGRES,
        Holding::Keys => POSTGRES_KEYS,
    };
    connection.run_pending_migrations(migrations).map(|_| ()).map_err(|_| FAILED)
}
