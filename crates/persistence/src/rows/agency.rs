use crate::error::StoreError;
use crate::records::Agency;
use crate::schema::agencies;
use crate::sql_types::Id;
use chrono::NaiveDate;
use diesel::prelude::*;

/// A row of `agencies`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = agencies, treat_none_as_default_value = false)]
pub(crate) struct AgencyRow {
    pub(crate) id: Id,
    pub(crate) slug: String,
    pub(crate) name: String,
    pub(crate) created_on: NaiveDate,
}

impl AgencyRow {
    /// The row that keeps a record.
    pub(crate) fn of(record: Agency) -> Self {
        Self { id: record.id.into(), slug: record.slug, name: record.name, created_on: record.created_on }
    }
}

impl TryFrom<AgencyRow> for Agency {
    type Error = StoreError;

    fn try_from(row: AgencyRow) -> Result<Self, StoreError> {
        Ok(Self { id: row.id.into(), slug: row.slug, name: row.name, created_on: row.created_on })
    }
}
