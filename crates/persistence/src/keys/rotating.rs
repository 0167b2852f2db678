use super::labels::rotating_label;
use super::{KeyError, KeyStore};
use crate::rows::key::RotatingKeyRow;
use crate::sealing::SecretKey;
use crate::{Scope, Tx};
use chrono::{Days, NaiveDate};

/// The keys of a purpose, a new one a day: what was made with them can't be traced once they are gone.
#[derive(Debug, Clone)]
pub struct RotatingKeys {
    /// Today's: make with this one.
    pub today: SecretKey,
    /// Yesterday's, where there was one: recognize with this one too.
    pub yesterday: Option<SecretKey>,
}

impl KeyStore {
    /// The keys of a purpose (a name of the caller's, `idempotency` for example) on a day, the same for every
    /// replica. Days are UTC days or local ones, as the caller likes, but always the same. Keys more than two days
    /// old are destroyed. Blocks the calling thread the first time on a day; then it comes from memory.
    pub fn rotating_keys(&self, purpose: &str, today: NaiveDate) -> Result<RotatingKeys, KeyError> {
        if let Ok(known) = self.today.lock()
            && let Some((_, keys)) = known.get(purpose).filter(|(day, _)| *day == today)
        {
            return Ok(keys.clone());
        }
        let (this, name) = (self.clone(), purpose.to_owned());
        let keys = self.store.write(Scope::Platform, move |tx| this.keys_of_day(tx, &name, today))?;
        if let Ok(mut known) = self.today.lock() {
            known.insert(purpose.to_owned(), (today, keys.clone()));
        }
        Ok(keys)
    }

    fn keys_of_day(
        &self,
        tx: &mut Tx<'_>,
        purpose: &str,
        today: NaiveDate,
    ) -> Result<RotatingKeys, KeyError> {
        let before = |days| today.checked_sub_days(Days::new(days)).unwrap_or(today);
        tx.delete_rotating_keys_before(before(2))?;
        if tx.find_rotating_key(purpose, today)?.is_none() {
            let (master, random) = (self.master()?, self.random.as_ref());
            let label = rotating_label(purpose, today, &master.id);
            let wrapped = master.key.wrap(&label, &SecretKey::draw(random), random)?;
            let purpose = purpose.to_owned();
            tx.insert_rotating_key(RotatingKeyRow { purpose, day: today, master_id: master.id, wrapped })?;
        }
        let mut find = |day| {
            let row = tx.find_rotating_key(purpose, day)?;
            row.map(|row| self.unwrap_rotating(&row)).transpose()
        };
        Ok(RotatingKeys { today: find(today)?.ok_or(KeyError::Unknown)?, yesterday: find(before(1))? })
    }

    pub(super) fn unwrap_rotating(&self, row: &RotatingKeyRow) -> Result<SecretKey, KeyError> {
        let master = self.masters.find(&row.master_id).ok_or(KeyError::NoMasterKey)?;
        Ok(master.key.unwrap(&row.label(), &row.wrapped)?)
    }
}
