//! A fresh key store, and chance for tests.

use crate::ground::Place;
use peerline_domain::ports::Randomness;
use peerline_persistence::keys::KeyStore;
use peerline_persistence::sealing::MasterKeys;
use peerline_persistence::testing::{TestDatabase, postgres_wanted};
use peerline_persistence::{PostgresOptions, SqliteOptions};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use tempfile::TempDir;

/// Bytes that follow from a counter. Of no use outside tests.
#[derive(Debug, Default)]
struct Dice(AtomicU64);

impl Randomness for Dice {
    fn bytes16(&self) -> [u8; 16] {
        let turn = self.0.fetch_add(1, Ordering::SeqCst);
        let mixed = u128::from(turn).wrapping_add(1).wrapping_mul(0x2545_f491_4f6c_dd1d_9e37_79b9_7f4a_7c15);
        mixed.to_be_bytes()
    }
}

/// Chance; each stream another one.
pub(crate) fn dice() -> Arc<dyn Randomness> {
    static STREAM: AtomicU64 = AtomicU64::new(1);
    Arc::new(Dice(AtomicU64::new(STREAM.fetch_add(1, Ordering::SeqCst) << 32)))
}

/// A key store of its own, removed at the end.
pub(crate) struct KeyGround {
    place: Place,
    folder: TempDir,
}

impl KeyGround {
    pub(crate) fn new() -> Self {
        let wanted = postgres_wanted().unwrap_or_else(|error| panic!("{error}"));
        let place = if wanted {
            Place::Postgres(TestDatabase::empty().unwrap_or_else(|error| panic!("{error}")))
        } else {
            Place::Sqlite(tempfile::tempdir().unwrap())
        };
        Self { place, folder: tempfile::tempdir().unwrap() }
    }

    /// The master key's file.
    pub(crate) fn master(&self) -> PathBuf {
        self.folder.path().join("master.key")
    }

    /// Opens it; each time as another process would.
    pub(crate) fn open(&self) -> KeyStore {
        self.open_with(MasterKeys::of_file_or_new(&self.master(), dice().as_ref()).unwrap())
    }

    /// Opens it with other master keys.
    pub(crate) fn open_with(&self, masters: MasterKeys) -> KeyStore {
        opened(&self.place, masters)
    }
}

fn opened(place: &Place, masters: MasterKeys) -> KeyStore {
    match place {
        Place::Sqlite(folder) => KeyStore::sqlite(&file(&folder.path().join("keys.db")), masters, dice()),
        Place::Postgres(database) => {
            let options = PostgresOptions { url: database.owner_url(), ..database.options(4) };
            KeyStore::postgres(&options, masters, dice())
        }
    }
    .unwrap_or_else(|error| panic!("{error}"))
}

/// The key store in a place.
pub(crate) fn keys_in(place: &Place, master: &Path) -> KeyStore {
    opened(place, MasterKeys::of_file_or_new(master, dice().as_ref()).unwrap())
}

fn file(path: &Path) -> SqliteOptions {
    SqliteOptions { path: path.to_owned(), readers: 4, patience: Duration::from_secs(10) }
}

/// A key store in a file.
pub(crate) fn keys_at(path: &Path, master: &Path) -> KeyStore {
    let masters = MasterKeys::of_file_or_new(master, dice().as_ref()).unwrap();
    KeyStore::sqlite(&file(path), masters, dice()).unwrap()
}
