//! However many seal, each row is sealed once and no number is left out.

use super::support::{AGENCY, OURS, chained, event, findings, noon, seal, try_seal, write};
use crate::ground::Ground;
use peerline_domain::audit::Stream;
use peerline_persistence::{Scope, StoreError};
use std::sync::Barrier;

#[test]
fn gov_17_ten_sealers_at_once_make_one_chain_without_gaps() {
    let ground = Ground::with_agencies(1);
    let (rows, start) = (200, Barrier::new(11));
    std::thread::scope(|scope| {
        for _ in 0..10 {
            let (store, start) = (ground.store.clone(), &start);
            scope.spawn(move || {
                start.wait();
                for _ in 0..20 {
                    match try_seal(&store, Stream::Events, OURS, 7) {
                        Ok(_) | Err(StoreError::Duplicate | StoreError::Stale) => {}
                        Err(error) => panic!("{error}"),
                    }
                }
            });
        }
        start.wait();
        for number in 0..rows {
            write(&ground.store, event(number));
        }
    });
    while seal(&ground.store, Stream::Events) > 0 {}
    let batches = ground
        .store
        .read(Scope::Agency(AGENCY), |tx| tx.list_audit_batches(Stream::Events, 0, 1_000))
        .unwrap();
    let numbers: Vec<u64> = batches.iter().map(|batch| batch.number).collect();
    assert_eq!(numbers, (1..=batches.len() as u64).collect::<Vec<_>>());
    assert_eq!(batches.last().unwrap().total, u64::try_from(rows).unwrap());
    assert!(findings(&ground.store, &[]).is_empty());
}

#[test]
fn gov_17_events_are_sealed_in_the_order_of_their_instants() {
    let ground = Ground::with_agencies(1);
    for number in [3, 1, 2] {
        write(&ground.store, event(number));
    }
    assert_eq!(seal(&ground.store, Stream::Events), 3);
    let entries = ground
        .store
        .read(Scope::Agency(AGENCY), |tx| tx.audit_entries_between(Stream::Events, 0, 1, 10))
        .unwrap();
    let bodies: Vec<_> = entries.into_iter().map(|entry| entry.opened.unwrap().1).collect();
    assert_eq!(bodies, [event(1).body, event(2).body, event(3).body]);
}

#[test]
fn gov_17_what_waits_is_told_and_what_is_sealed_waits_no_more() {
    let ground = chained();
    let pending = || ground.store.read(Scope::Agency(AGENCY), |tx| tx.pending_audit()).unwrap();
    assert_eq!((pending().events, pending().oldest), (0, None));
    write(&ground.store, event(0));
    assert_eq!((pending().events, pending().oldest), (1, Some(noon())));
    seal(&ground.store, Stream::Events);
    assert_eq!(pending().events, 0);
}

#[test]
fn prog_27_the_chains_of_two_agencies_do_not_touch() {
    let ground = chained();
    let other = Scope::Agency(crate::ground::id(2));
    assert_eq!(ground.store.read(other, |tx| tx.last_audit_batch(Stream::Events)).unwrap(), None);
    assert!(
        ground.store.read(other, |tx| tx.audit_entries_between(Stream::Events, 0, 9, 9)).unwrap().is_empty()
    );
}
