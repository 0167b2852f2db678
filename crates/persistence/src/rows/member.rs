use crate::error::StoreError;
use crate::records::Member;
use crate::schema::members;
use crate::sql_types::Id;
use chrono::NaiveDate;
use diesel::prelude::*;
use uuid::Uuid;

/// A row of `members`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(primary_key(agency_id, id), treat_none_as_null = true, table_name = members, treat_none_as_default_value = false)]
pub(crate) struct MemberRow {
    pub(crate) agency_id: Id,
    pub(crate) id: Id,
    pub(crate) principal_id: Id,
    pub(crate) unit_id: Id,
    pub(crate) channel: String,
    pub(crate) hours: String,
    pub(crate) active_from: NaiveDate,
    pub(crate) leave_from: Option<NaiveDate>,
    pub(crate) leave_until: Option<NaiveDate>,
    pub(crate) ended_on: Option<NaiveDate>,
    pub(crate) revision: i64,
}

impl MemberRow {
    /// The row that keeps a record; the display name stays with the principal.
    pub(crate) fn of(agency: Uuid, record: Member) -> Self {
        Self {
            agency_id: agency.into(),
            id: record.id.into(),
            principal_id: record.principal_id.into(),
            unit_id: record.unit_id.into(),
            channel: record.channel,
            hours: record.hours,
            active_from: record.active_from,
            leave_from: record.leave_from,
            leave_until: record.leave_until,
            ended_on: record.ended_on,
            revision: i64::from(record.revision),
        }
    }

    /// The record, with the display name read along.
    pub(crate) fn named(self, display_name: String) -> Result<Member, StoreError> {
        Ok(Member {
            id: self.id.into(),
            principal_id: self.principal_id.into(),
            display_name,
            unit_id: self.unit_id.into(),
            channel: self.channel,
            hours: self.hours,
            active_from: self.active_from,
            leave_from: self.leave_from,
            leave_until: self.leave_until,
            ended_on: self.ended_on,
            revision: u32::try_from(self.revision).map_err(|_| StoreError::Unreadable("members.revision"))?,
        })
    }
}
