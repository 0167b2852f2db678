//! Whose turn a command is: with one writer, always that of the transaction that asks.

use super::Conn;
use crate::error::StoreError;
use crate::records::Recognized;
use crate::rows::sent_command::SentCommandRow;
use crate::schema::sent_commands::dsl;
use diesel::prelude::*;

/// What is known of a command, by its slot under today's key, yesterday's or tomorrow's.
pub(crate) fn recognize(conn: &mut Conn, _turn: i64, slots: [Vec<u8>; 3]) -> Result<Recognized, StoreError> {
    // Not `eq_any`: a list is prepared anew for every command.
    let [today, yesterday, tomorrow] = slots;
    let found = dsl::sent_commands
        .filter(dsl::slot.eq(today).or(dsl::slot.eq(yesterday)).or(dsl::slot.eq(tomorrow)))
        .select(SentCommandRow::as_select())
        .first(conn)
        .optional()?;
    Ok(found.map_or(Recognized::New, |row| Recognized::CarriedOut(row.into())))
}
