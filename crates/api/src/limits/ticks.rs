use crate::environment::ManualClock;
use governor::clock::Clock as Ticking;
use governor::nanos::Nanos;
use peerline_domain::ports::Clock;
use std::sync::Arc;
use std::time::Instant;

/// Time that only goes forward, for the limiters: the system's clock can be set back, and would then keep callers
/// out for as long. In `demo` and the tests it is the manual clock.
#[derive(Debug, Clone)]
pub enum Ticks {
    /// Counted from the start of the server.
    Running(Instant),
    /// As it is set.
    Manual(Arc<ManualClock>),
}

impl Ticks {
    /// Counting from now.
    pub fn running() -> Self {
        Self::Running(Instant::now())
    }

    /// Whole seconds so far.
    pub fn seconds(&self) -> u64 {
        self.now().as_u64() / 1_000_000_000
    }
}

impl Ticking for Ticks {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        let nanoseconds = match self {
            Self::Running(since) => u64::try_from(since.elapsed().as_nanos()).unwrap_or(u64::MAX),
            Self::Manual(clock) => {
                u64::try_from(clock.now().timestamp_micros()).unwrap_or_default().saturating_mul(1000)
            }
        };
        Nanos::from(nanoseconds)
    }
}
