//! The database of a test: a SQLite file, or a PostgreSQL database of its own (`scripts/db`).

use peerline_api::demo::Demo;
use peerline_domain::policy::{PolicyDocument, preset};
use peerline_persistence::testing::{TestDatabase, postgres_wanted};
use peerline_persistence::{SqliteOptions, Store};
use std::process::Command;

/// A PostgreSQL database where the tests are to run on PostgreSQL.
pub(crate) fn wanted() -> Option<TestDatabase> {
    let wanted = postgres_wanted().unwrap_or_else(|error| panic!("{error}"));
    wanted.then(|| TestDatabase::migrated().unwrap_or_else(|error| panic!("{error}")))
}

/// The demo's agency in that database, or in a file.
pub(crate) fn demo(database: Option<&TestDatabase>) -> Demo {
    let Some(database) = database else { return Demo::new().expect("the demo can be set up") };
    Demo::on(in_postgres(database), tempfile::tempdir().expect("a folder")).expect("the demo can be set up")
}

/// The demo's agency on another preset, on the same morning.
pub(crate) fn demo_on(database: Option<&TestDatabase>, name: &str) -> Demo {
    demo_under(database, &preset(name).expect("a preset").document)
}

/// The demo's agency on any policy, on the same morning.
pub(crate) fn demo_under(database: Option<&TestDatabase>, document: &PolicyDocument) -> Demo {
    let folder = tempfile::tempdir().expect("a folder");
    let options = || SqliteOptions {
        path: folder.path().join("demo.db"),
        readers: 4,
        patience: std::time::Duration::from_secs(5),
    };
    let store = match database {
        Some(database) => in_postgres(database),
        None => Store::sqlite(&options()).unwrap_or_else(|error| panic!("{error}")),
    };
    let (since, now) = ("2018-12-10".parse().unwrap(), "2026-10-01T15:00:00Z".parse().unwrap());
    Demo::with(store, document, since, now, folder).expect("the demo can be set up")
}

fn in_postgres(database: &TestDatabase) -> Store {
    Store::postgres(&database.options(4)).unwrap_or_else(|error| panic!("{error}"))
}

/// The same database through connections of its own; a SQLite file has one writer, which all share.
pub(crate) fn another(database: Option<&TestDatabase>, store: &Store) -> Store {
    let Some(database) = database else { return store.clone() };
    Store::postgres(&database.options(4)).unwrap_or_else(|error| panic!("{error}"))
}

/// Points a command at the database, as an operator configures it, and takes away what only tests know.
pub(crate) fn configure(command: &mut Command, database: Option<&TestDatabase>) {
    for known in ["PEERLINE_TEST_DATABASE", "PEERLINE_TEST_POSTGRES", "PEERLINE_TEST_REQUESTS"] {
        command.env_remove(known);
    }
    if let Some(database) = database {
        command
            .env("PEERLINE_DATABASE_URL", database.url())
            .env("PEERLINE_MIGRATION_URL", database.owner_url());
    }
}
