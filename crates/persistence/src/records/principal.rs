use chrono::NaiveDate;
use peerline_domain::access::Role;
use peerline_domain::calendar::Timestamp;
use uuid::Uuid;

/// A person or a machine that can be given roles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Principal {
    /// Identifier; the subject of its tokens.
    pub id: Uuid,
    /// Its agency; none for the platform's administrator.
    pub agency_id: Option<Uuid>,
    /// Display name.
    pub display_name: String,
    /// Person or machine.
    pub kind: PrincipalKind,
    /// When it was created.
    pub created_at: Timestamp,
}

/// What a principal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PrincipalKind {
    /// Somebody.
    Person,
    /// A machine.
    Client,
}

impl PrincipalKind {
    /// The code as it is stored and travels.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Client => "client",
        }
    }
}

/// A role given to a principal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RoleGrant {
    /// Identifier.
    pub id: Uuid,
    /// Who holds it.
    pub principal_id: Uuid,
    /// The role.
    pub role: Role,
    /// First day, UTC.
    pub granted_on: NaiveDate,
    /// Day it ended, UTC.
    pub ended_on: Option<NaiveDate>,
}

/// Whether anything is open to a principal at all, and since when (design: the authorization epoch).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Authorization {
    /// Counts every change of what the principal may do.
    pub epoch: i64,
    /// Set while nothing is open to the principal.
    pub revoked_at: Option<Timestamp>,
    /// Tokens issued before this instant are refused.
    pub tokens_valid_from: Option<Timestamp>,
}
