//! Whose turn a command is.

use super::Conn;
use crate::error::StoreError;
use crate::records::{Recognized, SentCommand};
use chrono::NaiveDate;
use diesel::pg::Pg;
use diesel::prelude::*;
use diesel::query_builder::{AstPass, Query, QueryFragment, QueryId};
use diesel::sql_types::{BigInt, Binary, Bool, Date, Nullable};

/// One round trip: what was carried out, and whether it is this transaction's turn. Nobody waits: a hundred copies
/// of a command that queued for one row would hold a hundred connections.
///
/// A type of its own rather than a text, so that a connection prepares it once and not for every command.
#[derive(QueryId)]
struct Recognize {
    turn: i64,
    slots: [Vec<u8>; 3],
}

impl QueryFragment<Pg> for Recognize {
    fn walk_ast<'b>(&'b self, mut out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        let [today, yesterday, tomorrow] = &self.slots;
        out.push_sql("SELECT pg_try_advisory_xact_lock(");
        out.push_bind_param::<BigInt, _>(&self.turn)?;
        out.push_sql(
            "), slot, fingerprint, outcome, kept_on FROM (SELECT 1) AS one LEFT JOIN sent_commands ON slot IN (",
        );
        out.push_bind_param::<Binary, _>(today)?;
        out.push_sql(", ");
        out.push_bind_param::<Binary, _>(yesterday)?;
        out.push_sql(", ");
        out.push_bind_param::<Binary, _>(tomorrow)?;
        out.push_sql(")");
        Ok(())
    }
}

impl Query for Recognize {
    type SqlType = (Bool, Nullable<Binary>, Nullable<Binary>, Nullable<Binary>, Nullable<Date>);
}

impl RunQueryDsl<Conn> for Recognize {}

/// Whether it is this transaction's turn, and the columns of a command carried out.
type Turn = (bool, Option<Vec<u8>>, Option<Vec<u8>>, Option<Vec<u8>>, Option<NaiveDate>);

/// What is known of a command, by its slot under today's key, yesterday's or tomorrow's. `turn` is the same for every copy of
/// the command; it is held until the transaction ends.
///
/// The statement may have looked just before another transaction committed and let go of the turn. The row's key
/// then refuses the second insert, so that also that copy changes nothing.
pub(crate) fn recognize(conn: &mut Conn, turn: i64, slots: [Vec<u8>; 3]) -> Result<Recognized, StoreError> {
    let (free, slot, fingerprint, outcome, kept_on): Turn = Recognize { turn, slots }.get_result(conn)?;
    Ok(match (slot, fingerprint, outcome, kept_on) {
        (Some(slot), Some(fingerprint), Some(outcome), Some(kept_on)) => {
            Recognized::CarriedOut(SentCommand { slot, fingerprint, outcome, kept_on })
        }
        _ if free => Recognized::New,
        _ => Recognized::InFlight,
    })
}
