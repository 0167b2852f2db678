//! Commands that are sent again: the same key with the same payload is answered the same and has one effect.

mod canonical;
mod command;
mod key;
mod once;
mod run;
mod swept;

pub use once::{IDEMPOTENCY_KEY, Once, SentBody};
pub use swept::Swept;
