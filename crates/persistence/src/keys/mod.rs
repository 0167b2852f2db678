//! The key store: a database outside the database, so that no backup of the records holds a key.
//!
//! Three layers: the master key (file or environment) wraps each agency's key, that wraps a key per case, and that
//! seals the fields of the case. A case is purged by destroying its key: whatever copy of its rows turns up later
//! does not open.

mod affected;
mod cases;
mod error;
mod labels;
mod operations;
mod purges;
mod recipient;
mod rotating;
mod rotation;
mod status;

pub use error::KeyError;
pub use rotating::RotatingKeys;
pub use rotation::Rotation;
pub use status::{AgencyKeys, KeyStatus};

use crate::connection::Holding;
use crate::sealing::{MasterKey, MasterKeys};
use crate::{PostgresOptions, SqliteOptions, Store};
use chrono::NaiveDate;
use peerline_domain::ports::Randomness;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

/// The keys. Cheap to clone; holds no key of a case or an agency in memory, so that one destroyed is gone at once
/// for every replica.
#[derive(Clone)]
pub struct KeyStore {
    store: Store,
    masters: MasterKeys,
    random: Arc<dyn Randomness>,
    /// The rotating keys last asked for, by purpose.
    today: Arc<Mutex<BTreeMap<String, (NaiveDate, RotatingKeys)>>>,
}

impl KeyStore {
    /// Opens a key store in a SQLite file of its own. The file must not lie where a backup of the records takes it
    /// along.
    pub fn sqlite(
        options: &SqliteOptions,
        masters: MasterKeys,
        random: Arc<dyn Randomness>,
    ) -> Result<Self, KeyError> {
        Ok(Self::on(Store::sqlite_holding(options, Holding::Keys)?, masters, random))
    }

    /// Opens a key store in a PostgreSQL database of its own, for several replicas.
    pub fn postgres(
        options: &PostgresOptions,
        masters: MasterKeys,
        random: Arc<dyn Randomness>,
    ) -> Result<Self, KeyError> {
        Ok(Self::on(Store::postgres_keys(options)?, masters, random))
    }

    /// The same store with nothing of it in memory, as another process finds it.
    #[must_use]
    pub fn forgetful(&self) -> Self {
        Self { today: Arc::default(), ..self.clone() }
    }

    fn on(store: Store, masters: MasterKeys, random: Arc<dyn Randomness>) -> Self {
        Self { store, masters, random, today: Arc::default() }
    }

    fn master(&self) -> Result<MasterKey, KeyError> {
        self.masters.present().ok_or(KeyError::NoMasterKey)
    }
}
