use chrono::NaiveDate;
use uuid::Uuid;

/// An agency: a tenant with a policy of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agency {
    /// Identifier.
    pub id: Uuid,
    /// Short name in public addresses, for example `example-dcs`.
    pub slug: String,
    /// Display name.
    pub name: String,
    /// Day it was created, UTC.
    pub created_on: NaiveDate,
}
