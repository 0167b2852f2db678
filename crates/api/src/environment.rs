//! The system's time and chance, and the manual clock of `demo` and the tests.

use chrono::{DateTime, Utc};
use peerline_domain::calendar::{Timestamp, to_microseconds};
use peerline_domain::ports::{Clock, Randomness};
use std::sync::atomic::{AtomicI64, Ordering};

/// The system's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place where the system's clock is read")]
    fn now(&self) -> Timestamp {
        to_microseconds(Utc::now())
    }
}

/// A clock that stands still until it is set.
#[derive(Debug)]
pub struct ManualClock(AtomicI64);

impl ManualClock {
    /// A clock that shows `start`.
    pub fn at(start: Timestamp) -> Self {
        Self(AtomicI64::new(start.timestamp_micros()))
    }

    /// Sets the clock.
    pub fn set(&self, to: Timestamp) {
        self.0.store(to.timestamp_micros(), Ordering::SeqCst);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        DateTime::from_timestamp_micros(self.0.load(Ordering::SeqCst)).unwrap_or_default()
    }
}

/// The system's source of chance.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandomness;

impl Randomness for SystemRandomness {
    #[expect(clippy::disallowed_methods, reason = "the one place where the system's chance is drawn")]
    fn bytes16(&self) -> [u8; 16] {
        // Without chance no id and no key may be made: nothing can go on.
        let mut bytes = [0; 16];
        assert!(getrandom::fill(&mut bytes).is_ok(), "the system gives no random numbers");
        bytes
    }
}
