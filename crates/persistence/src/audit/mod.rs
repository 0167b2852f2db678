//! How rows of the audit get written, sealed and verified. The only proof that one was written is made here.

mod receipt;
mod seal;
mod verify;

pub use receipt::AuditReceipt;
pub use seal::{Drawn, seal_batch};
pub use verify::verify;
