use super::Ticks;
use governor::clock::Clock as _;
use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};
use peerline_domain::ports::Randomness;
use sha2::{Digest, Sha256};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Time in which everybody behind one address may ask once.
const HOUR: Duration = Duration::from_hours(1);
/// Requests of any kind for each one that asks: the program, the form, the answer, a few looks at the receipt.
const REQUESTS_PER_PERSON: NonZeroU32 = NonZeroU32::MIN.saturating_add(9);
/// Addresses remembered at the most. A flood from more than that forgets all and begins anew.
const CAPACITY: usize = 100_000;

type Key = [u8; 32];
type Buckets = RateLimiter<Key, HashMapStateStore<Key>, Ticks, NoOpMiddleware<Nanos>>;

/// The limiter of public addresses: one bucket for asking and one for everything, by client address.
///
/// An address is never held: its key is a digest under a salt that is drawn anew, with empty buckets, each hour.
/// Neither the memory of an hour ago nor that of another server can be matched with it.
pub struct Addresses {
    people: NonZeroU32,
    ticks: Ticks,
    random: Arc<dyn Randomness>,
    hour: Mutex<Hour>,
}

struct Hour {
    number: u64,
    salt: [u8; 16],
    asking: Buckets,
    anything: Buckets,
}

impl Hour {
    fn new(people: NonZeroU32, ticks: &Ticks, random: &dyn Randomness) -> Self {
        let buckets = |size: NonZeroU32| {
            let each = HOUR / size.get();
            let quota = Quota::with_period(each).unwrap_or(Quota::per_second(size)).allow_burst(size);
            RateLimiter::new(quota, HashMapStateStore::default(), ticks.clone())
        };
        Self {
            number: hour_of(ticks),
            salt: random.bytes16(),
            asking: buckets(people),
            anything: buckets(people.saturating_mul(REQUESTS_PER_PERSON)),
        }
    }

    fn key(&self, address: IpAddr) -> Key {
        let mut digest = Sha256::new_with_prefix(self.salt);
        match address.to_canonical() {
            IpAddr::V4(v4) => digest.update(v4.octets()),
            // One subscriber holds a /64 of IPv6.
            IpAddr::V6(v6) => digest.update(v6.octets().first_chunk::<8>().copied().unwrap_or_default()),
        }
        digest.finalize().into()
    }
}

fn hour_of(ticks: &Ticks) -> u64 {
    ticks.seconds() / HOUR.as_secs()
}

impl Addresses {
    /// A limiter that lets `people` behind one address each ask once an hour, also all at once.
    pub fn new(people: NonZeroU32, ticks: Ticks, random: Arc<dyn Randomness>) -> Self {
        let hour = Mutex::new(Hour::new(people, &ticks, random.as_ref()));
        Self { people, ticks, random, hour }
    }

    /// Counts a request.
    ///
    /// # Errors
    /// Seconds to wait, where it was one too many.
    pub fn admit(&self, address: IpAddr, asks: bool) -> Result<(), u64> {
        let mut hour = self.hour.lock().unwrap_or_else(PoisonError::into_inner);
        if hour.number != hour_of(&self.ticks) || hour.anything.len() > CAPACITY {
            *hour = Hour::new(self.people, &self.ticks, self.random.as_ref());
        }
        let key = hour.key(address);
        let wait =
            |until: governor::NotUntil<Nanos>| super::whole_seconds(until.wait_time_from(self.ticks.now()));
        hour.anything.check_key(&key).map_err(wait)?;
        if asks { hour.asking.check_key(&key).map_err(wait) } else { Ok(()) }
    }
}
