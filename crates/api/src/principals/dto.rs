//! What is sent and answered about principals.

use crate::plain_text::plain_text;
use peerline_domain::access::Role;
use peerline_persistence::records::{self, RoleGrant};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// What a principal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum PrincipalKind {
    /// Somebody.
    Person,
    /// A machine.
    Client,
}

impl From<PrincipalKind> for records::PrincipalKind {
    fn from(kind: PrincipalKind) -> Self {
        match kind {
            PrincipalKind::Person => Self::Person,
            PrincipalKind::Client => Self::Client,
        }
    }
}

impl From<records::PrincipalKind> for PrincipalKind {
    fn from(kind: records::PrincipalKind) -> Self {
        match kind {
            records::PrincipalKind::Person => Self::Person,
            records::PrincipalKind::Client => Self::Client,
        }
    }
}

/// A person or machine to be appointed.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"display_name": "Parker Peer", "kind": "person", "roles": ["peer"]}))]
pub struct NewPrincipal {
    /// Display name, for the roster and `GET /v1/me`.
    #[validate(length(min = 1, max = 100, message = "1 to 100 characters"), custom(function = "plain_text"))]
    #[schema(min_length = 1, max_length = 100)]
    pub display_name: String,
    /// Person or machine.
    pub kind: PrincipalKind,
    /// Roles from the first day on. Machines hold `hr_client` or `intake_client` and nothing else;
    /// `platform_admin` is no role of an agency.
    #[validate(length(max = 12, message = "at most 12 roles"))]
    #[schema(max_items = 12)]
    pub roles: Vec<Role>,
}

/// A role to be given.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"role": "team_lead"}))]
pub struct NewRole {
    /// The role.
    pub role: Role,
}

/// A person or machine and the roles held now.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Principal, example = json!({"id": "0b6f7f1c-6a3f-4f7e-8a4e-1f2d3c4b5a69", "display_name": "Parker Peer", "kind": "person", "roles": ["peer"]}))]
pub struct PrincipalDto {
    /// Identifier; the subject of its tokens.
    pub id: Uuid,
    /// Display name.
    pub display_name: String,
    /// Person or machine.
    pub kind: PrincipalKind,
    /// Roles held now, by code.
    pub roles: Vec<Role>,
}

impl PrincipalDto {
    /// A principal with those of the grants that are its own.
    pub fn of(principal: records::Principal, grants: &[RoleGrant]) -> Self {
        let own = grants.iter().filter(|grant| grant.principal_id == principal.id);
        Self {
            roles: own.map(|grant| grant.role).collect(),
            id: principal.id,
            display_name: principal.display_name,
            kind: principal.kind.into(),
        }
    }
}

/// A page of principals.
#[derive(Debug, Serialize, ToSchema)]
pub struct PrincipalPage {
    /// By identifier.
    pub items: Vec<PrincipalDto>,
    /// Cursor of the next page; null on the last.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
}
