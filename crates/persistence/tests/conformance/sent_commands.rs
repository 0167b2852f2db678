//! A command that is sent again is recognized, and nobody waits for it.

use crate::ground::{Ground, day};
use peerline_persistence::records::{Recognized, SentCommand};
use peerline_persistence::testing::postgres_wanted;
use peerline_persistence::{Scope, StoreError};
use std::sync::mpsc::channel;

const ONE: Scope = Scope::Agency(uuid::Uuid::from_u128(1));
const TURN: i64 = 77;

fn command(slot: u8) -> SentCommand {
    SentCommand { slot: vec![slot; 32], fingerprint: vec![9; 32], outcome: vec![1, 2, 3], kept_on: day() }
}

fn slots(today: u8, yesterday: u8) -> [Vec<u8>; 3] {
    [vec![today; 32], vec![yesterday; 32], vec![today; 32]]
}

#[test]
fn a_command_is_recognized_by_each_of_its_slots_and_no_other() {
    let ground = Ground::with_agencies(1);
    let known = |slots| ground.store.write(ONE, move |tx| tx.recognize_command(TURN, slots)).unwrap();
    assert_eq!(known(slots(1, 2)), Recognized::New);
    assert!(ground.store.write(ONE, |tx| tx.insert_sent_command(command(1))).unwrap());
    assert_eq!(known(slots(1, 2)), Recognized::CarriedOut(command(1)));
    assert_eq!(known(slots(3, 1)), Recognized::CarriedOut(command(1)));
    assert_eq!(known([3, 2, 1].map(|slot| vec![slot; 32])), Recognized::CarriedOut(command(1)));
    assert_eq!(known(slots(3, 2)), Recognized::New);
}

#[test]
fn a_slot_is_taken_once() {
    let ground = Ground::with_agencies(1);
    let insert = || ground.store.write(ONE, |tx| tx.insert_sent_command(command(1))).unwrap();
    assert_eq!((insert(), insert()), (true, false));
}

#[test]
fn what_was_kept_before_a_day_is_deleted_in_bites() {
    let ground = Ground::with_agencies(1);
    for slot in 0..5 {
        let kept_on = if slot < 3 { day() } else { day().succ_opt().unwrap() };
        let record = SentCommand { kept_on, ..command(slot) };
        assert!(ground.store.write(ONE, move |tx| tx.insert_sent_command(record)).unwrap());
    }
    let bite = || {
        let before = day().succ_opt().unwrap();
        ground.store.write(ONE, move |tx| tx.delete_sent_commands_before(before, 2)).unwrap()
    };
    assert_eq!((bite(), bite(), bite()), (2, 1, 0));
}

/// With one writer nothing is ever in flight beside a body; with many, the second copy is told so at once.
#[test]
fn a_copy_of_a_command_in_flight_is_told_so_and_does_not_wait() {
    if !postgres_wanted().unwrap_or_else(|error| panic!("{error}")) {
        return;
    }
    let ground = Ground::with_agencies(1);
    let ((begun, first_begun), (finish, may_finish)) = (channel(), channel());
    let store = ground.store.clone();
    let first = std::thread::spawn(move || {
        store.write(ONE, move |tx| {
            assert_eq!(tx.recognize_command(TURN, slots(1, 2))?, Recognized::New);
            begun.send(()).unwrap();
            may_finish.recv().unwrap();
            tx.insert_sent_command(command(1))
        })
    });
    first_begun.recv().unwrap();
    let known = || ground.store.write(ONE, |tx| tx.recognize_command(TURN, slots(1, 2))).unwrap();
    assert_eq!(known(), Recognized::InFlight);
    let other = ground.store.write(ONE, |tx| tx.recognize_command(TURN + 1, slots(3, 4))).unwrap();
    assert_eq!(other, Recognized::New);
    finish.send(()).unwrap();
    assert_eq!(first.join().unwrap(), Ok::<bool, StoreError>(true));
    assert_eq!(known(), Recognized::CarriedOut(command(1)));
}
