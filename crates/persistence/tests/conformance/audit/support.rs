//! An agency with an audit, a signer, and a hand that bends rows behind the program's back.

use crate::ground::{Ground, Place, id};
use chrono::{DateTime, Duration};
use diesel::Connection;
use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::sqlite::SqliteConnection;
use peerline_domain::audit::{
    AuditBody, AuditObject, ChainHead, Digest, FindingKind, SealedBatch, SignatureState, Stream,
};
use peerline_domain::calendar::Timestamp;
use peerline_persistence::audit::{Drawn, seal_batch, verify};
use peerline_persistence::records::AuditRow;
use peerline_persistence::{Scope, Store, StoreError};
use std::sync::atomic::{AtomicU8, Ordering};
use uuid::Uuid;

pub(super) const AGENCY: Uuid = Uuid::from_u128(1);
pub(super) const ONE: Scope = Scope::Agency(AGENCY);
pub(super) const OURS: &str = "ours";

pub(super) fn noon() -> Timestamp {
    DateTime::from_timestamp(1_790_870_400, 0).unwrap()
}

/// An event, so many seconds after noon.
pub(super) fn event(number: u128) -> AuditRow {
    let object = AuditObject { kind: "unit".to_owned(), id: Some(id(1_000 + number)) };
    let body = AuditBody::Event {
        at: noon() + Duration::seconds(i64::try_from(number).unwrap()),
        verb: "manage_units".to_owned(),
        role: "coordinator".to_owned(),
        actor: Some(id(77)),
        object: Some(object),
        policy_version: Some(id(88)),
    };
    AuditRow { id: id(number), body }
}

pub(super) fn contact(number: u128, verb: &str) -> AuditRow {
    let (verb, role) = (verb.to_owned(), "peer".to_owned());
    AuditRow { id: id(number), body: AuditBody::Contact { month: "2026-10".parse().unwrap(), verb, role } }
}

pub(super) fn write(store: &Store, row: AuditRow) {
    store.write(ONE, move |tx| tx.insert_audit_row(row)).unwrap();
}

/// Stands for a signature: names its key and repeats what it signs.
fn signature(key: &str, hash: &[u8]) -> Vec<u8> {
    [key.as_bytes(), hash].concat()
}

pub(super) fn judge(batch: &SealedBatch) -> SignatureState {
    match batch.key_id.as_str() {
        OURS if batch.signature == signature(OURS, &batch.hash) => SignatureState::Good,
        OURS => SignatureState::Wrong,
        _ => SignatureState::UnknownKey,
    }
}

pub(super) fn try_seal(
    store: &Store,
    stream: Stream,
    key: &'static str,
    limit: usize,
) -> Result<usize, StoreError> {
    store.write(ONE, move |tx| {
        let turn = AtomicU8::new(0);
        let salt = || [turn.fetch_add(1, Ordering::SeqCst); 32];
        let sign = |hash: &Digest| signature(key, hash);
        seal_batch(tx, stream, limit, &Drawn { now: noon(), salt: &salt, key_id: key, sign: &sign })
    })
}

pub(super) fn seal(store: &Store, stream: Stream) -> usize {
    try_seal(store, stream, OURS, 500).unwrap()
}

/// Three batches of three events.
pub(super) fn chained() -> Ground {
    let ground = Ground::with_agencies(1);
    chain_again(&ground.store, OURS, 1);
    ground
}

/// Three batches of three events with other ids and a key.
pub(super) fn chain_again(store: &Store, key: &'static str, first: u128) {
    for batch in 0..3 {
        for row in 0..3 {
            write(store, event(first + 3 * batch + row));
        }
        assert_eq!(try_seal(store, Stream::Events, key, 500), Ok(3));
    }
}

/// Changes rows as somebody would who has the database in hand. Written in SQLite's words; the few that differ are
/// translated.
pub(super) fn bend(ground: &Ground, statements: &str) {
    assert!(!bend_refused(ground, statements), "{statements}");
}

/// Whether the tables refuse it.
pub(super) fn bend_refused(ground: &Ground, statements: &str) -> bool {
    match &ground.place {
        Place::Sqlite(folder) => {
            let path = folder.path().join("test.db");
            let mut hand = SqliteConnection::establish(&path.to_string_lossy()).unwrap();
            hand.batch_execute("PRAGMA busy_timeout = 5000;").unwrap();
            hand.batch_execute(statements).is_err()
        }
        Place::Postgres(database) => {
            let mut hand = PgConnection::establish(&database.superuser_url()).unwrap();
            let bytes = |count: usize| format!("decode('{}', 'hex')", "00".repeat(count));
            let translated = statements
                .replace("randomblob(16)", "gen_random_uuid()")
                .replace("zeroblob(16)", "'00000000-0000-0000-0000-000000000000'")
                .replace("zeroblob(31)", &bytes(31))
                .replace("zeroblob(32)", &bytes(32));
            hand.batch_execute(&translated).is_err()
        }
    }
}

/// Batch, position and kind of everything that is wrong.
pub(super) fn findings(store: &Store, heads: &[ChainHead]) -> Vec<(u64, Option<u32>, FindingKind)> {
    let mut found = Vec::new();
    verify(store, AGENCY, heads, &judge, |finding| {
        found.push((finding.batch, finding.position, finding.kind));
    })
    .unwrap();
    found
}

/// The head of the stream of events, as it would be exported.
pub(super) fn head(store: &Store) -> ChainHead {
    let last = store.read(ONE, |tx| tx.last_audit_batch(Stream::Events)).unwrap().unwrap();
    ChainHead { stream: Stream::Events, number: last.number, hash: last.hash }
}
