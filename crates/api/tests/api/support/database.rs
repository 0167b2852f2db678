//! The database of a test: a SQLite file, or a PostgreSQL database of its own (`scripts/db`).

use peerline_api::demo::Demo;
use peerline_persistence::Store;
use peerline_persistence::testing::{TestDatabase, postgres_wanted};
use std::process::Command;

/// A PostgreSQL database where the tests are to run on PostgreSQL.
pub(crate) fn wanted() -> Option<TestDatabase> {
    let wanted = postgres_wanted().unwrap_or_else(|error| panic!("{error}"));
    wanted.then(|| TestDatabase::migrated().unwrap_or_else(|error| panic!("{error}")))
}

/// The demo's agency in that database, or in a file.
pub(crate) fn demo(database: Option<&TestDatabase>) -> Demo {
    let Some(database) = database else { return Demo::new().expect("the demo can be set up") };
    let store = Store::postgres(&database.options(4)).unwrap_or_else(|error| panic!("{error}"));
    Demo::on(store, tempfile::tempdir().expect("a folder")).expect("the demo can be set up")
}

/// The same database through connections of its own; a SQLite file has one writer, which all share.
pub(crate) fn another(database: Option<&TestDatabase>, store: &Store) -> Store {
    let Some(database) = database else { return store.clone() };
    Store::postgres(&database.options(4)).unwrap_or_else(|error| panic!("{error}"))
}

/// Points a command at the database, as an operator configures it, and takes away what only tests know.
pub(crate) fn configure(command: &mut Command, database: Option<&TestDatabase>) {
    command.env_remove("PEERLINE_TEST_DATABASE").env_remove("PEERLINE_TEST_POSTGRES");
    if let Some(database) = database {
        command
            .env("PEERLINE_DATABASE_URL", database.url())
            .env("PEERLINE_MIGRATION_URL", database.owner_url());
    }
}
