//! A fresh store with an agency in it.

use chrono::NaiveDate;
use peerline_persistence::records::{Agency, Unit};
use peerline_persistence::testing::{TestDatabase, postgres_wanted};
use peerline_persistence::{PostgresOptions, Scope, SqliteOptions, Store, StoreError};
use std::path::Path;
use std::time::Duration;
use tempfile::TempDir;
use uuid::Uuid;

/// Where the store of a test is.
pub(crate) enum Place {
    Sqlite(TempDir),
    Postgres(TestDatabase),
}

/// A store of its own, removed at the end.
pub(crate) struct Ground {
    pub(crate) store: Store,
    pub(crate) place: Place,
}

/// A day; which one does not matter.
pub(crate) fn day() -> NaiveDate {
    "2026-10-01".parse().unwrap()
}

/// An id that is easy to tell apart.
pub(crate) fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

impl Place {
    pub(crate) fn new() -> Self {
        if postgres_wanted().unwrap_or_else(|error| panic!("{error}")) {
            return Self::Postgres(TestDatabase::migrated().unwrap_or_else(|error| panic!("{error}")));
        }
        Self::Sqlite(tempfile::tempdir().unwrap())
    }

    /// A copy as it is now, of a place nobody writes to at the moment: a backup.
    pub(crate) fn copied(&self) -> Self {
        match self {
            Self::Sqlite(folder) => Self::Sqlite(copy_of(folder.path())),
            Self::Postgres(database) => {
                Self::Postgres(database.copied().unwrap_or_else(|error| panic!("{error}")))
            }
        }
    }

    /// Opens the store; once more, it is the same.
    pub(crate) fn open(&self, connections: u32, patience: Duration) -> Store {
        let store = match self {
            Self::Sqlite(folder) => {
                let path = folder.path().join("test.db");
                Store::sqlite(&SqliteOptions { path, readers: connections, patience })
            }
            Self::Postgres(database) => {
                Store::postgres(&PostgresOptions { patience, ..database.options(connections) })
            }
        };
        store.unwrap_or_else(|error| panic!("{error}"))
    }
}

/// A copy of a folder.
pub(crate) fn copy_of(from: &Path) -> TempDir {
    let to = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, to.path().join(path.file_name().unwrap())).unwrap();
    }
    to
}

impl Ground {
    pub(crate) fn new() -> Self {
        Self::with(4, Duration::from_secs(10))
    }

    /// With so many connections and so much patience.
    pub(crate) fn with(connections: u32, patience: Duration) -> Self {
        let place = Place::new();
        Self { store: place.open(connections, patience), place }
    }

    /// The database, on PostgreSQL.
    pub(crate) fn database(&self) -> Option<&TestDatabase> {
        match &self.place {
            Place::Sqlite(_) => None,
            Place::Postgres(database) => Some(database),
        }
    }

    /// With agencies 1 to `count`.
    pub(crate) fn with_agencies(count: u128) -> Self {
        Self::new().and_agencies(count)
    }

    /// The same with agencies 1 to `count`.
    pub(crate) fn and_agencies(self, count: u128) -> Self {
        self.store
            .write(Scope::Platform, move |tx| {
                for number in 1..=count {
                    let slug = format!("agency-{number}");
                    let name = format!("Agency {number}");
                    tx.insert_agency(Agency { id: id(number), slug, name, created_on: day() })?;
                }
                Ok::<(), StoreError>(())
            })
            .unwrap();
        self
    }

    pub(crate) fn unit_names(&self, agency: u128) -> Vec<String> {
        let names = |units: Vec<Unit>| units.into_iter().map(|unit| unit.name).collect();
        self.store.read(Scope::Agency(id(agency)), |tx| tx.list_units().map(names)).unwrap()
    }
}

/// A unit.
pub(crate) fn unit(number: u128, name: &str) -> Unit {
    Unit { id: id(number), parent_id: None, name: name.to_owned(), headcount: 10 }
}
