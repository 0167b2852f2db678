use crate::error::StoreError;
use crate::records::ActivityReport;
use crate::rows::convert::{count, month};
use crate::schema::activity_reports;
use crate::sql_types::{Id, Instant};
use diesel::prelude::*;
use uuid::Uuid;

/// A row of `activity_reports`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(primary_key(agency_id, id), treat_none_as_null = true, table_name = activity_reports, treat_none_as_default_value = false)]
pub(crate) struct ActivityReportRow {
    pub(crate) agency_id: Id,
    pub(crate) id: Id,
    pub(crate) policy_version_id: Id,
    pub(crate) member_id: Id,
    pub(crate) month: String,
    pub(crate) submissions: i64,
    pub(crate) changed_since: bool,
    pub(crate) first_submitted_at: Option<Instant>,
    pub(crate) combined_submission: Option<i64>,
    pub(crate) revision: i64,
}

impl ActivityReportRow {
    /// The row that keeps a record.
    pub(crate) fn of(agency: Uuid, record: &ActivityReport) -> Self {
        Self {
            agency_id: agency.into(),
            id: record.id.into(),
            policy_version_id: record.policy_version_id.into(),
            member_id: record.member_id.into(),
            month: record.month.to_string(),
            submissions: i64::from(record.submissions),
            changed_since: record.changed_since,
            first_submitted_at: record.first_submitted_at.map(Into::into),
            combined_submission: record.combined_submission.map(i64::from),
            revision: i64::from(record.revision),
        }
    }
}

impl TryFrom<ActivityReportRow> for ActivityReport {
    type Error = StoreError;

    fn try_from(row: ActivityReportRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id.into(),
            policy_version_id: row.policy_version_id.into(),
            member_id: row.member_id.into(),
            month: month(&row.month, "activity_reports.month")?,
            submissions: count(row.submissions, "activity_reports.submissions")?,
            changed_since: row.changed_since,
            first_submitted_at: row.first_submitted_at.map(|at| at.0),
            combined_submission: row
                .combined_submission
                .map(|n| count(n, "activity_reports.combined_submission"))
                .transpose()?,
            revision: count(row.revision, "activity_reports.revision")?,
        })
    }
}
