//! Takes out what rows say. Their commitments stay, and with them the chain.

use chrono::{NaiveDate, NaiveTime};
use peerline_domain::audit::{AuditBody, AuditObject, AuditVerb, Stream};
use peerline_domain::calendar::{Month, Timestamp};
use peerline_persistence::records::{AuditRow, PurgeRange};
use peerline_persistence::{Scope, Store, StoreError};
use uuid::Uuid;

/// Batches looked at in one transaction.
const BATCHES: u64 = 200;

/// What is purged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purge {
    /// Events before a day (midnight UTC), and rows about contacts of months before that day's.
    Before(NaiveDate),
    /// Events about an object, whenever they were.
    About(Uuid),
}

/// Purges rows of an agency that are sealed; how many. That it was done is audited first, under `id`, at `now`.
pub fn purge(store: &Store, agency: Uuid, what: Purge, id: Uuid, now: Timestamp) -> Result<u64, StoreError> {
    // Never names the object: that it is forgotten is the point.
    let body = AuditBody::Event {
        at: now,
        verb: AuditVerb::PURGE_AUDIT.as_str().to_owned(),
        role: "server".to_owned(),
        actor: None,
        object: Some(AuditObject { kind: "audit".to_owned(), id: None }),
        policy_version: None,
    };
    store.write(Scope::Agency(agency), move |tx| tx.insert_audit_row(AuditRow { id, body }))?;
    let mut purged = 0;
    for stream in Stream::ALL {
        let last = store.read(Scope::Agency(agency), |tx| tx.last_audit_batch(stream))?;
        let last = last.map_or(0, |batch| batch.number);
        let mut first = 1;
        while first <= last {
            let range = PurgeRange { stream, first, last: first + BATCHES - 1 };
            purged += store.write(Scope::Agency(agency), move |tx| match (what, stream) {
                (Purge::Before(day), Stream::Events) => {
                    tx.purge_audit_before(range, day.and_time(NaiveTime::MIN).and_utc())
                }
                (Purge::Before(day), Stream::Contacts) => {
                    tx.purge_audit_months_before(range, Month::containing(day))
                }
                (Purge::About(object), Stream::Events) => tx.purge_audit_about(range, object),
                // A row about a contact names no object.
                (Purge::About(_), Stream::Contacts) => Ok(0),
            })?;
            first += BATCHES;
        }
    }
    Ok(purged)
}
