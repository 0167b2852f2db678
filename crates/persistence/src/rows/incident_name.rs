use crate::records::{IncidentName, SealedPerson};
use crate::schema::incident_names;
use crate::sealing::Sealed;
use crate::sql_types::Id;
use diesel::prelude::*;
use uuid::Uuid;

/// A row of `incident_names`.
#[derive(Queryable, Selectable, Insertable)]
#[diesel(primary_key(agency_id, id), table_name = incident_names, treat_none_as_default_value = false)]
pub(crate) struct IncidentNameRow {
    pub(crate) agency_id: Id,
    pub(crate) id: Id,
    pub(crate) incident_id: Id,
    pub(crate) case_id: Id,
    pub(crate) person_name: Vec<u8>,
    pub(crate) person_contact: Option<Vec<u8>>,
}

impl IncidentNameRow {
    /// The row that keeps a record.
    pub(crate) fn of(agency: Uuid, record: IncidentName) -> Self {
        let SealedPerson { id, name, contact } = record.person;
        Self {
            agency_id: agency.into(),
            id: id.into(),
            incident_id: record.incident_id.into(),
            case_id: record.case_id.into(),
            person_name: name.into_stored(),
            person_contact: contact.map(Sealed::into_stored),
        }
    }
}

impl From<IncidentNameRow> for IncidentName {
    fn from(row: IncidentNameRow) -> Self {
        Self {
            incident_id: row.incident_id.into(),
            case_id: row.case_id.into(),
            person: SealedPerson {
                id: row.id.into(),
                name: Sealed::stored(row.person_name),
                contact: row.person_contact.map(Sealed::stored),
            },
        }
    }
}
