use crate::error::StoreError;
use crate::records::ActivityEntry;
use crate::rows::convert::count;
use crate::schema::activity_entries;
use crate::sql_types::Id;
use chrono::NaiveDate;
use diesel::prelude::*;
use uuid::Uuid;

/// A row of `activity_entries`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable)]
#[diesel(table_name = activity_entries, treat_none_as_default_value = false)]
pub(crate) struct ActivityEntryRow {
    pub(crate) agency_id: Id,
    pub(crate) id: Id,
    pub(crate) report_id: Id,
    pub(crate) day: NaiveDate,
    pub(crate) kind: String,
    pub(crate) mode: Option<String>,
    pub(crate) category: Option<String>,
    pub(crate) minutes: i64,
    pub(crate) participants: i64,
    pub(crate) referrals_out: i64,
    pub(crate) mode_chosen_by_recipient: bool,
    pub(crate) session_code: Option<String>,
}

impl ActivityEntryRow {
    /// The row that keeps a record.
    pub(crate) fn of(agency: Uuid, record: ActivityEntry) -> Self {
        Self {
            agency_id: agency.into(),
            id: record.id.into(),
            report_id: record.report_id.into(),
            day: record.day,
            kind: record.kind,
            mode: record.mode,
            category: record.category,
            minutes: i64::from(record.minutes),
            participants: i64::from(record.participants),
            referrals_out: i64::from(record.referrals_out),
            mode_chosen_by_recipient: record.mode_chosen_by_recipient,
            session_code: record.session_code,
        }
    }
}

impl TryFrom<ActivityEntryRow> for ActivityEntry {
    type Error = StoreError;

    fn try_from(row: ActivityEntryRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id.into(),
            report_id: row.report_id.into(),
            day: row.day,
            kind: row.kind,
            mode: row.mode,
            category: row.category,
            minutes: count(row.minutes, "activity_entries.minutes")?,
            participants: count(row.participants, "activity_entries.participants")?,
            referrals_out: count(row.referrals_out, "activity_entries.referrals_out")?,
            mode_chosen_by_recipient: row.mode_chosen_by_recipient,
            session_code: row.session_code,
        })
    }
}
