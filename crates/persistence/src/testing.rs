//! A PostgreSQL database for one test, made from a migrated template and dropped at its end.
//!
//! `PEERLINE_TEST_DATABASE=postgres` asks for it; without, tests run on SQLite. The cluster is the one
//! `PEERLINE_TEST_POSTGRES` names; `scripts/db` starts one.

pub mod statements;

use crate::connection::{PostgresOptions, open_postgres};
use crate::error::StoreError;
use crate::migrate;
use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::sql_types::Text;
use diesel::{RunQueryDsl, sql_query};
use std::hash::{DefaultHasher, Hasher};
use std::path::Path;
use std::time::Duration;

/// The owner of the tables: no superuser, so that the walls hold it as well.
const OWNER: &str = "peerline_test_owner";
/// The application's role.
const APP: &str = "peerline_test_app";
/// Serializes the making of roles and of the template: "template" in ASCII.
const LOCK: i64 = 0x7465_6d70_6c61_7465;

const NO_CLUSTER: StoreError = StoreError::Refused(
    "PEERLINE_TEST_DATABASE asks for PostgreSQL, but PEERLINE_TEST_POSTGRES names no server: start one with \
     `export PEERLINE_TEST_POSTGRES=$(scripts/db start)`, or unset PEERLINE_TEST_DATABASE to test on SQLite",
);
const NO_ANSWER: StoreError = StoreError::Refused(
    "the server that PEERLINE_TEST_POSTGRES names does not answer: `scripts/db start` starts one of its own",
);
const WHICH: StoreError = StoreError::Refused("PEERLINE_TEST_DATABASE is `postgres`, `sqlite` or not set");

/// Whether the tests are to run on PostgreSQL.
///
/// # Errors
/// `StoreError::Refused` for a value that names no database.
pub fn postgres_wanted() -> Result<bool, StoreError> {
    match std::env::var("PEERLINE_TEST_DATABASE").as_deref() {
        Ok("postgres") => Ok(true),
        Ok("sqlite" | "") | Err(std::env::VarError::NotPresent) => Ok(false),
        _ => Err(WHICH),
    }
}

/// A database of its own in the cluster of the tests. Dropped with everything that is connected to it.
pub struct TestDatabase {
    cluster: String,
    name: String,
}

#[derive(diesel::QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    text: String,
}

impl TestDatabase {
    /// A database with the schema of this program.
    ///
    /// # Errors
    /// `StoreError::Refused`, in a sentence for whoever runs the tests, where there is no cluster.
    pub fn migrated() -> Result<Self, StoreError> {
        Self::migrated_in(named_cluster()?)
    }

    /// The same in the cluster of an address.
    ///
    /// # Errors
    /// `StoreError::Refused` where nobody answers there.
    pub fn migrated_in(cluster: String) -> Result<Self, StoreError> {
        let mut admin = open_postgres(&cluster).map_err(|_| NO_ANSWER)?;
        let template = locked(&mut admin, |admin| template(&cluster, admin))?;
        Self::create(cluster, &mut admin, &template)
    }

    /// A database without any table.
    ///
    /// # Errors
    /// As for `migrated`.
    pub fn empty() -> Result<Self, StoreError> {
        let cluster = named_cluster()?;
        let mut admin = open_postgres(&cluster).map_err(|_| NO_ANSWER)?;
        // The template's making makes the roles.
        locked(&mut admin, |admin| template(&cluster, admin))?;
        Self::create(cluster, &mut admin, "template0")
    }

    /// A copy of this database as it is now: a backup. Whoever is connected to it is let go first, so that the copy
    /// is of one moment; what connects again finds the original as it was.
    ///
    /// # Errors
    /// Those of the server.
    pub fn copied(&self) -> Result<Self, StoreError> {
        let mut admin = open_postgres(&self.cluster)?;
        let name = &self.name;
        admin.batch_execute(&format!("ALTER DATABASE {name} ALLOW_CONNECTIONS false"))?;
        let copy = admin
            .batch_execute(&format!(
                "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name}'"
            ))
            .map_err(StoreError::from)
            .and_then(|()| Self::create(self.cluster.clone(), &mut admin, name));
        admin.batch_execute(&format!("ALTER DATABASE {name} ALLOW_CONNECTIONS true"))?;
        copy
    }

    fn create(cluster: String, admin: &mut PgConnection, template: &str) -> Result<Self, StoreError> {
        let name =
            texts(admin, "SELECT 'peerline_test_' || replace(gen_random_uuid()::text, '-', '') AS text")?;
        let name = name.into_iter().next().ok_or(NO_ANSWER)?;
        admin.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE {template} OWNER {OWNER}"))?;
        Ok(Self { cluster, name })
    }

