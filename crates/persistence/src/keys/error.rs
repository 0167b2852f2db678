use crate::StoreError;
use crate::sealing::{MasterKeyError, Unsealable};

/// Why a key could not be had. Never holds a key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KeyError {
    /// The key store's database.
    #[error("the key store: {0}")]
    Store(#[from] StoreError),
    /// The case is purged: its key is destroyed and does not come back.
    #[error("the case is purged")]
    Purged,
    /// The key store has no key of this case, and no tombstone: it is older than the case.
    #[error("the key store has no key of this case")]
    Unknown,
    /// A key is wrapped by a master key that is not at hand.
    #[error("a key is wrapped by a master key that is not among those given")]
    NoMasterKey,
    /// The master key's file.
    #[error("{0}")]
    Master(#[from] MasterKeyError),
    /// A key or value does not open: damaged, or moved to another place.
    #[error("{0}")]
    Damaged(#[from] Unsealable),
}
