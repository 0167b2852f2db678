use crate::error::StoreError;
use crate::records::{PolicyTerm, PolicyVersion};
use crate::rows::convert::count;
use crate::schema::policy_versions;
use crate::sql_types::{Id, Json};
use chrono::NaiveDate;
use diesel::prelude::*;
use peerline_domain::policy::EffectiveRange;
use uuid::Uuid;

/// A row of `policy_versions`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(primary_key(agency_id, id), treat_none_as_null = true, table_name = policy_versions, treat_none_as_default_value = false)]
pub(crate) struct PolicyVersionRow {
    pub(crate) agency_id: Id,
    pub(crate) id: Id,
    pub(crate) number: i64,
    pub(crate) revision: i64,
    pub(crate) document: Json,
    pub(crate) effective_from: Option<NaiveDate>,
    pub(crate) effective_until: Option<NaiveDate>,
    pub(crate) asked_until: Option<NaiveDate>,
    pub(crate) drafted_by: Id,
    pub(crate) drafted_on: NaiveDate,
    pub(crate) activated_by: Option<Id>,
    pub(crate) activated_on: Option<NaiveDate>,
}

impl PolicyVersionRow {
    /// The row that keeps a record.
    pub(crate) fn of(agency: Uuid, record: &PolicyVersion) -> Result<Self, StoreError> {
        let document = serde_json::to_value(&record.document)
            .map_err(|_| StoreError::Failed("the policy document cannot be written"))?;
        Ok(Self {
            agency_id: agency.into(),
            id: record.id.into(),
            number: i64::from(record.number),
            revision: i64::from(record.revision),
            document: Json(document),
            effective_from: record.effective.map(|range| range.from),
            effective_until: record.effective.and_then(|range| range.until),
            asked_until: record.asked_until,
            drafted_by: record.drafted_by.into(),
            drafted_on: record.drafted_on,
            activated_by: record.activated_by.map(Into::into),
            activated_on: record.activated_on,
        })
    }
}

impl TryFrom<PolicyVersionRow> for PolicyVersion {
    type Error = StoreError;

    fn try_from(row: PolicyVersionRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id.into(),
            number: count(row.number, "policy_versions.number")?,
            revision: count(row.revision, "policy_versions.revision")?,
            document: serde_json::from_value(row.document.0)
                .map_err(|_| StoreError::Unreadable("policy_versions.document"))?,
            effective: row.effective_from.map(|from| EffectiveRange { from, until: row.effective_until }),
            asked_until: row.asked_until,
            drafted_by: row.drafted_by.into(),
            drafted_on: row.drafted_on,
            activated_by: row.activated_by.map(Into::into),
            activated_on: row.activated_on,
        })
    }
}

/// A row of `policy_versions` without its document, which is large.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = policy_versions)]
pub(crate) struct PolicyTermRow {
    id: Id,
    revision: i64,
    effective_from: Option<NaiveDate>,
    effective_until: Option<NaiveDate>,
}

impl TryFrom<PolicyTermRow> for PolicyTerm {
    type Error = StoreError;

    fn try_from(row: PolicyTermRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id.into(),
            revision: count(row.revision, "policy_versions.revision")?,
            effective: row.effective_from.map(|from| EffectiveRange { from, until: row.effective_until }),
        })
    }
}
