use crate::records::SentCommand;
use crate::schema::sent_commands;
use chrono::NaiveDate;
use diesel::prelude::*;

/// A row of `sent_commands`.
#[derive(Debug, Clone, Queryable, QueryableByName, Selectable, Insertable)]
#[diesel(primary_key(slot), table_name = sent_commands, treat_none_as_default_value = false)]
pub(crate) struct SentCommandRow {
    pub(crate) slot: Vec<u8>,
    pub(crate) fingerprint: Vec<u8>,
    pub(crate) outcome: Vec<u8>,
    pub(crate) kept_on: NaiveDate,
}

impl From<SentCommand> for SentCommandRow {
    fn from(record: SentCommand) -> Self {
        let SentCommand { slot, fingerprint, outcome, kept_on } = record;
        Self { slot, fingerprint, outcome, kept_on }
    }
}

impl From<SentCommandRow> for SentCommand {
    fn from(row: SentCommandRow) -> Self {
        let SentCommandRow { slot, fingerprint, outcome, kept_on } = row;
        Self { slot, fingerprint, outcome, kept_on }
    }
}
