use crate::error::StoreError;
use crate::records::Incident;
use crate::rows::convert::count;
use crate::schema::incidents;
use crate::sql_types::Id;
use chrono::NaiveDate;
use diesel::prelude::*;
use uuid::Uuid;

/// A row of `incidents`.
#[derive(Debug, Clone, Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(primary_key(agency_id, id), treat_none_as_null = true, table_name = incidents, treat_none_as_default_value = false)]
pub(crate) struct IncidentRow {
    pub(crate) agency_id: Id,
    pub(crate) id: Id,
    pub(crate) policy_version_id: Id,
    pub(crate) type_code: String,
    pub(crate) occurred_on: NaiveDate,
    pub(crate) unit_id: Id,
    pub(crate) route: String,
    pub(crate) case_qualifies: Option<bool>,
    pub(crate) case_judged_on: Option<NaiveDate>,
    pub(crate) state: String,
    pub(crate) revision: i64,
}

impl IncidentRow {
    /// The row that keeps a record.
    pub(crate) fn of(agency: Uuid, record: Incident) -> Self {
        Self {
            agency_id: agency.into(),
            id: record.id.into(),
            policy_version_id: record.policy_version_id.into(),
            type_code: record.type_code,
            occurred_on: record.occurred_on,
            unit_id: record.unit_id.into(),
            route: record.route,
            case_qualifies: record.case_qualifies,
            case_judged_on: record.case_judged_on,
            state: record.state,
            revision: i64::from(record.revision),
        }
    }
}

impl TryFrom<IncidentRow> for Incident {
    type Error = StoreError;

    fn try_from(row: IncidentRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id.into(),
            policy_version_id: row.policy_version_id.into(),
            type_code: row.type_code,
            occurred_on: row.occurred_on,
            unit_id: row.unit_id.into(),
            route: row.route,
            case_qualifies: row.case_qualifies,
            case_judged_on: row.case_judged_on,
            state: row.state,
            revision: count(row.revision, "incidents.revision")?,
        })
    }
}
