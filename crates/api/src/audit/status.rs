//! What the sealer of this process knows: which agencies have fresh rows, and how it is getting on.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use uuid::Uuid;

/// How sealing stands in this process; nothing of it names an agency to anybody but the sealer.
#[derive(Debug, Default)]
pub struct Sealing {
    fresh: Mutex<BTreeSet<Uuid>>,
    lag: AtomicU64,
    failures: AtomicU64,
}

impl Sealing {
    /// An agency has a row that is not sealed yet.
    pub fn wrote(&self, agency: Uuid) {
        self.fresh.lock().unwrap_or_else(PoisonError::into_inner).insert(agency);
    }

    pub(super) fn take(&self) -> BTreeSet<Uuid> {
        std::mem::take(&mut self.fresh.lock().unwrap_or_else(PoisonError::into_inner))
    }

    pub(super) fn lags(&self, seconds: u64) {
        self.lag.store(seconds, Ordering::Relaxed);
    }

    pub(super) fn failed(&self) {
        self.failures.fetch_add(1, Ordering::Relaxed);
    }

    /// For /metrics: age of the oldest event that waited at the last full look, in seconds; 0 where none did.
    pub fn lag_seconds(&self) -> u64 {
        self.lag.load(Ordering::Relaxed)
    }

    /// For /metrics: attempts to seal that the database refused since the start.
    pub fn failures(&self) -> u64 {
        self.failures.load(Ordering::Relaxed)
    }
}
