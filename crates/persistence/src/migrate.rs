//! The migrations, compiled in: the same names for both databases.

use crate::error::StoreError;
use diesel::pg::PgConnection;
use diesel::sqlite::SqliteConnection;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

const SQLITE: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");

const FAILED: StoreError = StoreError::Failed("a migration failed");

pub(crate) fn sqlite(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    connection.run_pending_migrations(SQLITE).map(|_| ()).map_err(|_| FAILED)
}

pub(crate) fn postgres(connection: &mut PgConnection) -> Result<(), StoreError> {
    connection.run_pending_migrations(POSTGRES).map(|_| ()).map_err(|_| FAILED)
}
