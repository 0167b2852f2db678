//! What a body holds until its transaction ends, so that nobody reads it in between to change it.
//!
//! SQLite has one writer, and nothing to hold. On PostgreSQL two bodies can both read a state and both decide by
//! it; whoever decides first takes hold of what the decision is about, and reads it then.

use crate::error::StoreError;
use crate::tx::{AnyConnection, Tx};
use diesel::RunQueryDsl;
use diesel::sql_types::{BigInt, Text};
use peerline_domain::calendar::Month;
use uuid::Uuid;

// Typed, so that a connection prepares them once. They give nothing back: PostgreSQL's `void` is never read.
#[diesel::declare_sql_function]
extern "SQL" {
    fn hashtextextended(text: Text, seed: BigInt) -> BigInt;
    fn pg_advisory_xact_lock(key: BigInt) -> Nullable<Text>;
    fn pg_advisory_xact_lock_shared(key: BigInt) -> Nullable<Text>;
}

/// What can be held, within the agency of the transaction.
#[derive(Debug, Clone, Copy)]
pub enum Held<'h> {
    /// A request for support and what becomes of it.
    Request(Uuid),
    /// The request behind a receipt, also where there is none yet.
    Receipt(&'h [u8]),
    /// Whether a case is kept under an id, as it is recorded and as a key nobody needs is given up.
    Case(Uuid),
    /// An incident and its outreaches.
    Incident(Uuid),
    /// Whether a member is there to be assigned.
    Member(Uuid),
    /// The roles of a person or machine, and whether it is on the team.
    Principal(Uuid),
    /// A member's tracker of a month, also where none is begun.
    Tracker(Uuid, Month),
    /// The trackers of a month, as its combination and its release see them.
    Month(Month),
    /// The code of an approved group session.
    Session(&'h str),
    /// The short name of an agency, also where it is free.
    Slug(&'h str),
    /// The one-time administrator token.
    Bootstrap,
}

impl Tx<'_> {
    /// Takes hold of something for this transaction alone; waits for whoever holds it.
    ///
    /// # Errors
    /// `StoreError::Busy` where the wait is too long.
    pub fn hold(&mut self, what: Held<'_>) -> Result<(), StoreError> {
        let key = hashtextextended(self.key(what), 0);
        match &mut self.connection {
            AnyConnection::Sqlite(_) => {}
            AnyConnection::Postgres(connection) => {
                diesel::select(pg_advisory_xact_lock(key)).execute(&mut **connection)?;
            }
        }
        Ok(())
    }

    /// Takes hold of something together with others who share it; waits for whoever holds it alone.
    ///
    /// # Errors
    /// `StoreError::Busy` where the wait is too long.
    pub fn share(&mut self, what: Held<'_>) -> Result<(), StoreError> {
        let key = hashtextextended(self.key(what), 0);
        match &mut self.connection {
            AnyConnection::Sqlite(_) => {}
            AnyConnection::Postgres(connection) => {
                diesel::select(pg_advisory_xact_lock_shared(key)).execute(&mut **connection)?;
            }
        }
        Ok(())
    }

    /// Two things with one hash wait for each other now and then, and that is all.
    fn key(&self, what: Held<'_>) -> String {
        format!("{:?} {what:?}", self.scope())
    }
}
