//! Rotation while everything is served. Each key is wrapped anew by compare-and-swap, row by row: a reader finds it
//! wrapped by the old one or by the new one, and both are there until nothing is wrapped by the old one.

use super::labels::{agency_label, case_label, rotating_label};
use super::{KeyError, KeyStore};
use crate::rows::key::CaseKeyRow;
use crate::{Scope, StoreError};
use uuid::Uuid;

/// Keys wrapped anew in one transaction: short, so that nobody waits long for the key store.
const STEP: i64 = 64;
/// How often the end is tried. A case whose key was drawn while the rotation began is found by the second try.
const TRIES: u32 = 8;

/// What a rotation did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rotation {
    /// Keys wrapped anew.
    pub rewrapped: usize,
    /// Old versions destroyed.
    pub destroyed: usize,
}

/// A case's key as it was read, and how it is wrapped anew.
struct Step {
    read: CaseKeyRow,
    wrapped: Vec<u8>,
}

impl KeyStore {
    /// Gives an agency a new key, wraps the keys of its cases by it and destroys the old version. One that was
    /// interrupted is taken up again. An agency without keys has nothing to rotate. Blocks the calling thread.
    pub fn rotate_agency(&self, agency: Uuid) -> Result<Rotation, KeyError> {
        let this = self.clone();
        let newest = self.store.write(Scope::Platform, move |tx| {
            let versions = tx.agency_keys_of(agency)?;
            Ok::<_, KeyError>(match versions.as_slice() {
                [] => None,
                [only] => Some(this.draw_agency_key(tx, agency, only.version + 1)?.version),
                [.., newest] => Some(newest.version),
            })
        })?;
        let Some(newest) = newest else { return Ok(Rotation::default()) };
        let mut rewrapped = 0;
        for _ in 0..TRIES {
            rewrapped += self.rewrap_cases(agency, newest)?;
            match self.destroy_versions_before(agency, newest) {
                // A key of a case drawn at the same moment is still wrapped by the old version.
                Err(KeyError::Store(StoreError::MissingReference)) => {}
                outcome => return Ok(Rotation { rewrapped, destroyed: outcome? }),
            }
        }
        Err(KeyError::Store(StoreError::Busy))
    }

    fn rewrap_cases(&self, agency: Uuid, newest: i64) -> Result<usize, KeyError> {
        let mut rewrapped = 0;
        loop {
            let steps = self.next_steps(agency, newest)?;
            if steps.is_empty() {
                return Ok(rewrapped);
            }
            rewrapped += self.take(steps, newest)?;
        }
    }

    /// Reads some keys wrapped by an older version and wraps them anew, outside any transaction.
    fn next_steps(&self, agency: Uuid, newest: i64) -> Result<Vec<Step>, KeyError> {
        let (rows, versions) = self.store.read(Scope::Platform, |tx| {
            Ok::<_, KeyError>((tx.case_keys_before(agency, newest, STEP)?, tx.agency_keys_of(agency)?))
        })?;
        let of_version = |version| {
            let row = versions.iter().find(|row| row.version == version).ok_or(KeyError::Unknown)?;
            self.unwrap_agency(row)
        };
        let new = of_version(newest)?;
        let wrap = |read: CaseKeyRow| {
            let key = of_version(read.agency_version)?.unwrap(&read.label(), &read.wrapped)?;
            let label = case_label(agency, read.case_id.into(), newest);
            let wrapped = new.wrap(&label, &key, self.random.as_ref())?;
            Ok(Step { read, wrapped })
        };
        rows.into_iter().map(wrap).collect()
    }

    /// Writes the keys wrapped anew; one that is gone or changed by now is left as it is.
    fn take(&self, steps: Vec<Step>, newest: i64) -> Result<usize, KeyError> {
        self.store.write(Scope::Platform, move |tx| {
            let mut taken = 0;
            for step in steps {
                taken += usize::from(tx.rewrap_case_key(&step.read, newest, &step.wrapped)?);
            }
            Ok(taken)
        })
    }

    fn destroy_versions_before(&self, agency: Uuid, newest: i64) -> Result<usize, KeyError> {
        self.store.write(Scope::Platform, move |tx| {
            let old: Vec<i64> = tx.agency_keys_of(agency)?.iter().map(|row| row.version).collect();
            let mut destroyed = 0;
            for version in old.into_iter().filter(|version| *version < newest) {
                tx.delete_agency_key(agency, version)?;
                destroyed += 1;
            }
            Ok(destroyed)
        })
    }

    /// Wraps every agency's key, and the rotating keys, by the present master key. Where the master keys stand in a
    /// file, a new one is drawn first; the one before stays in the file until the next time, for replicas that are
    /// just wrapping something. Blocks the calling thread.
    pub fn rotate_master(&self) -> Result<Rotation, KeyError> {
        if self.masters.is_file() {
            self.masters.renew(&self.masters_in_use()?, self.random.as_ref())?;
        }
        let mut total = 0;
        for _ in 0..TRIES {
            let rewrapped = self.rewrap_by_master()?;
            total += rewrapped;
            // A pass that found nothing to do has seen every key wrapped by the present one.
            if rewrapped == 0 {
                return Ok(Rotation { rewrapped: total, destroyed: 0 });
            }
        }
        Err(KeyError::Store(StoreError::Busy))
    }

    fn rewrap_by_master(&self) -> Result<usize, KeyError> {
        let this = self.clone();
        self.store.write(Scope::Platform, move |tx| {
            let (master, random) = (this.master()?, this.random.as_ref());
            let mut rewrapped = 0;
            for row in tx.all_agency_keys()?.into_iter().filter(|row| row.master_id != master.id) {
                let key = this.unwrap_agency(&row)?;
                let label = agency_label(row.agency_id.into(), row.version, &master.id);
                let wrapped = master.key.wrap(&label, &key, random)?;
                rewrapped += usize::from(tx.rewrap_agency_key(&row, &master.id, &wrapped)?);
            }
            for row in tx.all_rotating_keys()?.into_iter().filter(|row| row.master_id != master.id) {
                let key = this.unwrap_rotating(&row)?;
                let label = rotating_label(&row.purpose, row.day, &master.id);
                let wrapped = master.key.wrap(&label, &key, random)?;
                rewrapped += usize::from(tx.rewrap_rotating_key(&row, &master.id, &wrapped)?);
            }
            Ok(rewrapped)
        })
    }

    fn masters_in_use(&self) -> Result<Vec<String>, KeyError> {
        self.store.read(Scope::Platform, |tx| {
            let agencies = tx.all_agency_keys()?.into_iter().map(|row| row.master_id);
            let rotating = tx.all_rotating_keys()?.into_iter().map(|row| row.master_id);
            Ok(agencies.chain(rotating).collect())
        })
    }
}
