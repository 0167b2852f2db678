//! The made-up agency of `peerline demo` and of the scenario tests: invented people, a clock set by hand.

pub mod handlers;
mod seed;

pub use seed::{Demo, PRESET, Token};
