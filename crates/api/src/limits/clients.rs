use super::Ticks;
use governor::clock::Clock as _;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::{InMemoryState, NotKeyed};
use governor::{Quota, RateLimiter};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// Failures of one client in a row before it waits.
const FAILURES: NonZeroU32 = NonZeroU32::MIN.saturating_add(9);
/// Time after which one more may fail.
const PAUSE: Duration = Duration::from_secs(30);
/// Clients remembered at the most. A flood of more than that forgets all and begins anew.
const CAPACITY: usize = 10_000;

type Key = [u8; 32];
type Bucket = RateLimiter<NotKeyed, InMemoryState, Ticks, NoOpMiddleware<Nanos>>;

/// The limiter of clients that prove themselves by a secret: by what the client calls itself, whether there is such a
/// client or not, so that a wait tells nothing. Each try counts until one succeeds.
pub struct Clients {
    ticks: Ticks,
    failing: Mutex<HashMap<Key, Bucket>>,
}

fn key(client: &str) -> Key {
    Sha256::digest(client.as_bytes()).into()
}

impl Clients {
    /// A limiter that lets ten tries in a row fail, and then one each half minute.
    pub fn new(ticks: Ticks) -> Self {
        Self { ticks, failing: Mutex::default() }
    }

    /// Counts a try.
    ///
    /// # Errors
    /// Seconds to wait, where it was one too many.
    pub fn admit(&self, client: &str) -> Result<(), u64> {
        let mut failing = self.failing.lock().unwrap_or_else(PoisonError::into_inner);
        let key = key(client);
        if failing.len() >= CAPACITY && !failing.contains_key(&key) {
            failing.clear();
        }
        let bucket = failing.entry(key).or_insert_with(|| {
            let quota = Quota::with_period(PAUSE).unwrap_or(Quota::per_minute(NonZeroU32::MIN));
            RateLimiter::direct_with_clock(quota.allow_burst(FAILURES), self.ticks.clone())
        });
        bucket.check().map_err(|until| super::whole_seconds(until.wait_time_from(self.ticks.now())))
    }

    /// Forgets the tries of a client that succeeded.
    pub fn succeeded(&self, client: &str) {
        self.failing.lock().unwrap_or_else(PoisonError::into_inner).remove(&key(client));
    }
}
