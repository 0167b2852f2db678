//! What a row says can go; that it was there can't.

use super::support::{AGENCY, ONE, bend, chained, contact, event, findings, head, noon, seal, write};
use chrono::Duration;
use peerline_domain::audit::{AuditBody, FindingKind, SealedEntry, Stream};
use peerline_persistence::records::PurgeRange;
use peerline_persistence::{Scope, Store};

const ALL: PurgeRange = PurgeRange { stream: Stream::Events, first: 1, last: 3 };

fn entries(store: &Store, stream: Stream) -> Vec<SealedEntry> {
    store.read(Scope::Agency(AGENCY), |tx| tx.audit_entries_between(stream, 0, 99, 100)).unwrap()
}

#[test]
fn conf_27_purged_by_age_rows_say_nothing_and_the_chain_still_verifies() {
    let ground = chained();
    let head = head(&ground.store);
    // Rows are 1 to 9 seconds after noon.
    let before = noon() + Duration::seconds(5);
    assert_eq!(ground.store.write(ONE, move |tx| tx.purge_audit_before(ALL, before)), Ok(4));
    assert_eq!(ground.store.write(ONE, move |tx| tx.purge_audit_before(ALL, before)), Ok(0), "once");
    let open: Vec<bool> =
        entries(&ground.store, Stream::Events).iter().map(|entry| entry.opened.is_some()).collect();
    assert_eq!(open, [false, false, false, false, true, true, true, true, true]);
    assert!(findings(&ground.store, &[head]).is_empty());
    bend(&ground, "UPDATE audit_entries SET commitment = zeroblob(32) WHERE batch = 1 AND position = 0");
    assert_eq!(findings(&ground.store, &[]), [(1, None, FindingKind::BatchAltered)]);
}

#[test]
fn conf_27_purged_by_object_no_row_names_it() {
    let ground = chained();
    let AuditBody::Event { object, .. } = event(5).body else { panic!("an event") };
    let object = object.unwrap().id.unwrap();
    assert_eq!(ground.store.write(ONE, move |tx| tx.purge_audit_about(ALL, object)), Ok(1));
    let left = entries(&ground.store, Stream::Events);
    assert_eq!(left.iter().filter(|entry| entry.opened.is_none()).count(), 1);
    let names = |entry: &SealedEntry| matches!(&entry.opened, Some((_, AuditBody::Event { object: Some(named), .. })) if named.id == Some(object));
    assert!(!left.iter().any(names));
    assert!(findings(&ground.store, &[]).is_empty());
}

#[test]
fn conf_27_rows_about_contacts_are_purged_by_month() {
    let ground = chained();
    write(&ground.store, contact(1, "enter_request"));
    seal(&ground.store, Stream::Contacts);
    let range = PurgeRange { stream: Stream::Contacts, first: 1, last: 1 };
    let purge = |month: &str| {
        let month = month.parse().unwrap();
        ground.store.write(ONE, move |tx| tx.purge_audit_months_before(range, month)).unwrap()
    };
    assert_eq!(purge("2026-10"), 0);
    assert_eq!(purge("2026-11"), 1);
    assert!(entries(&ground.store, Stream::Contacts)[0].opened.is_none());
    assert!(findings(&ground.store, &[]).is_empty());
}
