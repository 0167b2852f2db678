use uuid::Uuid;

/// A part of the agency used for assignment and figures (PROG-20).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// Identifier.
    pub id: Uuid,
    /// The unit it belongs to.
    pub parent_id: Option<Uuid>,
    /// Name, unique in the agency.
    pub name: String,
    /// Employees.
    pub headcount: u32,
}
