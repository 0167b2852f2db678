use crate::error::StoreError;
use crate::records::GroupSession;
use crate::schema::group_sessions;
use crate::sql_types::Id;
use chrono::NaiveDate;
use diesel::prelude::*;
use uuid::Uuid;

/// A row of `group_sessions`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = group_sessions)]
pub(crate) struct GroupSessionRow {
    pub(crate) agency_id: Id,
    pub(crate) session_code: String,
    pub(crate) kind: String,
    pub(crate) approved_on: NaiveDate,
}

impl GroupSessionRow {
    /// The row that keeps a record.
    pub(crate) fn of(agency: Uuid, record: GroupSession) -> Self {
        Self {
            agency_id: agency.into(),
            session_code: record.session_code,
            kind: record.kind,
            approved_on: record.approved_on,
        }
    }
}

impl TryFrom<GroupSessionRow> for GroupSession {
    type Error = StoreError;

    fn try_from(row: GroupSessionRow) -> Result<Self, StoreError> {
        Ok(Self { session_code: row.session_code, kind: row.kind, approved_on: row.approved_on })
    }
}
