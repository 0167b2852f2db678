//! Rows about contacts where no recipient may be derived (Part 1D).

use super::support::{AGENCY, ONE, bend_refused, contact, findings, seal, write};
use crate::ground::{Ground, day};
use peerline_domain::audit::{AuditBody, Stream};
use peerline_persistence::Scope;

#[test]
fn conf_25_a_batch_of_contacts_tells_no_day_and_no_order() {
    let ground = Ground::with_agencies(1);
    // Ids as chance would draw them; written in another order.
    for (number, verb) in [(30, "first"), (10, "second"), (20, "third")] {
        write(&ground.store, contact(number, verb));
    }
    assert_eq!(seal(&ground.store, Stream::Contacts), 3);
    let (batch, entries) = ground
        .store
        .read(Scope::Agency(AGENCY), |tx| {
            Ok::<_, peerline_persistence::StoreError>((
                tx.last_audit_batch(Stream::Contacts)?.unwrap(),
                tx.audit_entries_between(Stream::Contacts, 0, 1, 10)?,
            ))
        })
        .unwrap();
    assert_eq!(batch.sealed, "2026-10");
    let verbs: Vec<String> = entries
        .into_iter()
        .map(|entry| match entry.opened.unwrap().1 {
            AuditBody::Contact { verb, .. } => verb,
            AuditBody::Event { .. } => panic!("an event among contacts"),
        })
        .collect();
    assert_eq!(verbs, ["second", "third", "first"], "by random id, not as they came");
    assert!(findings(&ground.store, &[]).is_empty());
}

#[test]
fn conf_25_the_tables_themselves_refuse_more_than_month_verb_and_role() {
    let ground = Ground::with_agencies(1);
    let insert = |columns: &str, values: &str| {
        let sql = format!(
            "INSERT INTO audit_pending (agency_id, stream, id, verb, role, {columns}) \
             VALUES (zeroblob(16), 'contacts', randomblob(16), 'v', 'r', {values})"
        );
        !bend_refused(&ground, &sql)
    };
    assert!(insert("month", "'2026-10'"));
    assert!(!insert("month, actor", "'2026-10', zeroblob(16)"));
    assert!(!insert("month, at", "'2026-10', '2026-10-01T16:00:00.000000Z'"));
    assert!(!insert("month, object_kind", "'2026-10', 'unit'"));
    assert!(!insert("month, object_id", "'2026-10', zeroblob(16)"));
    assert!(!insert("at", "'2026-10-01T16:00:00.000000Z'"));
}

#[test]
fn conf_25_a_local_day_begins_once_and_not_with_the_very_first_row() {
    let ground = Ground::with_agencies(1);
    let begins = |day| ground.store.write(ONE, move |tx| tx.begin_audit_day(day)).unwrap();
    let next = day().succ_opt().unwrap();
    assert!(!begins(day()), "the first day only notes itself");
    assert!(!begins(day()));
    assert!(begins(next));
    assert!(!begins(next));
    assert!(!begins(day()), "a day that is over does not begin again");
}
