use super::{KeyError, KeyStore};
use crate::{Scope, Store};
use uuid::Uuid;

/// What stands in the key store, in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyStatus {
    /// Id of the present master key: the begin of a digest.
    pub master: String,
    /// Agencies that have keys or purges.
    pub agencies: Vec<AgencyKeys>,
}

/// An agency's keys, in numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgencyKeys {
    /// The agency.
    pub agency: Uuid,
    /// Versions of its key, oldest first; two while a rotation is under way.
    pub versions: Vec<i64>,
    /// Whether the present master key wraps all of them.
    pub by_present_master: bool,
    /// Keys of cases.
    pub cases: i64,
    /// Cases purged.
    pub purged: usize,
    /// Purged cases whose key is still to be destroyed.
    pub pending: usize,
}

impl KeyStore {
    /// What stands in the key store, beside the records. Blocks the calling thread.
    pub fn status(&self, records: &Store) -> Result<KeyStatus, KeyError> {
        let master = self.master()?.id;
        let agencies =
            records.read(Scope::Platform, |tx| Ok::<_, KeyError>(tx.list_agencies(None, i64::MAX)?))?;
        let mut found = Vec::new();
        for agency in agencies {
            let agency = agency.id;
            let pending =
                records.read(Scope::Agency(agency), |tx| Ok::<_, KeyError>(tx.pending_key_purges()?))?;
            let (keys, cases, stones) = self.store.read(Scope::Platform, |tx| {
                let keys = tx.agency_keys_of(agency)?;
                Ok::<_, KeyError>((keys, tx.count_case_keys(agency)?, tx.tombstones_of(agency)?))
            })?;
            found.push(AgencyKeys {
                agency,
                versions: keys.iter().map(|key| key.version).collect(),
                by_present_master: keys.iter().all(|key| key.master_id == master),
                cases,
                purged: stones.len(),
                pending: pending.len(),
            });
        }
        Ok(KeyStatus { master, agencies: found })
    }
}
