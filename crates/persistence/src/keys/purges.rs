//! Purge by destruction of the key, and what makes it hold against restored backups.
//!
//! The order: the record is deleted, a tombstone and a task are written, in one transaction of the database. Then
//! the key is destroyed and a tombstone written, in one transaction of the key store. Then the task is deleted.
//! A crash in between leaves the task, and the next start carries it out.

use super::{KeyError, KeyStore};
use crate::{Scope, Store};
use peerline_domain::calendar::Month;
use std::collections::BTreeSet;
use uuid::Uuid;

impl KeyStore {
    /// Destroys the keys of an agency's purged cases that are still to be destroyed; how many there were. Blocks
    /// the calling thread.
    pub fn carry_out_purges(&self, records: &Store, agency: Uuid) -> Result<usize, KeyError> {
        let scope = Scope::Agency(agency);
        let pending = records.read(scope, |tx| Ok::<_, KeyError>(tx.pending_key_purges()?))?;
        if pending.is_empty() {
            return Ok(0);
        }
        let count = pending.len();
        self.destroy(agency, pending.clone())?;
        records.write(scope, move |tx| {
            for (case, _) in pending {
                tx.end_key_purge(case)?;
            }
            Ok::<(), KeyError>(())
        })?;
        Ok(count)
    }

    /// Brings both sides to agree on what is purged. Runs at every start before anything is served: an older key
    /// store loses the keys of cases purged since, an older database loses their rows, and what a crash left undone
    /// is done. Blocks the calling thread.
    pub fn reconcile(&self, records: &Store) -> Result<(), KeyError> {
        let agencies =
            records.read(Scope::Platform, |tx| Ok::<_, KeyError>(tx.list_agencies(None, i64::MAX)?))?;
        for agency in agencies {
            self.reconcile_agency(records, agency.id)?;
        }
        Ok(())
    }

    fn reconcile_agency(&self, records: &Store, agency: Uuid) -> Result<(), KeyError> {
        let scope = Scope::Agency(agency);
        let here = records.read(scope, |tx| Ok::<_, KeyError>(tx.purged_cases()?))?;
        let there = self.tombstones(agency)?;
        let to_destroy = without(&here, &there);
        if !to_destroy.is_empty() {
            self.destroy(agency, to_destroy)?;
        }
        let to_delete = without(&there, &here);
        if !to_delete.is_empty() {
            records.write(scope, move |tx| {
                for (case, purged_in) in to_delete {
                    tx.purge_case(case, purged_in)?;
                }
                Ok::<(), KeyError>(())
            })?;
        }
        self.carry_out_purges(records, agency)?;
        Ok(())
    }

    fn tombstones(&self, agency: Uuid) -> Result<Vec<(Uuid, Month)>, KeyError> {
        self.store.read(Scope::Platform, |tx| Ok(tx.tombstones_of(agency)?))
    }
}

/// Those of `all` whose case is not among `known`.
fn without(all: &[(Uuid, Month)], known: &[(Uuid, Month)]) -> Vec<(Uuid, Month)> {
    let known: BTreeSet<Uuid> = known.iter().map(|(case, _)| *case).collect();
    all.iter().copied().filter(|(case, _)| !known.contains(case)).collect()
}
