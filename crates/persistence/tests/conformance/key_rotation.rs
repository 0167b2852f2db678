//! Keys are rotated while everything is read, and no purge is undone by it.

use crate::case_ground::{AGENCY, case, close, open_cases, read, recipient, take_out};
use crate::ground::Ground;
use crate::key_ground::KeyGround;
use peerline_persistence::keys::{KeyError, KeyStore, Rotation};
use peerline_persistence::sealing::MasterKeys;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// Reads of every case by a store of its own, as another replica would, while `work` goes on; none may fail. How
/// many there were.
fn read_during(ground: &Ground, keys: &KeyGround, cases: u128, work: impl FnOnce()) -> usize {
    let (over, reads) = (AtomicBool::new(false), AtomicUsize::new(0));
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                let replica = keys.open();
                loop {
                    // At least one whole round after the work is over.
                    let last = over.load(Ordering::SeqCst);
                    for number in 1..=cases {
                        assert_eq!(read(&ground.store, &replica, number), Ok(recipient(number)));
                        reads.fetch_add(1, Ordering::SeqCst);
                    }
                    if last {
                        return;
                    }
                }
            });
        }
        while reads.load(Ordering::SeqCst) < 3 {
            std::thread::yield_now();
        }
        work();
        over.store(true, Ordering::SeqCst);
    });
    reads.into_inner()
}

fn versions(keys: &KeyStore, ground: &Ground) -> Vec<i64> {
    keys.status(&ground.store).unwrap().agencies[0].versions.clone()
}

#[test]
fn no_read_fails_while_an_agency_s_key_is_rotated_and_the_old_version_is_destroyed() {
    let (ground, key_ground) = (Ground::with_agencies(1), KeyGround::new());
    let keys = key_ground.open();
    open_cases(&ground.store, &keys, 1, 150);
    let reads = read_during(&ground, &key_ground, 150, || {
        assert_eq!(keys.rotate_agency(AGENCY), Ok(Rotation { rewrapped: 150, destroyed: 1 }));
        assert_eq!(keys.rotate_agency(AGENCY), Ok(Rotation { rewrapped: 150, destroyed: 1 }));
    });
    assert!(reads >= 450);
    assert_eq!(versions(&keys, &ground), [3]);
}

#[test]
fn no_read_fails_while_the_master_key_is_rotated_and_a_running_server_follows() {
    let (ground, key_ground) = (Ground::with_agencies(1), KeyGround::new());
    let keys = key_ground.open();
    open_cases(&ground.store, &keys, 1, 20);
    let monday = "2026-10-05".parse().unwrap();
    let rotating = keys.rotating_keys("idempotency", monday).unwrap();
    let old = std::fs::read_to_string(key_ground.master()).unwrap();
    read_during(&ground, &key_ground, 20, || {
        // By the command line: another process, which the running server learns nothing from but the file.
        assert_eq!(key_ground.open().rotate_master(), Ok(Rotation { rewrapped: 2, destroyed: 0 }));
    });
    assert!(keys.status(&ground.store).unwrap().agencies[0].by_present_master);
    let same = key_ground.open().rotating_keys("idempotency", monday).unwrap();
    assert_eq!(same.today.expose(), rotating.today.expose());
    let new = std::fs::read_to_string(key_ground.master()).unwrap();
    assert_eq!((new.lines().count(), new.lines().nth(1)), (2, old.lines().next()), "the one before is kept");
    // With the new key alone everything opens.
    std::fs::write(key_ground.master(), new.lines().next().unwrap()).unwrap();
    assert_eq!(read(&ground.store, &key_ground.open(), 7), Ok(recipient(7)));
    // With the old one alone nothing does.
    std::fs::write(key_ground.master(), old).unwrap();
    assert_eq!(read(&ground.store, &key_ground.open(), 7), Err(KeyError::NoMasterKey));
}

#[test]
fn keys_from_the_environment_are_rotated_by_giving_the_new_one_before_the_old_one() {
    let (old, new) =
        ("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "BAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    let (ground, key_ground) = (Ground::with_agencies(1), KeyGround::new());
    let with = |text: &str| key_ground.open_with(MasterKeys::given(text).unwrap());
    open_cases(&ground.store, &with(old), 1, 1);
    assert_eq!(read(&ground.store, &with(new), 1), Err(KeyError::NoMasterKey));
    let both = with(&format!("{new},{old}"));
    assert_eq!(read(&ground.store, &both, 1), Ok(recipient(1)));
    assert_eq!(both.rotate_master(), Ok(Rotation { rewrapped: 1, destroyed: 0 }));
    assert_eq!(read(&ground.store, &with(new), 1), Ok(recipient(1)));
}

#[test]
fn conf_27_purges_during_a_rotation_stay_purged() {
    let (ground, key_ground) = (Ground::with_agencies(1), KeyGround::new());
    let keys = key_ground.open();
    open_cases(&ground.store, &keys, 1, 120);
    let taken: Vec<_> = (1..=60).map(|number| take_out(&ground.store, number).unwrap()).collect();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for number in 1..=60 {
                close(&ground.store, &keys, number);
            }
        });
        scope.spawn(|| {
            for _ in 0..5 {
                keys.rotate_agency(AGENCY).unwrap();
            }
        });
    });
    for disclosed in &taken {
        assert_eq!(keys.open_recipient(disclosed), Err(KeyError::Purged));
    }
    for number in 61..=120 {
        assert_eq!(read(&ground.store, &keys, number), Ok(recipient(number)));
    }
    let status = keys.status(&ground.store).unwrap();
    assert_eq!((status.agencies[0].cases, status.agencies[0].purged), (60, 60));
}

#[test]
fn cases_opened_during_a_rotation_are_readable_after_it() {
    let (ground, key_ground) = (Ground::with_agencies(1), KeyGround::new());
    let keys = key_ground.open();
    open_cases(&ground.store, &keys, 1, 30);
    std::thread::scope(|scope| {
        scope.spawn(|| open_cases(&ground.store, &key_ground.open(), 31, 60));
        scope.spawn(|| {
            for _ in 0..5 {
                keys.rotate_agency(AGENCY).unwrap();
            }
        });
    });
    for number in 1..=60 {
        assert_eq!(read(&ground.store, &keys, number), Ok(recipient(number)), "{}", case(number));
    }
    assert_eq!(versions(&keys, &ground), [6]);
}

#[test]
fn an_agency_without_keys_has_nothing_to_rotate() {
    assert_eq!(KeyGround::new().open().rotate_agency(AGENCY), Ok(Rotation::default()));
}