    /// Its name, which no other database has.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The address for the application's role.
    pub fn url(&self) -> String {
        address(&self.cluster, &self.name, Some(APP))
    }

    /// The address for the owner of the tables.
    pub fn owner_url(&self) -> String {
        address(&self.cluster, &self.name, Some(OWNER))
    }

    /// The address for the cluster's superuser.
    pub fn superuser_url(&self) -> String {
        address(&self.cluster, &self.name, None)
    }

    /// Every row of every table, as text: for searching what must not be there.
    ///
    /// # Errors
    /// Those of the database.
    pub fn every_row(&self) -> Result<String, StoreError> {
        let mut all = open_postgres(&self.superuser_url())?;
        let tables = texts(
            &mut all,
            "SELECT oid::regclass::text AS text FROM pg_class
             WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
        )?;
        let mut rows = Vec::new();
        for table in tables {
            rows.extend(texts(&mut all, &format!("SELECT walled::text AS text FROM {table} AS walled"))?);
        }
        Ok(rows.join("\n"))
    }

    /// How the application connects, with so many connections.
    pub fn options(&self, connections: u32) -> PostgresOptions {
        let patience = Duration::from_secs(10);
        PostgresOptions { url: self.url(), migration_url: None, connections, patience }
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        // What cannot be dropped goes with the cluster.
        if let Ok(mut admin) = open_postgres(&self.cluster) {
            drop(admin.batch_execute(&format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name)));
        }
    }
}

fn named_cluster() -> Result<String, StoreError> {
    std::env::var("PEERLINE_TEST_POSTGRES").map_err(|_| NO_CLUSTER)
}

/// The same server, another database and user: what comes later in an address counts.
fn address(cluster: &str, database: &str, user: Option<&str>) -> String {
    let user = user.map(|user| [("user", user), ("password", user)]);
    let pairs = std::iter::once(("dbname", database)).chain(user.into_iter().flatten());
    let (first, between) = match (cluster.contains("://"), cluster.contains('?')) {
        (true, true) => ("&", "&"),
        (true, false) => ("?", "&"),
        (false, _) => (" ", " "),
    };
    let pairs: Vec<String> = pairs.map(|(key, value)| format!("{key}={value}")).collect();
    format!("{cluster}{first}{}", pairs.join(between))
}

fn texts(admin: &mut PgConnection, query: &str) -> Result<Vec<String>, StoreError> {
    let found: Vec<Found> = sql_query(query).load(admin)?;
    Ok(found.into_iter().map(|row| row.text).collect())
}

fn locked<T>(
    admin: &mut PgConnection,
    body: impl FnOnce(&mut PgConnection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    admin.batch_execute(&format!("SELECT pg_advisory_lock({LOCK})"))?;
    let outcome = body(admin);
    admin.batch_execute(&format!("SELECT pg_advisory_unlock({LOCK})"))?;
    outcome
}

/// The name of the template of these migrations; made where it is missing.
fn template(cluster: &str, admin: &mut PgConnection) -> Result<String, StoreError> {
    let name = format!("peerline_template_{:016x}", digest_of_migrations()?);
    let query = format!("SELECT datname::text AS text FROM pg_database WHERE datname = '{name}'");
    if !texts(admin, &query)?.is_empty() {
        return Ok(name);
    }
    for (role, rights) in [(OWNER, "CREATEROLE"), (APP, "")] {
        let query = format!("SELECT rolname::text AS text FROM pg_roles WHERE rolname = '{role}'");
        if texts(admin, &query)?.is_empty() {
            admin.batch_execute(&format!("CREATE ROLE {role} LOGIN PASSWORD '{role}' {rights}"))?;
        }
    }
    let making = format!("{name}_making");
    admin.batch_execute(&format!("DROP DATABASE IF EXISTS {making}"))?;
    admin.batch_execute(&format!("CREATE DATABASE {making} TEMPLATE template0 OWNER {OWNER}"))?;
    let mut owner = open_postgres(&address(cluster, &making, Some(OWNER)))?;
    migrate::postgres(&mut owner, crate::connection::Holding::Records)?;
    drop(owner);
    admin.batch_execute(&format!("GRANT peerline_app TO {APP}"))?;
    // Under its name only once it is whole.
    admin.batch_execute(&format!("ALTER DATABASE {making} RENAME TO {name}"))?;
    Ok(name)
}

fn digest_of_migrations() -> Result<u64, StoreError> {
    let unreadable = |_| StoreError::Refused("the folder of the migrations cannot be read");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations/postgres");
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        files.push(entry.map_err(unreadable)?.path().join("up.sql"));
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        hasher.write(&std::fs::read(file).map_err(unreadable)?);
    }
    Ok(hasher.finish())
}
