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
    /// First day it holds, UTC; none: the day it was given.
    pub starts_on: Option<NaiveDate>,
    /// Last day it holds, UTC; none: without end.
    pub ends_on: Option<NaiveDate>,
    /// The unit it is limited to, with all below it; none: it is not limited.
    pub unit_id: Option<Uuid>,
}

impl RoleGrant {
    /// A role for the whole agency from a day on, without end.
    pub const fn from_day(id: Uuid, principal_id: Uuid, role: Role, day: NaiveDate) -> Self {
        Self {
            id,
            principal_id,
            role,
            granted_on: day,
            ended_on: None,
            starts_on: None,
            ends_on: None,
            unit_id: None,
        }
    }

    /// Whether the role holds on a day, UTC.
    pub fn holds_on(&self, day: NaiveDate) -> bool {
        self.ended_on.is_none()
            && self.starts_on.is_none_or(|first| first <= day)
            && self.ends_on.is_none_or(|last| day <= last)
    }
}

/// Who signs in as a principal: a subject of an identity provider, of which only a digest is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identity {
    /// Identifier.
    pub id: Uuid,
    /// The principal.
    pub principal_id: Uuid,
    /// The provider's issuer.
    pub issuer: String,
    /// SHA-256 of the subject.
    pub subject_digest: Vec<u8>,
    /// Day it was added, UTC.
    pub created_on: NaiveDate,
}

/// A secret of a machine, of which only a digest is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientSecret {
    /// Identifier.
    pub id: Uuid,
    /// The machine.
    pub principal_id: Uuid,
    /// SHA-256 of the secret.
    pub digest: Vec<u8>,
    /// Day it was made, UTC.
    pub created_on: NaiveDate,
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
