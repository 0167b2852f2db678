use chrono::NaiveDate;
use std::sync::{Mutex, PoisonError};

/// The UTC day up to which this server has deleted commands whose time is over.
#[derive(Debug, Default)]
pub struct Swept(Mutex<Option<NaiveDate>>);

impl Swept {
    pub(super) fn is(&self, day: NaiveDate) -> bool {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) == Some(day)
    }

    pub(super) fn set(&self, day: NaiveDate) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(day);
    }
}
