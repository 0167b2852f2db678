//! What lies between a sealed value and whoever may read it.
//!
//! A body of work takes a [`Sealed`](crate::sealing::Sealed) out of the database and, in the same transaction,
//! writes that it was disclosed. Only [`Store::disclose`](crate::Store::disclose) makes a [`Disclosed`] of the two,
//! after that transaction is committed, and only a `Disclosed` opens. So nothing is seen that is not in the audit.

use crate::{StoreError, Tx};
use uuid::Uuid;

/// The audit row of a disclosure was written in this transaction. Made nowhere but there; can't be copied.
#[derive(Debug)]
pub struct AuditReceipt {
    agency: Uuid,
    case: Uuid,
}

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

impl Tx<'_> {
    /// Writes that the sealed fields of a case are disclosed, in the transaction that reads them.
    ///
    /// # Errors
    /// Whatever keeps the row from being written; then nothing is disclosed.
    pub fn record_disclosure(&mut self, case: Uuid) -> Result<AuditReceipt, StoreError> {
        let agency = self.agency()?;
        // SEAM: the insert of the audit row comes here (verb `read`, object the case), with `?`, before the receipt
        // is made. It is the only place that makes one.
        Ok(AuditReceipt { agency, case })
    }
}
