use crate::error::StoreError;
use crate::records::Unit;
use crate::rows::convert::count;
use crate::schema::units;
use crate::sql_types::Id;
use diesel::prelude::*;
use uuid::Uuid;

/// A row of `units`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(primary_key(agency_id, id), treat_none_as_null = true, table_name = units, treat_none_as_default_value = false)]
pub(crate) struct UnitRow {
    pub(crate) agency_id: Id,
    pub(crate) id: Id,
    pub(crate) parent_id: Option<Id>,
    pub(crate) name: String,
    pub(crate) headcount: i64,
}

impl UnitRow {
    /// The row that keeps a record.
    pub(crate) fn of(agency: Uuid, record: Unit) -> Self {
        Self {
            agency_id: agency.into(),
            id: record.id.into(),
            parent_id: record.parent_id.map(Into::into),
            name: record.name,
            headcount: i64::from(record.headcount),
        }
    }
}

impl TryFrom<UnitRow> for Unit {
    type Error = StoreError;

    fn try_from(row: UnitRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id.into(),
            parent_id: row.parent_id.map(Into::into),
            name: row.name,
            headcount: count(row.headcount, "units.headcount")?,
        })
    }
}
