//! Chance for the tests of this crate: a stream that never gives the same bytes twice.

use peerline_domain::ports::Randomness;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes that follow from a counter. Of no use outside tests.
#[derive(Debug, Default)]
pub(crate) struct Dice(AtomicU64);

impl Randomness for Dice {
    fn bytes16(&self) -> [u8; 16] {
        let turn = self.0.fetch_add(1, Ordering::SeqCst);
        let mixed = u128::from(turn).wrapping_add(1).wrapping_mul(0x2545_f491_4f6c_dd1d_9e37_79b9_7f4a_7c15);
        mixed.to_be_bytes()
    }
}
