//! Whose turn a command is.

use super::Conn;
use crate::error::StoreError;
use crate::records::{Recognized, SentCommand};
use chrono::NaiveDate;
use diesel::prelude::*;
use diesel::sql_types::{BigInt, Binary, Bool, Date, Nullable};

/// One round trip: what was carried out, and whether it is this transaction's turn. Nobody waits: a hundred copies
/// of a command that queued for one row would hold a hundred connections.
const RECOGNIZE: &str = "SELECT pg_try_advisory_xact_lock($1) AS free, slot, fingerprint, outcome, kept_on
    FROM (SELECT 1) AS one LEFT JOIN sent_commands ON slot IN ($2, $3)";

#[derive(QueryableByName)]
struct Turn {
    #[diesel(sql_type = Bool)]
    free: bool,
    #[diesel(sql_type = Nullable<Binary>)]
    slot: Option<Vec<u8>>,
    #[diesel(sql_type = Nullable<Binary>)]
    fingerprint: Option<Vec<u8>>,
    #[diesel(sql_type = Nullable<Binary>)]
    outcome: Option<Vec<u8>>,
    #[diesel(sql_type = Nullable<Date>)]
    kept_on: Option<NaiveDate>,
}

/// What is known of a command, by its slot under today's key or yesterday's. `turn` is the same for every copy of
/// the command; it is held until the transaction ends.
///
/// The statement may have looked just before another transaction committed and let go of the turn. The row's key
/// then refuses the second insert, so that also that copy changes nothing.
pub(crate) fn recognize(conn: &mut Conn, turn: i64, slots: [Vec<u8>; 2]) -> Result<Recognized, StoreError> {
    let [today, yesterday] = slots;
    let row: Turn = diesel::sql_query(RECOGNIZE)
        .bind::<BigInt, _>(turn)
        .bind::<Binary, _>(today)
        .bind::<Binary, _>(yesterday)
        .get_result(conn)?;
    Ok(match row {
        Turn {
            slot: Some(slot),
            fingerprint: Some(fingerprint),
            outcome: Some(outcome),
            kept_on: Some(kept_on),
            ..
        } => Recognized::CarriedOut(SentCommand { slot, fingerprint, outcome, kept_on }),
        Turn { free: true, .. } => Recognized::New,
        Turn { .. } => Recognized::InFlight,
    })
}
