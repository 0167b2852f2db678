use crate::records::IncidentNotice;
use crate::schema::incident_notices;
use crate::sql_types::{Id, Instant};
use diesel::prelude::*;
use uuid::Uuid;

/// A row of `incident_notices`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(primary_key(agency_id, incident_id), treat_none_as_null = true, table_name = incident_notices, treat_none_as_default_value = false)]
pub(crate) struct IncidentNoticeRow {
    pub(crate) agency_id: Id,
    pub(crate) incident_id: Id,
    pub(crate) duty: String,
    pub(crate) due_at: Option<Instant>,
    pub(crate) occurred_at: Option<Instant>,
}

impl IncidentNoticeRow {
    /// The row that keeps a record.
    pub(crate) fn of(agency: Uuid, record: IncidentNotice) -> Self {
        Self {
            agency_id: agency.into(),
            incident_id: record.incident_id.into(),
            duty: record.duty,
            due_at: record.due_at.map(Instant::from),
            occurred_at: record.occurred_at.map(Instant::from),
        }
    }
}

impl From<IncidentNoticeRow> for IncidentNotice {
    fn from(row: IncidentNoticeRow) -> Self {
        Self {
            incident_id: row.incident_id.into(),
            duty: row.duty,
            due_at: row.due_at.map(|at| at.0),
            occurred_at: row.occurred_at.map(|at| at.0),
        }
    }
}
