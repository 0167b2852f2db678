//! Restored backups bring nothing back that was purged. On SQLite, where a backup is a copy of a file.

use crate::case_ground::{AGENCY, ONE, case, close, open_cases, read, recipient, take_out};
use crate::ground::{day, id};
use crate::key_ground::keys_at;
use peerline_persistence::keys::{KeyError, KeyStore};
use peerline_persistence::records::Agency;
use peerline_persistence::{Scope, SqliteOptions, Store, StoreError};
use std::path::{Path, PathBuf};
use std::time::Duration;
use tempfile::TempDir;

/// An installation: the database in one folder, the key store in another.
struct Installation {
    records: TempDir,
    keys: TempDir,
}

fn copy(from: &Path) -> TempDir {
    let to = tempfile::tempdir().unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, to.path().join(path.file_name().unwrap())).unwrap();
    }
    to
}

impl Installation {
    fn new() -> Self {
        let this = Self { records: tempfile::tempdir().unwrap(), keys: tempfile::tempdir().unwrap() };
        let agency = Agency { id: id(1), slug: "one".to_owned(), name: "One".to_owned(), created_on: day() };
        this.store().write(Scope::Platform, move |tx| tx.insert_agency(agency)).unwrap();
        this
    }

    fn file(&self) -> PathBuf {
        self.records.path().join("peerline.db")
    }

    fn store(&self) -> Store {
        let patience = Duration::from_secs(10);
        Store::sqlite(&SqliteOptions { path: self.file(), readers: 2, patience }).unwrap()
    }

    fn key_store(&self) -> KeyStore {
        keys_at(&self.keys.path().join("keys.db"), &self.keys.path().join("master.key"))
    }

    /// Waits until everything stands in the database file itself.
    fn at_rest(&self) {
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
    now.at_rest();
    let older = copy(now.records.path());
    close(&store, &keys, 2);
    close(&store, &keys, 5);
    drop((store, keys));

    let restored = Installation { records: older, keys: copy(now.keys.path()) };
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
fn conf_27_an_older_key_store_beside_the_current_database_loses_purged_keys_before_anything_is_served() {
    let now = Installation::new();
    let (store, keys) = (now.store(), now.key_store());
    open_cases(&store, &keys, 1, 3);
    let taken_before = take_out(&store, 2).unwrap();
    drop(keys);
    let older = copy(now.keys.path());
    let keys = now.key_store();
    close(&store, &keys, 2);
    drop(keys);

    let restored = keys_at(&older.path().join("keys.db"), &older.path().join("master.key"));
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
    let older = copy(now.keys.path());
    let keys = now.key_store();
    open_cases(&store, &keys, 2, 2);
    let restored = keys_at(&older.path().join("keys.db"), &older.path().join("master.key"));
    restored.reconcile(&store).unwrap();
    assert_eq!(read(&store, &restored, 2), Err(KeyError::Unknown));
    assert_eq!(read(&store, &restored, 1), Ok(recipient(1)));
}

#[test]
fn a_copy_of_the_database_holds_no_key_and_no_name_and_one_of_the_key_store_no_key_in_the_clear() {
    let now = Installation::new();
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
    let key_file = now.keys.path().join("keys.db");
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
    let now = Installation::new();
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
