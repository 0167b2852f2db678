//! A fresh store with an agency in it.

use chrono::NaiveDate;
use peerline_persistence::records::{Agency, Unit};
use peerline_persistence::{Scope, SqliteOptions, Store, StoreError};
use std::time::Duration;
use tempfile::TempDir;
use uuid::Uuid;

/// A store of its own, removed at the end.
pub(crate) struct Ground {
    pub(crate) store: Store,
    pub(crate) folder: TempDir,
}

/// A day; which one does not matter.
pub(crate) fn day() -> NaiveDate {
    "2026-10-01".parse().unwrap()
}

/// An id that is easy to tell apart.
pub(crate) fn id(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

impl Ground {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let options = SqliteOptions {
            path: folder.path().join("test.db"),
            readers: 4,
            patience: Duration::from_secs(10),
        };
        Self { store: Store::sqlite(&options).unwrap(), folder }
    }

    /// With agencies 1 to `count`.
    pub(crate) fn with_agencies(count: u128) -> Self {
        let Self { store, folder } = Self::new();
        Self::with_agencies_in(store, folder, count)
    }

    /// With agencies 1 to `count`, in a store that is there.
    pub(crate) fn with_agencies_in(store: Store, folder: TempDir, count: u128) -> Self {
        store
            .write(Scope::Platform, move |tx| {
                for number in 1..=count {
                    let slug = format!("agency-{number}");
                    let name = format!("Agency {number}");
                    tx.insert_agency(Agency { id: id(number), slug, name, created_on: day() })?;
                }
                Ok::<(), StoreError>(())
            })
            .unwrap();
        Self { store, folder }
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
