use crate::error::StoreError;
use crate::records::GroupSession;
use crate::schema::group_sessions;
use crate::sql_types::{Id, Instant};
use chrono::NaiveDate;
use diesel::prelude::*;
use uuid::Uuid;

/// A row of `group_sessions`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = group_sessions, treat_none_as_default_value = false)]
pub(crate) struct GroupSessionRow {
    pub(crate) agency_id: Id,
    pub(crate) session_code: String,
    pub(crate) kind: String,
    pub(crate) approved_on: NaiveDate,
    pub(crate) approved_at: Option<Instant>,
    pub(crate) held_on: Option<NaiveDate>,
    pub(crate) approved_prior: bool,
}

impl GroupSessionRow {
    /// The row that keeps a record.
    pub(crate) fn of(agency: Uuid, record: GroupSession) -> Self {
        Self {
            agency_id: agency.into(),
            session_code: record.session_code,
            kind: record.kind,
            approved_on: record.approved_on,
            approved_at: record.approved_at.map(Into::into),
            held_on: record.held_on,
            approved_prior: record.approved_prior,
        }
    }
}

impl TryFrom<GroupSessionRow> for GroupSession {
    type Error = StoreError;

    fn try_from(row: GroupSessionRow) -> Result<Self, StoreError> {
        Ok(Self {
            session_code: row.session_code,
            kind: row.kind,
            approved_on: row.approved_on,
            approved_at: row.approved_at.map(|at| at.0),
            held_on: row.held_on,
            approved_prior: row.approved_prior,
        })
    }
}
