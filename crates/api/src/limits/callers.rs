use super::Ticks;
use governor::clock::Clock as _;
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use std::num::NonZeroU32;
use std::time::Duration;
use uuid::Uuid;

/// Time in which a caller's budget fills again.
const WINDOW: Duration = Duration::from_mins(1);
/// Callers remembered at the most before those whose budget is full are forgotten.
const CAPACITY: usize = 10_000;

/// The limiter of signed-in callers: one budget a principal.
pub struct Callers {
    budget: NonZeroU32,
    ticks: Ticks,
    buckets: RateLimiter<Uuid, HashMapStateStore<Uuid>, Ticks, StateInformationMiddleware>,
}

/// What a caller has left, for the fields `RateLimit` and `RateLimit-Policy`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Budget {
    /// Requests a window.
    pub quota: u32,
    /// Requests left.
    pub remaining: u32,
    /// Seconds until the budget is full again; where nothing is left, until the next request is let in.
    pub reset: u64,
}

impl Budget {
    /// The field `RateLimit-Policy`.
    pub fn policy(self) -> String {
        format!("\"caller\";q={};w={}", self.quota, WINDOW.as_secs())
    }

    /// The field `RateLimit`.
    pub fn left(self) -> String {
        format!("\"caller\";r={};t={}", self.remaining, self.reset)
    }
}

impl Callers {
    /// A limiter of `budget` requests a minute, also all at once.
    pub fn new(budget: NonZeroU32, ticks: Ticks) -> Self {
        let quota = Quota::with_period(WINDOW / budget.get()).unwrap_or(Quota::per_minute(budget));
        let buckets =
            RateLimiter::new(quota.allow_burst(budget), HashMapStateStore::default(), ticks.clone());
        Self { budget, ticks, buckets }
    }

    /// Counts a request.
    ///
    /// # Errors
    /// The spent budget, where it was one too many.
    pub fn admit(&self, principal: Uuid) -> Result<Budget, Budget> {
        if self.buckets.len() > CAPACITY {
            self.buckets.retain_recent();
        }
        let quota = self.budget.get();
        match self.buckets.check_key(&principal) {
            Ok(state) => {
                let remaining = state.remaining_burst_capacity().min(quota);
                let reset = super::whole_seconds(WINDOW / quota * (quota - remaining));
                Ok(Budget { quota, remaining, reset })
            }
            Err(until) => {
                let reset = super::whole_seconds(until.wait_time_from(self.ticks.now()));
                Err(Budget { quota, remaining: 0, reset })
            }
        }
    }
}
