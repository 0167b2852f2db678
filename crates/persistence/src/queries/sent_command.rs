use super::Conn;
use crate::error::StoreError;
use crate::records::SentCommand;
use crate::rows::sent_command::SentCommandRow;
use crate::schema::sent_commands::dsl;
use chrono::NaiveDate;
use diesel::prelude::*;

pub(crate) use super::super::turns::recognize;

/// Keeps a command; false where its slot is taken.
pub(crate) fn insert(conn: &mut Conn, record: SentCommand) -> Result<bool, StoreError> {
    let inserted = diesel::insert_into(dsl::sent_commands)
        .values(SentCommandRow::from(record))
        .on_conflict_do_nothing()
        .execute(conn)?;
    Ok(inserted == 1)
}

/// Deletes at the most `limit` commands kept before a day; how many it were.
pub(crate) fn delete_before(conn: &mut Conn, day: NaiveDate, limit: i64) -> Result<usize, StoreError> {
    let old: Vec<Vec<u8>> = dsl::sent_commands
        .filter(dsl::kept_on.lt(day))
        .order((dsl::kept_on, dsl::slot))
        .limit(limit)
        .select(dsl::slot)
        .load(conn)?;
    Ok(diesel::delete(dsl::sent_commands.filter(dsl::slot.eq_any(old))).execute(conn)?)
}
