use crate::records::AuditRow;
use crate::{StoreError, Tx};
use uuid::Uuid;

/// The audit row of a disclosure was written in this transaction. Made nowhere else; can't be copied. What is
/// sealed opens only against one.
#[derive(Debug)]
pub struct AuditReceipt {
    pub(crate) agency: Uuid,
    pub(crate) case: Uuid,
}

impl AuditReceipt {
    /// The agency whose case it is.
    pub const fn agency(&self) -> Uuid {
        self.agency
    }

    /// The case that is disclosed.
    pub const fn case(&self) -> Uuid {
        self.case
    }
}

impl Tx<'_> {
    /// Writes that the sealed fields of a case are disclosed, in the transaction that reads them. `row` says to
    /// whom.
    ///
    /// # Errors
    /// Whatever keeps the row from being written; then nothing is disclosed.
    pub fn record_disclosure(&mut self, row: AuditRow, case: Uuid) -> Result<AuditReceipt, StoreError> {
        let agency = self.agency()?;
        self.insert_audit_row(row)?;
        Ok(AuditReceipt { agency, case })
    }
}
