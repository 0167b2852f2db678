//! What is sent and answered about principals.

use crate::plain_text::plain_text;
use chrono::NaiveDate;
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
#[schema(example = json!({"role": "supervisor", "starts_on": "2026-10-12", "ends_on": "2027-06-30", "unit_id": "3f0a5b1e-2c4d-4e6f-8a9b-0c1d2e3f4a5b"}))]
pub struct NewRole {
    /// The role.
    pub role: Role,
    /// First day it holds, UTC; at once where absent.
    #[serde(default, deserialize_with = "crate::day::optional_day")]
    pub starts_on: Option<NaiveDate>,
    /// Last day it holds, UTC; without end where absent.
    #[serde(default, deserialize_with = "crate::day::optional_day")]
    pub ends_on: Option<NaiveDate>,
    /// The unit a supervisor's or a team lead's role is limited to, with all below it. Without: the whole agency, but
    /// for the incidents a team lead sees, which are those of the lead's own unit.
    #[serde(default)]
    pub unit_id: Option<Uuid>,
}

/// A role that was given, and its term.
#[derive(Debug, Serialize, ToSchema)]
pub struct GrantDto {
    /// The role.
    pub role: Role,
    /// First day it holds, UTC.
    pub starts_on: NaiveDate,
    /// Last day it holds, UTC; null: without end.
    #[schema(required = true)]
    pub ends_on: Option<NaiveDate>,
    /// The unit it is limited to, with all below it; null: none.
    #[schema(required = true)]
    pub unit_id: Option<Uuid>,
}

impl From<&RoleGrant> for GrantDto {
    fn from(grant: &RoleGrant) -> Self {
        Self {
            role: grant.role,
            starts_on: grant.starts_on.unwrap_or(grant.granted_on),
            ends_on: grant.ends_on,
            unit_id: grant.unit_id,
        }
    }
}

/// A person or machine and the roles held now.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Principal, example = json!({"id": "0b6f7f1c-6a3f-4f7e-8a4e-1f2d3c4b5a69", "display_name": "Parker Peer", "kind": "person", "roles": ["peer"],
    "grants": [{"role": "peer", "starts_on": "2026-10-01", "ends_on": null, "unit_id": null}], "revoked": false}))]
pub struct PrincipalDto {
    /// Identifier; the subject of its tokens.
    pub id: Uuid,
    /// Display name.
    pub display_name: String,
    /// Person or machine.
    pub kind: PrincipalKind,
    /// Roles held today, by code.
    pub roles: Vec<Role>,
    /// Roles that were given and not taken again, also those of other days.
    pub grants: Vec<GrantDto>,
    /// Whether everything is closed to it.
    pub revoked: bool,
}

impl PrincipalDto {
    /// A principal on a day, with those of the grants that are its own.
    pub fn of(
        principal: records::Principal,
        grants: &[RoleGrant],
        revoked: &[Uuid],
        today: NaiveDate,
    ) -> Self {
        let own = || grants.iter().filter(|grant| grant.principal_id == principal.id);
        Self {
            roles: own().filter(|grant| grant.holds_on(today)).map(|grant| grant.role).collect(),
            grants: own().map(GrantDto::from).collect(),
            revoked: revoked.contains(&principal.id),
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
