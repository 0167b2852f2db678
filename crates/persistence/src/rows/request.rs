use crate::error::StoreError;
use crate::records::SupportRequest;
use crate::rows::convert::count;
use crate::schema::requests;
use crate::sql_types::{Id, Instant};
use diesel::prelude::*;
use uuid::Uuid;

/// A row of `requests`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(primary_key(agency_id, id), treat_none_as_null = true, table_name = requests, treat_none_as_default_value = false)]
pub(crate) struct SupportRequestRow {
    pub(crate) agency_id: Id,
    pub(crate) id: Id,
    pub(crate) policy_version_id: Id,
    pub(crate) receipt_digest: Option<Vec<u8>>,
    pub(crate) received_at: Instant,
    pub(crate) channel: String,
    pub(crate) population: String,
    pub(crate) stressor: String,
    pub(crate) category: Option<String>,
    pub(crate) mode: Option<String>,
    pub(crate) unit_id: Option<Id>,
    pub(crate) spoken_code: String,
    pub(crate) state: String,
    pub(crate) member_id: Option<Id>,
    pub(crate) declared: bool,
    pub(crate) revision: i64,
}

impl SupportRequestRow {
    /// The row that keeps a record.
    pub(crate) fn of(agency: Uuid, record: SupportRequest) -> Self {
        Self {
            agency_id: agency.into(),
            id: record.id.into(),
            policy_version_id: record.policy_version_id.into(),
            receipt_digest: record.receipt_digest,
            received_at: record.received_at.into(),
            channel: record.channel,
            population: record.population,
            stressor: record.stressor,
            category: record.category,
            mode: record.mode,
            unit_id: record.unit_id.map(Into::into),
            spoken_code: record.spoken_code,
            state: record.state,
            member_id: record.member_id.map(Into::into),
            declared: record.declared,
            revision: i64::from(record.revision),
        }
    }
}

impl TryFrom<SupportRequestRow> for SupportRequest {
    type Error = StoreError;

    fn try_from(row: SupportRequestRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id.into(),
            policy_version_id: row.policy_version_id.into(),
            receipt_digest: row.receipt_digest,
            received_at: row.received_at.0,
            channel: row.channel,
            population: row.population,
            stressor: row.stressor,
            category: row.category,
            mode: row.mode,
            unit_id: row.unit_id.map(Into::into),
            spoken_code: row.spoken_code,
            state: row.state,
            member_id: row.member_id.map(Into::into),
            declared: row.declared,
            revision: count(row.revision, "requests.revision")?,
        })
    }
}
