//! What the outside lends to the rules: the time and chance.

use crate::calendar::Timestamp;
use uuid::Uuid;

/// Tells what time it is. `serve` gives the system's clock, `demo` and the tests one that is set by hand.
pub trait Clock: Send + Sync {
    /// The present instant, in whole microseconds.
    fn now(&self) -> Timestamp;
}

/// Gives chance: the system's in production, a seeded stream in `demo` and in tests.
pub trait Randomness: Send + Sync {
    /// Sixteen unpredictable bytes.
    fn bytes16(&self) -> [u8; 16];

    /// Fills with unpredictable bytes, for keys and nonces.
    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(16) {
            for (to, from) in chunk.iter_mut().zip(self.bytes16()) {
                *to = from;
            }
        }
    }

    /// A random identifier (UUIDv4). No identifier of Peerline embeds a time: the order of two contacts must
    /// not be readable from their ids (Part 1D).
    fn uuid(&self) -> Uuid {
        uuid::Builder::from_random_bytes(self.bytes16()).into_uuid()
    }
}
