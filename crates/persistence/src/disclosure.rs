//! What lies between a sealed value and whoever may read it.
//!
//! A body of work takes a [`Sealed`](crate::sealing::Sealed) out of the database and, in the same transaction,
//! writes that it was disclosed. Only [`Store::disclose`](crate::Store::disclose) makes a [`Disclosed`] of the two,
//! after that transaction is committed, and only a `Disclosed` opens. So nothing is seen that is not in the audit.

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
