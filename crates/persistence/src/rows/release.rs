use crate::error::StoreError;
use crate::records::Release;
use crate::rows::convert::month;
use crate::schema::releases;
use crate::sql_types::Id;
use chrono::NaiveDate;
use diesel::prelude::*;
use uuid::Uuid;

/// A row of `releases`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = releases, treat_none_as_default_value = false)]
pub(crate) struct ReleaseRow {
    pub(crate) agency_id: Id,
    pub(crate) month: String,
    pub(crate) sealed_on: NaiveDate,
    pub(crate) content: String,
}

impl ReleaseRow {
    /// The row that keeps a record.
    pub(crate) fn of(agency: Uuid, record: Release) -> Self {
        Self {
            agency_id: agency.into(),
            month: record.month.to_string(),
            sealed_on: record.sealed_on,
            content: record.content,
        }
    }
}

impl TryFrom<ReleaseRow> for Release {
    type Error = StoreError;

    fn try_from(row: ReleaseRow) -> Result<Self, StoreError> {
        Ok(Self {
            month: month(&row.month, "releases.month")?,
            sealed_on: row.sealed_on,
            content: row.content,
        })
    }
}
