use super::labels::rotating_label;
use super::{KeyError, KeyStore};
use crate::rows::key::RotatingKeyRow;
use crate::sealing::SecretKey;
use crate::{Scope, StoreError, Tx};
use chrono::{Days, NaiveDate};

/// The keys of a purpose, a new one a day: what was made with them can't be traced once they are gone.
#[derive(Debug, Clone)]
pub struct RotatingKeys {
    /// Today's: make with this one.
    pub today: SecretKey,
    /// Yesterday's, where there was one: recognize with this one too.
    pub yesterday: Option<SecretKey>,
    /// Tomorrow's, where a replica whose clock is ahead has drawn it and `neighboring_keys` was asked.
    pub tomorrow: Option<SecretKey>,
}

/// The day of keys that last: it never comes, so that they are neither used up nor destroyed with the old ones.
const LASTING: NaiveDate = match NaiveDate::from_ymd_opt(9999, 12, 31) {
    Some(day) => day,
    None => NaiveDate::MAX,
};

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
        let draw = || {
            let (this, name) = (self.clone(), purpose.to_owned());
            self.store.write(Scope::Platform, move |tx| this.keys_of_day(tx, &name, today))
        };
        let keys = match draw() {
            // Another replica drew it at the same moment.
            Err(KeyError::Store(StoreError::Duplicate)) => draw(),
            drawn => drawn,
        }?;
        self.keep_at_hand(purpose, today, &keys);
        Ok(keys)
    }

    /// The same with the keys of the days beside it that another replica has drawn by now: near midnight clocks that
    /// are apart stand on different days. Draws none but today's. Blocks the calling thread until both are known.
    pub fn neighboring_keys(&self, purpose: &str, today: NaiveDate) -> Result<RotatingKeys, KeyError> {
        let mut keys = self.rotating_keys(purpose, today)?;
        if keys.yesterday.is_some() && keys.tomorrow.is_some() {
            return Ok(keys);
        }
        let found = self.store.read(Scope::Platform, |tx| {
            let mut of = |day: Option<NaiveDate>| {
                day.map_or(Ok(None), |day| tx.find_rotating_key(purpose, day).map_err(KeyError::from))
            };
            Ok::<_, KeyError>([of(today.pred_opt())?, of(today.succ_opt())?])
        })?;
        let [yesterday, tomorrow] = found.map(|row| row.map(|row| self.unwrap_rotating(&row)).transpose());
        (keys.yesterday, keys.tomorrow) = (yesterday?, tomorrow?);
        self.keep_at_hand(purpose, today, &keys);
        Ok(keys)
    }

    fn keep_at_hand(&self, purpose: &str, day: NaiveDate, keys: &RotatingKeys) {
        if let Ok(mut known) = self.today.lock() {
            known.insert(purpose.to_owned(), (day, keys.clone()));
        }
    }

    /// The key of a purpose that lasts, the same for every replica; drawn when it is first asked for. Blocks the
    /// calling thread then; afterwards it comes from memory.
    pub fn lasting_key(&self, purpose: &str) -> Result<SecretKey, KeyError> {
        if let Some(known) = self.lasting_at_hand(purpose) {
            return Ok(known);
        }
        let draw = || {
            let (this, name) = (self.clone(), purpose.to_owned());
            self.store.write(Scope::Platform, move |tx| this.key_of(tx, &name, LASTING))
        };
        let key = match draw() {
            // Another replica drew it at the same moment.
            Err(KeyError::Store(StoreError::Duplicate)) => draw(),
            drawn => drawn,
        }?;
        self.keep_at_hand(
            purpose,
            LASTING,
            &RotatingKeys { today: key.clone(), yesterday: None, tomorrow: None },
        );
        Ok(key)
    }

    /// Whether `lasting_key` blocks no more.
    pub fn has_lasting_key_at_hand(&self, purpose: &str) -> bool {
        self.lasting_at_hand(purpose).is_some()
    }

    fn lasting_at_hand(&self, purpose: &str) -> Option<SecretKey> {
        let known = self.today.lock().ok()?;
        known.get(purpose).filter(|(day, _)| *day == LASTING).map(|(_, keys)| keys.today.clone())
    }

    fn keys_of_day(
        &self,
        tx: &mut Tx<'_>,
        purpose: &str,
        today: NaiveDate,
    ) -> Result<RotatingKeys, KeyError> {
        let before = |days| today.checked_sub_days(Days::new(days)).unwrap_or(today);
        tx.delete_rotating_keys_before(before(2))?;
        let yesterday = tx.find_rotating_key(purpose, before(1))?;
        let yesterday = yesterday.map(|row| self.unwrap_rotating(&row)).transpose()?;
        Ok(RotatingKeys { today: self.key_of(tx, purpose, today)?, yesterday, tomorrow: None })
    }

    /// The key of a day, drawn where there is none.
    fn key_of(&self, tx: &mut Tx<'_>, purpose: &str, day: NaiveDate) -> Result<SecretKey, KeyError> {
        if let Some(row) = tx.find_rotating_key(purpose, day)? {
            return self.unwrap_rotating(&row);
        }
        let (master, random) = (self.master()?, self.random.as_ref());
        let label = rotating_label(purpose, day, &master.id);
        let key = SecretKey::draw(random);
        let (wrapped, purpose) = (master.key.wrap(&label, &key, random)?, purpose.to_owned());
        tx.insert_rotating_key(RotatingKeyRow { purpose, day, master_id: master.id, wrapped })?;
        Ok(key)
    }

    pub(super) fn unwrap_rotating(&self, row: &RotatingKeyRow) -> Result<SecretKey, KeyError> {
        let master = self.masters.find(&row.master_id).ok_or(KeyError::NoMasterKey)?;
        Ok(master.key.unwrap(&row.label(), &row.wrapped)?)
    }
}
