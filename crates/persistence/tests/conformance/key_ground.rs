//! A fresh key store, and chance for tests.

use crate::ground::Ground;
use peerline_domain::ports::Randomness;
use peerline_persistence::SqliteOptions;
use peerline_persistence::keys::KeyStore;
use peerline_persistence::sealing::MasterKeys;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

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

/// The key store's file of a ground.
pub(crate) fn key_file(ground: &Ground) -> PathBuf {
    ground.folder.path().join("keys.db")
}

/// The master key's file of a ground.
pub(crate) fn master_file(ground: &Ground) -> PathBuf {
    ground.folder.path().join("master.key")
}

/// The key store of a ground; opened anew each time, as another process would.
pub(crate) fn open_keys(ground: &Ground) -> KeyStore {
    keys_at(&key_file(ground), &master_file(ground))
}

/// A key store in a file.
pub(crate) fn keys_at(path: &Path, master: &Path) -> KeyStore {
    let random = dice();
    let masters = MasterKeys::of_file_or_new(master, random.as_ref()).unwrap();
    let options = SqliteOptions { path: path.to_owned(), readers: 4, patience: Duration::from_secs(10) };
    KeyStore::sqlite(&options, masters, random).unwrap()
}
