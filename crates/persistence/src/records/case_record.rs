use crate::sealing::Sealed;
use chrono::NaiveDate;
use std::fmt;
use uuid::Uuid;

/// What is known of the person a request is for, in the clear: on its way in to be sealed, or out after a
/// disclosure. Prints nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Recipient {
    /// Name (LA RP.1.b, OC II.D.1).
    pub name: String,
    /// How the person is reached (LA RP.1.b).
    pub contact: Option<String>,
    /// Context of the event, as far as it is needed to reach out (LA RP.1.b, RM.2).
    pub context: Option<String>,
}

impl fmt::Debug for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Recipient(…)")
    }
}

/// The same, sealed with the key of its case.
#[derive(Debug)]
pub struct SealedRecipient {
    pub(crate) name: Sealed<String>,
    pub(crate) contact: Option<Sealed<String>>,
    pub(crate) context: Option<Sealed<String>>,
}

/// The case of a request that names its recipient: a working row, purged when the request closes.
#[derive(Debug)]
pub struct CaseRecord {
    /// Identifier; the key store keeps the case's key under it.
    pub id: Uuid,
    /// The request.
    pub request_id: Uuid,
    /// Local day on which the recipient was first recorded.
    pub opened_on: NaiveDate,
    /// Who it is about.
    pub recipient: SealedRecipient,
}
