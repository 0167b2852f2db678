use crate::error::StoreError;
use crate::records::SubmittedReport;
use crate::rows::convert::count;
use crate::schema::submitted_reports;
use crate::sql_types::{Id, Instant, Json};
use diesel::prelude::*;
use uuid::Uuid;

/// A row of `submitted_reports`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = submitted_reports, treat_none_as_default_value = false)]
pub(crate) struct SubmittedReportRow {
    pub(crate) agency_id: Id,
    pub(crate) report_id: Id,
    pub(crate) submission: i64,
    pub(crate) submitted_at: Instant,
    pub(crate) late: bool,
    pub(crate) entries: Json,
}

impl SubmittedReportRow {
    /// The row that keeps a record.
    pub(crate) fn of(agency: Uuid, record: SubmittedReport) -> Self {
        Self {
            agency_id: agency.into(),
            report_id: record.report_id.into(),
            submission: i64::from(record.submission),
            submitted_at: record.submitted_at.into(),
            late: record.late,
            entries: Json(record.entries),
        }
    }
}

impl TryFrom<SubmittedReportRow> for SubmittedReport {
    type Error = StoreError;

    fn try_from(row: SubmittedReportRow) -> Result<Self, StoreError> {
        Ok(Self {
            report_id: row.report_id.into(),
            submission: count(row.submission, "submitted_reports.submission")?,
            submitted_at: row.submitted_at.0,
            late: row.late,
            entries: row.entries.0,
        })
    }
}
