use crate::records::{CaseRecord, SealedRecipient};
use crate::schema::case_records;
use crate::sealing::Sealed;
use crate::sql_types::Id;
use chrono::NaiveDate;
use diesel::prelude::*;
use uuid::Uuid;

/// A row of `case_records`.
#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(primary_key(agency_id, id), treat_none_as_null = true, table_name = case_records, treat_none_as_default_value = false)]
pub(crate) struct CaseRecordRow {
    pub(crate) agency_id: Id,
    pub(crate) id: Id,
    pub(crate) request_id: Id,
    pub(crate) opened_on: NaiveDate,
    pub(crate) recipient_name: Vec<u8>,
    pub(crate) recipient_contact: Option<Vec<u8>>,
    pub(crate) context: Option<Vec<u8>>,
}

impl CaseRecordRow {
    /// The row that keeps a record.
    pub(crate) fn of(agency: Uuid, record: CaseRecord) -> Self {
        let SealedRecipient { name, contact, context } = record.recipient;
        Self {
            agency_id: agency.into(),
            id: record.id.into(),
            request_id: record.request_id.into(),
            opened_on: record.opened_on,
            recipient_name: name.into_stored(),
            recipient_contact: contact.map(Sealed::into_stored),
            context: context.map(Sealed::into_stored),
        }
    }
}

impl From<CaseRecordRow> for CaseRecord {
    fn from(row: CaseRecordRow) -> Self {
        Self {
            id: row.id.into(),
            request_id: row.request_id.into(),
            opened_on: row.opened_on,
            recipient: SealedRecipient {
                name: Sealed::stored(row.recipient_name),
                contact: row.recipient_contact.map(Sealed::stored),
                context: row.context.map(Sealed::stored),
            },
        }
    }
}
