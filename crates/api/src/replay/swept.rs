use chrono::NaiveDate;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use uuid::Uuid;

/// The UTC day up to which this server has deleted each agency's commands whose time is over.
#[derive(Debug, Default)]
pub struct Swept(Mutex<HashMap<Uuid, NaiveDate>>);

impl Swept {
    pub(super) fn is(&self, agency: Uuid, day: NaiveDate) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&agency) == Some(&day)
    }

    pub(super) fn set(&self, agency: Uuid, day: NaiveDate) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(agency, day);
    }
}
