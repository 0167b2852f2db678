use crate::error::StoreError;
use crate::records::Combination;
use crate::rows::convert::{count, month};
use crate::schema::combinations;
use crate::sql_types::{Id, Json};
use chrono::NaiveDate;
use diesel::prelude::*;
use uuid::Uuid;

/// A row of `combinations`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = combinations, treat_none_as_default_value = false)]
pub(crate) struct CombinationRow {
    pub(crate) agency_id: Id,
    pub(crate) id: Id,
    pub(crate) policy_version_id: Id,
    pub(crate) month: String,
    pub(crate) version: i64,
    pub(crate) combined_on: NaiveDate,
    pub(crate) content: Json,
}

impl CombinationRow {
    /// The row that keeps a record.
    pub(crate) fn of(agency: Uuid, record: Combination) -> Self {
        Self {
            agency_id: agency.into(),
            id: record.id.into(),
            policy_version_id: record.policy_version_id.into(),
            month: record.month.to_string(),
            version: i64::from(record.version),
            combined_on: record.combined_on,
            content: Json(record.content),
        }
    }
}

impl TryFrom<CombinationRow> for Combination {
    type Error = StoreError;

    fn try_from(row: CombinationRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id.into(),
            policy_version_id: row.policy_version_id.into(),
            month: month(&row.month, "combinations.month")?,
            version: count(row.version, "combinations.version")?,
            combined_on: row.combined_on,
            content: row.content.0,
        })
    }
}
