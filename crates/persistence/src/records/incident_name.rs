use crate::sealing::Sealed;
use std::fmt;
use uuid::Uuid;

/// Somebody an incident affected, in the clear: on the way in to be sealed, or out after a disclosure. Prints
/// nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct AffectedPerson {
    /// Name (OC II.D.1).
    pub name: String,
    /// How the person is reached.
    pub contact: Option<String>,
}

impl fmt::Debug for AffectedPerson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AffectedPerson(…)")
    }
}

/// The same, sealed with the key of the incident's case for the row it goes into.
#[derive(Debug)]
pub struct SealedPerson {
    /// The row.
    pub id: Uuid,
    pub(crate) name: Sealed<String>,
    pub(crate) contact: Option<Sealed<String>>,
}

/// Somebody an incident affected: a working row, purged when the incident closes.
#[derive(Debug)]
pub struct IncidentName {
    /// The incident.
    pub incident_id: Uuid,
    /// The incident's case; the key store keeps the key under it.
    pub case_id: Uuid,
    /// Who it is.
    pub person: SealedPerson,
}
