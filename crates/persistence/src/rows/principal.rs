use crate::error::StoreError;
use crate::records::{Principal, PrincipalKind, RoleGrant};
use crate::schema::{principals, role_grants};
use crate::sql_types::{Id, Instant};
use chrono::NaiveDate;
use diesel::prelude::*;
use peerline_domain::access::Role;

/// A row of `principals`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = principals, treat_none_as_default_value = false)]
pub(crate) struct PrincipalRow {
    pub(crate) id: Id,
    pub(crate) agency_id: Option<Id>,
    pub(crate) display_name: String,
    pub(crate) kind: String,
    pub(crate) created_at: Instant,
}

impl From<Principal> for PrincipalRow {
    fn from(record: Principal) -> Self {
        Self {
            id: record.id.into(),
            agency_id: record.agency_id.map(Into::into),
            display_name: record.display_name,
            kind: record.kind.as_str().to_owned(),
            created_at: record.created_at.into(),
        }
    }
}

impl TryFrom<PrincipalRow> for Principal {
    type Error = StoreError;

    fn try_from(row: PrincipalRow) -> Result<Self, StoreError> {
        let kind = [PrincipalKind::Person, PrincipalKind::Client]
            .into_iter()
            .find(|kind| kind.as_str() == row.kind)
            .ok_or(StoreError::Unreadable("principals.kind"))?;
        Ok(Self {
            id: row.id.into(),
            agency_id: row.agency_id.map(Into::into),
            display_name: row.display_name,
            kind,
            created_at: row.created_at.0,
        })
    }
}

/// A row of `role_grants`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = role_grants, treat_none_as_default_value = false)]
pub(crate) struct RoleGrantRow {
    pub(crate) id: Id,
    pub(crate) principal_id: Id,
    pub(crate) role: String,
    pub(crate) granted_on: NaiveDate,
    pub(crate) ended_on: Option<NaiveDate>,
    pub(crate) starts_on: Option<NaiveDate>,
    pub(crate) ends_on: Option<NaiveDate>,
    pub(crate) unit_id: Option<Id>,
}

impl From<RoleGrant> for RoleGrantRow {
    fn from(record: RoleGrant) -> Self {
        Self {
            id: record.id.into(),
            principal_id: record.principal_id.into(),
            role: record.role.as_str().to_owned(),
            granted_on: record.granted_on,
            ended_on: record.ended_on,
            starts_on: record.starts_on,
            ends_on: record.ends_on,
            unit_id: record.unit_id.map(Into::into),
        }
    }
}

impl TryFrom<RoleGrantRow> for RoleGrant {
    type Error = StoreError;

    fn try_from(row: RoleGrantRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id.into(),
            principal_id: row.principal_id.into(),
            role: Role::from_code(&row.role).ok_or(StoreError::Unreadable("role_grants.role"))?,
            granted_on: row.granted_on,
            ended_on: row.ended_on,
            starts_on: row.starts_on,
            ends_on: row.ends_on,
            unit_id: row.unit_id.map(Into::into),
        })
    }
}
