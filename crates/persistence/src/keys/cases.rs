//! Keys of agencies and cases.

use super::labels::{agency_label, case_label};
use super::{KeyError, KeyStore};
use crate::rows::key::{AgencyKeyRow, CaseKeyRow};
use crate::sealing::SecretKey;
use crate::{Scope, StoreError, Tx};
use peerline_domain::calendar::Month;
use uuid::Uuid;

impl KeyStore {
    /// The key of a case; drawn and stored where there is none. Durable before it is given, so that nothing is
    /// sealed with a key that could get lost.
    pub(crate) fn case_key_or_new(&self, agency: Uuid, case: Uuid) -> Result<SecretKey, KeyError> {
        match self.case_key(agency, case) {
            Err(KeyError::Unknown) => {}
            found => return found,
        }
        let draw = || {
            let this = self.clone();
            self.store.write(Scope::Platform, move |tx| this.draw_case_key(tx, agency, case))
        };
        match draw() {
            // The agency's first key was drawn by another at the same moment, or a rotation ended in between.
            Err(KeyError::Store(StoreError::Duplicate | StoreError::MissingReference)) => draw(),
            drawn => drawn,
        }
    }

    /// The key of a case.
    ///
    /// # Errors
    /// `Purged` where it is destroyed, `Unknown` where this store never had it.
    pub(crate) fn case_key(&self, agency: Uuid, case: Uuid) -> Result<SecretKey, KeyError> {
        let found = self.store.read(Scope::Platform, |tx| {
            let found = tx.find_case_key(agency, case)?;
            // Asked last: a key destroyed in between is purged, not unknown.
            if tx.has_tombstone(agency, case)? { Err(KeyError::Purged) } else { Ok(found) }
        })?;
        let (key, wrapped_by) = found.ok_or(KeyError::Unknown)?;
        self.unwrap_case(&key, &wrapped_by)
    }

    /// Destroys keys of cases and keeps that they are purged. May be done again.
    pub(crate) fn destroy(&self, agency: Uuid, cases: Vec<(Uuid, Month)>) -> Result<(), KeyError> {
        self.store.write(Scope::Platform, move |tx| {
            for (case, purged_in) in cases {
                tx.insert_tombstone(agency, case, &purged_in.to_string())?;
                tx.delete_case_key(agency, case)?;
            }
            Ok(())
        })
    }

    /// Gives up the key of a case that never came to be: nothing sealed with it is kept. No tombstone: nobody was
    /// purged. The caller knows that no transaction can still keep the case; where that is not certain, the key
    /// stays. Blocks the calling thread.
    pub fn give_up_case_key(&self, agency: Uuid, case: Uuid) -> Result<(), KeyError> {
        self.store.write(Scope::Platform, move |tx| Ok(tx.delete_case_key(agency, case)?))
    }

    fn draw_case_key(&self, tx: &mut Tx<'_>, agency: Uuid, case: Uuid) -> Result<SecretKey, KeyError> {
        if tx.has_tombstone(agency, case)? {
            return Err(KeyError::Purged);
        }
        if let Some((key, wrapped_by)) = tx.find_case_key(agency, case)? {
            return self.unwrap_case(&key, &wrapped_by);
        }
        let newest = match tx.agency_keys_of(agency)?.pop() {
            Some(newest) => newest,
            None => self.draw_agency_key(tx, agency, 1)?,
        };
        let (version, key) = (newest.version, SecretKey::draw(self.random.as_ref()));
        let wrapped = self.unwrap_agency(&newest)?.wrap(
            &case_label(agency, case, version),
            &key,
            self.random.as_ref(),
        )?;
        tx.insert_case_key(CaseKeyRow {
            agency_id: agency.into(),
            case_id: case.into(),
            agency_version: version,
            wrapped,
        })?;
        Ok(key)
    }

    /// Draws and stores a version of an agency's key.
    pub(super) fn draw_agency_key(
        &self,
        tx: &mut Tx<'_>,
        agency: Uuid,
        version: i64,
    ) -> Result<AgencyKeyRow, KeyError> {
        let (master, random) = (self.master()?, self.random.as_ref());
        let label = agency_label(agency, version, &master.id);
        let wrapped = master.key.wrap(&label, &SecretKey::draw(random), random)?;
        let row = AgencyKeyRow { agency_id: agency.into(), version, master_id: master.id, wrapped };
        tx.insert_agency_key(row.clone())?;
        Ok(row)
    }

    pub(super) fn unwrap_agency(&self, row: &AgencyKeyRow) -> Result<SecretKey, KeyError> {
        let master = self.masters.find(&row.master_id).ok_or(KeyError::NoMasterKey)?;
        Ok(master.key.unwrap(&row.label(), &row.wrapped)?)
    }

    fn unwrap_case(&self, row: &CaseKeyRow, wrapped_by: &AgencyKeyRow) -> Result<SecretKey, KeyError> {
        Ok(self.unwrap_agency(wrapped_by)?.unwrap(&row.label(), &row.wrapped)?)
    }
}
