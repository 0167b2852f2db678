//! A change and its row are stored together or not at all.

use super::support::{AGENCY, ONE, bend, event, seal, write};
use crate::ground::{Ground, id, unit};
use peerline_domain::audit::Stream;
use peerline_persistence::{Scope, StoreError};
use std::sync::Barrier;

#[test]
fn gov_17_with_the_audit_broken_nothing_is_changed() {
    for breaking in ["ALTER TABLE audit_pending RENAME TO elsewhere", "DROP TABLE audit_pending"] {
        let ground = Ground::with_agencies(1);
        bend(&ground, breaking);
        let outcome = ground.store.write(ONE, |tx| {
            tx.insert_unit(unit(1, "North"))?;
            tx.insert_audit_row(event(1))
        });
        assert!(outcome.is_err(), "{breaking}");
        assert!(ground.unit_names(1).is_empty(), "{breaking}");
    }
}

#[test]
fn conf_32_with_the_audit_broken_nothing_is_disclosed() {
    let ground = Ground::with_agencies(1);
    let disclose = || ground.store.write(ONE, |tx| tx.record_disclosure(event(1), id(5)));
    let receipt = disclose().unwrap();
    assert_eq!((receipt.agency(), receipt.case()), (AGENCY, id(5)));
    assert_eq!(seal(&ground.store, Stream::Events), 1, "a receipt is a row");
    bend(&ground, "DROP TABLE audit_pending");
    assert!(disclose().is_err());
}

#[test]
fn gov_17_a_failed_body_leaves_no_row_and_each_other_one_exactly_one() {
    let ground = Ground::with_agencies(1);
    let start = Barrier::new(60);
    std::thread::scope(|scope| {
        for number in 0..60_u128 {
            let (store, start) = (ground.store.clone(), &start);
            scope.spawn(move || {
                start.wait();
                let outcome = store.write(ONE, move |tx| {
                    tx.insert_unit(unit(number, &format!("Unit {number:02}")))?;
                    tx.insert_audit_row(event(number))?;
                    if number % 3 == 0 { Ok(()) } else { Err(StoreError::Failed("on purpose")) }
                });
                assert_eq!(outcome.is_ok(), number % 3 == 0);
            });
        }
    });
    assert_eq!(ground.unit_names(1).len(), 20);
    assert_eq!(ground.store.read(ONE, |tx| tx.pending_audit()).unwrap().events, 20);
    write(&ground.store, event(100));
    assert_eq!(seal(&ground.store, Stream::Events), 21);
    let last = ground.store.read(Scope::Agency(AGENCY), |tx| tx.last_audit_batch(Stream::Events)).unwrap();
    assert_eq!(last.unwrap().total, 21);
}
