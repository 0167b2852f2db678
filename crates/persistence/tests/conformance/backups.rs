//! Restored backups bring nothing back that was purged. A backup is a copy of the file, or of the database.

use crate::affected_ground::{affect, affected, people, purge_affected};
use crate::case_ground::{AGENCY, ONE, case, close, open_cases, read, recipient, take_out};
use crate::ground::{Place, copy_of, day, id};
use crate::key_ground::{keys_at, keys_in};
use peerline_persistence::keys::{KeyError, KeyStore};
use peerline_persistence::records::Agency;
use peerline_persistence::testing::{TestDatabase, postgres_wanted};
use peerline_persistence::{Scope, Store, StoreError};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;

/// An installation: the database in one place, the key store in another, its master key in a third.
struct Installation {
    records: Place,
    keys: Place,
    master: TempDir,
}

impl Installation {
    fn new() -> Self {
        let wanted = postgres_wanted().unwrap_or_else(|error| panic!("{error}"));
        let keys = if wanted {
            Place::Postgres(TestDatabase::empty().unwrap_or_else(|error| panic!("{error}")))
        } else {
            Place::Sqlite(tempfile::tempdir().unwrap())
        };
        Self::founded(Place::new(), keys)
    }

    /// In files, for what is asked of files.
    fn in_files() -> Self {
        let folder = || Place::Sqlite(tempfile::tempdir().unwrap());
        Self::founded(folder(), folder())
    }

    fn founded(records: Place, keys: Place) -> Self {
        let this = Self { records, keys, master: tempfile::tempdir().unwrap() };
        let agency = Agency { id: id(1), slug: "one".to_owned(), name: "One".to_owned(), created_on: day() };
        this.store().write(Scope::Platform, move |tx| tx.insert_agency(agency)).unwrap();
        this
    }

    /// Puts together what was backed up at different times; the master key is the same.
    fn restored(&self, records: Place, keys: Place) -> Self {
        Self { records, keys, master: copy_of(self.master.path()) }
    }

    fn file(&self) -> PathBuf {
        let Place::Sqlite(folder) = &self.records else { panic!("a file was asked for") };
        folder.path().join("test.db")
    }

    fn key_file(&self) -> PathBuf {
        let Place::Sqlite(folder) = &self.keys else { panic!("a file was asked for") };
        folder.path().join("keys.db")
    }

    fn store(&self) -> Store {
        self.records.open(2, Duration::from_secs(10))
    }

    fn key_store(&self) -> KeyStore {
        keys_in(&self.keys, &self.master.path().join("master.key"))
    }

    /// A backup of the database. A file is copied while it is open and at rest, since closing it changes its folder;
    /// a database of a server while nobody is connected.
    fn back_up_records(&self, store: Store) -> Place {
        self.at_rest();
        if matches!(self.records, Place::Postgres(_)) {
            drop(store);
            return self.records.copied();
        }
        let copy = self.records.copied();
        drop(store);
        copy
    }

    /// Waits until everything stands in the database file itself.
    fn at_rest(&self) {
        let Place::Sqlite(_) = &self.records else { return };
        let log = self.file().with_extension("db-wal");
        while std::fs::metadata(&log).is_ok_and(|file| file.len() > 0) {
            std::thread::yield_now();
        }
    }
}

#[test]
fn conf_27_an_older_database_beside_the_current_key_store_reads_every_case_but_the_purged_ones() {
    let now = Installation::new();
    let (store, keys) = (now.store(), now.key_store());
    open_cases(&store, &keys, 1, 6);
    let older = now.back_up_records(store);
    let store = now.store();
    close(&store, &keys, 2);
    close(&store, &keys, 5);
    drop((store, keys));

    let restored = now.restored(older, now.keys.copied());
    let (store, keys) = (restored.store(), restored.key_store());
    for number in [2, 5] {
        let back = take_out(&store, number).unwrap();
        assert_eq!(keys.open_recipient(&back), Err(KeyError::Purged), "even before the start is over");
    }
    keys.reconcile(&store).unwrap();
    for number in 1..=6 {
        if matches!(number, 2 | 5) {
            assert_eq!(
                read(&store, &keys, number),
                Err(KeyError::Store(StoreError::Stale)),
                "the row is gone"
            );
        } else {
            assert_eq!(read(&store, &keys, number), Ok(recipient(number)));
        }
    }
    let kept = store.read(ONE, |tx| tx.purged_cases()).unwrap();
    assert_eq!(kept.iter().map(|(case, _)| *case).collect::<Vec<_>>(), [case(2), case(5)]);
}

