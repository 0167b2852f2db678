use crate::error::StoreError;
use crate::records::OutreachSlot;
use crate::rows::convert::count;
use crate::schema::outreaches;
use crate::sql_types::Id;
use chrono::NaiveDate;
use diesel::prelude::*;
use uuid::Uuid;

/// A row of `outreaches`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(primary_key(agency_id, id), treat_none_as_null = true, table_name = outreaches, treat_none_as_default_value = false)]
pub(crate) struct OutreachSlotRow {
    pub(crate) agency_id: Id,
    pub(crate) id: Id,
    pub(crate) policy_version_id: Id,
    pub(crate) incident_id: Id,
    pub(crate) kind: String,
    pub(crate) member_id: Option<Id>,
    pub(crate) declared: bool,
    pub(crate) assigned_on: NaiveDate,
    pub(crate) state: String,
    pub(crate) initial_contact_on: Option<NaiveDate>,
    pub(crate) followup_due_on: Option<NaiveDate>,
    pub(crate) revision: i64,
}

impl OutreachSlotRow {
    /// The row that keeps a record.
    pub(crate) fn of(agency: Uuid, record: OutreachSlot) -> Self {
        Self {
            agency_id: agency.into(),
            id: record.id.into(),
            policy_version_id: record.policy_version_id.into(),
            incident_id: record.incident_id.into(),
            kind: record.kind,
            member_id: record.member_id.map(Into::into),
            declared: record.declared,
            assigned_on: record.assigned_on,
            state: record.state,
            initial_contact_on: record.initial_contact_on,
            followup_due_on: record.followup_due_on,
            revision: i64::from(record.revision),
        }
    }
}

impl TryFrom<OutreachSlotRow> for OutreachSlot {
    type Error = StoreError;

    fn try_from(row: OutreachSlotRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id.into(),
            policy_version_id: row.policy_version_id.into(),
            incident_id: row.incident_id.into(),
            kind: row.kind,
            member_id: row.member_id.map(Into::into),
            declared: row.declared,
            assigned_on: row.assigned_on,
            state: row.state,
            initial_contact_on: row.initial_contact_on,
            followup_due_on: row.followup_due_on,
            revision: count(row.revision, "outreaches.revision")?,
        })
    }
}
