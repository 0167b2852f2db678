use crate::records::{ClientSecret, Identity};
use crate::schema::{client_secrets, principal_identities};
use crate::sql_types::Id;
use chrono::NaiveDate;
use diesel::prelude::*;

/// A row of `principal_identities`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = principal_identities, treat_none_as_default_value = false)]
pub(crate) struct IdentityRow {
    pub(crate) agency_id: Id,
    pub(crate) id: Id,
    pub(crate) principal_id: Id,
    pub(crate) issuer: String,
    pub(crate) subject_digest: Vec<u8>,
    pub(crate) created_on: NaiveDate,
}

impl IdentityRow {
    pub(crate) fn of(agency: Id, record: Identity) -> Self {
        Self {
            agency_id: agency,
            id: record.id.into(),
            principal_id: record.principal_id.into(),
            issuer: record.issuer,
            subject_digest: record.subject_digest,
            created_on: record.created_on,
        }
    }
}

impl From<IdentityRow> for Identity {
    fn from(row: IdentityRow) -> Self {
        Self {
            id: row.id.into(),
            principal_id: row.principal_id.into(),
            issuer: row.issuer,
            subject_digest: row.subject_digest,
            created_on: row.created_on,
        }
    }
}

/// A row of `client_secrets`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = client_secrets, treat_none_as_default_value = false)]
pub(crate) struct ClientSecretRow {
    pub(crate) agency_id: Id,
    pub(crate) id: Id,
    pub(crate) principal_id: Id,
    pub(crate) digest: Vec<u8>,
    pub(crate) created_on: NaiveDate,
}

impl ClientSecretRow {
    pub(crate) fn of(agency: Id, record: ClientSecret) -> Self {
        Self {
            agency_id: agency,
            id: record.id.into(),
            principal_id: record.principal_id.into(),
            digest: record.digest,
            created_on: record.created_on,
        }
    }
}

impl From<ClientSecretRow> for ClientSecret {
    fn from(row: ClientSecretRow) -> Self {
        Self {
            id: row.id.into(),
            principal_id: row.principal_id.into(),
            digest: row.digest,
            created_on: row.created_on,
        }
    }
}