#[test]
fn conf_27_an_older_database_beside_the_current_key_store_names_nobody_affected_who_was_purged() {
    let now = Installation::new();
    let (store, keys) = (now.store(), now.key_store());
    open_cases(&store, &keys, 1, 1);
    for number in 11..=14 {
        affect(&store, &keys, number);
    }
    assert_eq!(affected(&store, &keys, 12), Ok(people(12)), "before they are purged");
    drop(keys);
    let older = now.back_up_records(store);
    let (store, keys) = (now.store(), now.key_store());
    for number in [12, 14] {
        purge_affected(&store, &keys, number);
    }
    let kept = now.keys.copied();
    drop((store, keys));

    let restored = now.restored(older, kept);
    let (store, keys) = (restored.store(), restored.key_store());
    for number in [12, 14] {
        assert_eq!(affected(&store, &keys, number), Err(KeyError::Purged), "even before the start is over");
    }
    keys.reconcile(&store).unwrap();
    for number in [12, 14] {
        let gone = Err(KeyError::Store(StoreError::Stale));
        assert_eq!(affected(&store, &keys, number), gone, "the rows are gone");
    }
    for number in [11, 13] {
        assert_eq!(affected(&store, &keys, number), Ok(people(number)));
    }
    assert_eq!(read(&store, &keys, 1), Ok(recipient(1)), "a request's own case is another");
}

#[test]
fn conf_27_an_older_key_store_beside_the_current_database_loses_purged_keys_before_anything_is_served() {
    let now = Installation::new();
    let (store, keys) = (now.store(), now.key_store());
    open_cases(&store, &keys, 1, 3);
    let taken_before = take_out(&store, 2).unwrap();
    drop(keys);
    let older = now.keys.copied();
    let keys = now.key_store();
    close(&store, &keys, 2);
    drop(keys);

    let restored = keys_in(&older, &now.master.path().join("master.key"));
    assert_eq!(restored.open_recipient(&taken_before), Ok(recipient(2)), "the older copy still had the key");
    restored.reconcile(&store).unwrap();
    assert_eq!(restored.open_recipient(&taken_before), Err(KeyError::Purged));
    assert_eq!(read(&store, &restored, 1), Ok(recipient(1)));
    let status = restored.status(&store).unwrap();
    assert_eq!((status.agencies[0].cases, status.agencies[0].purged), (2, 1));
}

#[test]
fn a_key_store_older_than_a_case_says_so_and_does_not_call_it_purged() {
    let now = Installation::new();
    let (store, keys) = (now.store(), now.key_store());
    open_cases(&store, &keys, 1, 1);
    drop(keys);
    let older = now.keys.copied();
    let keys = now.key_store();
    open_cases(&store, &keys, 2, 2);
    let restored = keys_in(&older, &now.master.path().join("master.key"));
    restored.reconcile(&store).unwrap();
    assert_eq!(read(&store, &restored, 2), Err(KeyError::Unknown));
    assert_eq!(read(&store, &restored, 1), Ok(recipient(1)));
}

#[test]
fn a_copy_of_the_database_holds_no_key_and_no_name_and_one_of_the_key_store_no_key_in_the_clear() {
    let now = Installation::in_files();
    let (store, keys) = (now.store(), now.key_store());
    open_cases(&store, &keys, 1, 1);
    now.at_rest();
    let holds = |file: &Path, part: &[u8]| {
        let bytes = std::fs::read(file).unwrap();
        bytes.windows(part.len()).any(|window| window == part)
    };
    assert!(holds(&now.file(), b"amber quillfeather"), "the search finds what is there");
    for part in [&b"Jordan"[..], b"example.org"] {
        assert!(!holds(&now.file(), part));
    }
    let key_file = now.key_file();
    assert!(holds(&key_file, case(1).as_bytes()), "the search finds what is there");
    assert!(!holds(&now.file(), b"case_keys"), "the database has no table of keys");
    drop(keys);
    let another = tempfile::tempdir().unwrap();
    std::fs::copy(&key_file, another.path().join("keys.db")).unwrap();
    let without_master = keys_at(&another.path().join("keys.db"), &another.path().join("master.key"));
    assert_eq!(read(&store, &without_master, 1), Err(KeyError::NoMasterKey));
}

#[test]
fn conf_27_working_rows_of_a_closed_request_are_in_no_file() {
    let now = Installation::in_files();
    let (store, keys) = (now.store(), now.key_store());
    open_cases(&store, &keys, 1, 1);
    now.at_rest();
    let whole = std::fs::read(now.file()).unwrap();
    // What the case's row holds: its id, and the beginning of its sealed name, wherever it stands.
    let at = whole.windows(16).position(|window| window == case(1).as_bytes()).unwrap();
    let row = whole[at..at + 120].to_vec();
    close(&store, &keys, 1);
    now.at_rest();
    let holds =
        |part: &[u8]| std::fs::read(now.file()).unwrap().windows(part.len()).any(|window| window == part);
    assert!(holds(case(1).as_bytes()), "the tombstone stays");
    assert!(!holds(&row[16..]));
    for part in [&b"amber quillfeather"[..], b"Receipt0000", b"2026-10-01T09:13"] {
        assert!(!holds(part), "{}", String::from_utf8_lossy(part));
    }
    assert_eq!(keys.status(&store).unwrap().agencies[0].agency, AGENCY);
}
