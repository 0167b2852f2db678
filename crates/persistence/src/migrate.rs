//! The migrations, compiled in: the same names for both databases. Several servers may start at the same moment;
//! each migration is applied once.

use crate::connection::Holding;
use crate::error::StoreError;
use diesel::RunQueryDsl;
use diesel::pg::PgConnection;
use diesel::sql_types::Text;
use diesel::sqlite::SqliteConnection;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use std::collections::BTreeSet;

const SQLITE: EmbeddedMigrations = embed_migrations!("../../migrations/sqlite");
const POSTGRES: EmbeddedMigrations = embed_migrations!("../../migrations/postgres");

const SQLITE_KEYS: EmbeddedMigrations = embed_migrations!("../../migrations/keys/sqlite");
const POSTGRES_KEYS: EmbeddedMigrations = embed_migrations!("../../migrations/keys/postgres");

fn of(holding: Holding, records: EmbeddedMigrations, keys: EmbeddedMigrations) -> EmbeddedMigrations {
    match holding {
        Holding::Records => records,
        Holding::Keys => keys,
    }
}

/// The key of the lock under which PostgreSQL is migrated: "peerline" in ASCII.
const LOCK: i64 = 0x7065_6572_6c69_6e65;

const FAILED: StoreError = StoreError::Failed("a migration failed");

/// Applies what is missing, all of it in one transaction that shuts every other writer out.
pub(crate) fn sqlite(connection: &mut SqliteConnection, holding: Holding) -> Result<(), StoreError> {
    connection
        .immediate_transaction(|connection| {
            connection
                .run_pending_migrations(of(holding, SQLITE, SQLITE_KEYS))
                .map(|_| ())
                .map_err(|_| diesel::result::Error::RollbackTransaction)
        })
        .map_err(|_| FAILED)
}

/// Applies what is missing, as the owner of the tables. Whoever comes second waits, and finds nothing to do.
pub(crate) fn postgres(owner: &mut PgConnection, holding: Holding) -> Result<(), StoreError> {
    let lock = |owner: &mut PgConnection, statement: &str| {
        diesel::sql_query(statement).bind::<diesel::sql_types::BigInt, _>(LOCK).execute(owner)
    };
    lock(owner, "SELECT pg_advisory_lock($1)")?;
    let applied =
        owner.run_pending_migrations(of(holding, POSTGRES, POSTGRES_KEYS)).map(|_| ()).map_err(|_| FAILED);
    lock(owner, "SELECT pg_advisory_unlock($1)")?;
    applied
}

/// A migration that was applied.
#[derive(diesel::QueryableByName)]
struct Applied {
    #[diesel(sql_type = Text)]
    version: String,
}

/// Refuses a schema that lacks a migration of this program. One that has more belongs to a newer program, whose
/// migrations are written so that this one goes on working.
pub(crate) fn check_postgres(connection: &mut PgConnection) -> Result<(), StoreError> {
    const OUTDATED: StoreError = StoreError::Refused(
        "the schema of the database is not up to date: run `peerline migrate` with the owner of the tables in \
         migration_url (docs/operations.md)",
    );
    let statement = "SELECT version FROM __diesel_schema_migrations";
    let applied: Vec<Applied> = diesel::sql_query(statement).load(connection).map_err(|_| OUTDATED)?;
    let applied: BTreeSet<String> = applied.into_iter().map(|row| row.version).collect();
    let known =
        diesel::migration::MigrationSource::<diesel::pg::Pg>::migrations(&POSTGRES).map_err(|_| FAILED)?;
    let missing = known.iter().any(|migration| !applied.contains(&migration.name().version().to_string()));
    if missing { Err(OUTDATED) } else { Ok(()) }
}
