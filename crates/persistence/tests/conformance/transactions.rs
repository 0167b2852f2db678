//! A body of work happens whole or not at all, whatever its neighbors do.

use crate::ground::{Ground, Place, id, unit};
use peerline_persistence::{Scope, StoreError};
use std::sync::Barrier;
use std::time::Duration;

const ONE: Scope = Scope::Agency(uuid::Uuid::from_u128(1));

#[test]
fn a_body_that_fails_leaves_nothing_and_passes_its_own_error_on() {
    let ground = Ground::with_agencies(1);
    let outcome = ground.store.write(ONE, |tx| {
        tx.insert_unit(unit(1, "North"))?;
        Err::<(), StoreError>(StoreError::Failed("on purpose"))
    });
    assert_eq!(outcome, Err(StoreError::Failed("on purpose")));
    assert!(ground.unit_names(1).is_empty());
}

#[test]
fn a_body_that_panics_leaves_nothing_and_the_writer_goes_on() {
    let ground = Ground::with_agencies(1);
    let outcome = ground.store.write(ONE, |tx| {
        tx.insert_unit(unit(1, "North"))?;
        assert!(tx.find_unit(id(1))?.is_none(), "a panic on purpose");
        Ok::<(), StoreError>(())
    });
    assert_eq!(outcome, Err(StoreError::Panicked));
    ground.store.write(ONE, |tx| tx.insert_unit(unit(2, "South"))).unwrap();
    assert_eq!(ground.unit_names(1), ["South"]);
}

#[test]
fn bodies_committed_together_do_not_share_their_failures() {
    let ground = Ground::with_agencies(1);
    let start = Barrier::new(60);
    let outcomes: Vec<Result<(), StoreError>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..60_u128)
            .map(|number| {
                let (store, start) = (ground.store.clone(), &start);
                scope.spawn(move || {
                    start.wait();
                    store.write(ONE, move |tx| {
                        tx.insert_unit(unit(number, &format!("Unit {number:02}")))?;
                        match number % 3 {
                            0 => Ok(()),
                            1 => Err(StoreError::Failed("on purpose")),
                            _ => panic!("on purpose"),
                        }
                    })
                })
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    for (number, outcome) in outcomes.iter().enumerate() {
        match number % 3 {
            0 => assert_eq!(*outcome, Ok(())),
            1 => assert_eq!(*outcome, Err(StoreError::Failed("on purpose"))),
            _ => assert_eq!(*outcome, Err(StoreError::Panicked)),
        }
    }
    assert_eq!(ground.unit_names(1).len(), 20);
}

#[test]
fn a_key_that_is_taken_and_a_reference_that_leads_nowhere_are_told_apart() {
    let ground = Ground::with_agencies(1);
    ground.store.write(ONE, |tx| tx.insert_unit(unit(1, "North"))).unwrap();
    let taken = ground.store.write(ONE, |tx| tx.insert_unit(unit(2, "North")));
    assert_eq!(taken, Err(StoreError::Duplicate));
    let mut orphan = unit(3, "South");
    orphan.parent_id = Some(id(99));
    assert_eq!(ground.store.write(ONE, |tx| tx.insert_unit(orphan)), Err(StoreError::MissingReference));
}

#[test]
fn a_read_cannot_write() {
    let ground = Ground::with_agencies(1);
    let outcome = ground.store.read(ONE, |tx| tx.insert_unit(unit(1, "North")));
    assert!(outcome.is_err());
    assert!(ground.unit_names(1).is_empty());
}

#[test]
fn what_was_acknowledged_is_there_when_the_database_is_opened_again() {
    let ground = Ground::with_agencies(1);
    ground.store.write(ONE, |tx| tx.insert_unit(unit(1, "North"))).unwrap();
    let Ground { store, place } = ground;
    drop(store);
    let again = Ground { store: place.open(1, Duration::from_secs(10)), place };
    assert_eq!(again.unit_names(1), ["North"]);
}

#[test]
fn a_body_whose_caller_was_told_to_come_back_is_not_run() {
    use std::sync::mpsc::sync_channel;
    // One writer on SQLite, a pool of one on PostgreSQL.
    let ground = Ground::with(1, Duration::from_millis(50)).and_agencies(1);
    let (begun, has_begun) = sync_channel(1);
    let (go_on, may_go_on) = sync_channel::<()>(1);
    let store = ground.store.clone();
    let slow = std::thread::spawn(move || {
        store.write(ONE, move |tx| {
            begun.send(()).unwrap();
            may_go_on.recv().unwrap();
            tx.insert_unit(unit(1, "Slow"))
        })
    });
    has_begun.recv().unwrap();
    let told = ground.store.write(ONE, |tx| tx.insert_unit(unit(2, "Hasty")));
    assert_eq!(told, Err(StoreError::Busy));
    go_on.send(()).unwrap();
    assert_eq!(slow.join().unwrap(), Ok(()), "a body that has begun is waited for");
    ground.store.write(ONE, |tx| tx.insert_unit(unit(3, "Patient"))).unwrap();
    assert_eq!(ground.unit_names(1), ["Patient", "Slow"]);
}

#[test]
fn conf_27_what_was_deleted_is_in_no_file_once_the_store_is_at_rest() {
    let ground = Ground::with_agencies(1);
    // PostgreSQL keeps what was deleted until its vacuum; docs/operations.md says what to do about it.
    let Place::Sqlite(folder) = &ground.place else { return };
    let trace = "Quillfeather";
    let outcome = ground.store.write(ONE, move |tx| {
        tx.insert_unit(unit(1, trace))?;
        Err::<(), StoreError>(StoreError::Failed("on purpose"))
    });
    assert!(outcome.is_err());
    ground.store.write(ONE, move |tx| tx.insert_unit(unit(2, "Quillfeather kept"))).unwrap();
    let path = folder.path().join("test.db");
    let holds = |file: &std::path::Path| {
        let bytes = std::fs::read(file).unwrap_or_default();
        bytes.windows(trace.len()).any(|window| window == trace.as_bytes())
    };
    let log = path.with_extension("db-wal");
    while std::fs::metadata(&log).is_ok_and(|file| file.len() > 0) {
        std::thread::yield_now();
    }
    assert!(holds(&path), "the search finds what is kept");
    assert!(!holds(&log));
}
