//! What lies between a sealed value and whoever may read it.
//!
//! A body of work takes a [`Sealed`](crate::sealing::Sealed) out of the database and, in the same transaction,
//! writes that it was disclosed. Only [`Store::disclose`](crate::Store::disclose) makes a [`Disclosed`] of the two,
//! after that transaction is committed, and only a `Disclosed` opens. So nothing is seen that is not in the audit.
//!
//! Nobody outside this crate can make a receipt by hand, nor copy one:
//!
//! ```compile_fail,E0451
//! use peerline_persistence::disclosure::AuditReceipt;
//! let forged = AuditReceipt { agency: uuid::Uuid::nil(), case: uuid::Uuid::nil() };
//! ```
//!
//! ```compile_fail,E0308
//! fn twice(receipt: &peerline_persistence::disclosure::AuditReceipt) {
//!     let copy: peerline_persistence::disclosure::AuditReceipt = receipt.clone();
//! }
//! ```
//!
//! Nor what opens, from something sealed:
//!
//! ```compile_fail,E0451
//! use peerline_persistence::disclosure::Disclosed;
//! let forged = Disclosed { agency: uuid::Uuid::nil(), case: uuid::Uuid::nil(), sealed: () };
//! ```
//!
//! ```
//! // The names are right: what is refused above is the making.
//! use peerline_persistence::disclosure::{AuditReceipt, Disclosed};
//! fn case(receipt: &AuditReceipt, _: &Disclosed<()>) -> uuid::Uuid {
//!     receipt.case()
//! }
//! ```

use uuid::Uuid;

pub use crate::audit::AuditReceipt;

/// Something sealed whose disclosure is in the audit, committed. For one case only: the key it opens with is that
/// of the case the audit row names.
#[derive(Debug)]
pub struct Disclosed<R> {
    pub(crate) agency: Uuid,
    pub(crate) case: Uuid,
    pub(crate) sealed: R,
}

impl<R> Disclosed<R> {
    pub(crate) fn committed(receipt: AuditReceipt, sealed: R) -> Self {
        Self { agency: receipt.agency, case: receipt.case, sealed }
    }
}
