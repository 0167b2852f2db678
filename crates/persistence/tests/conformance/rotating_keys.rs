//! Keys for a day: the same for every replica, a new one a day, soon forgotten.

use crate::ground::Ground;
use crate::key_ground::open_keys;
use chrono::NaiveDate;

fn october(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, day).unwrap()
}

#[test]
fn every_replica_is_given_the_same_key_and_each_purpose_its_own() {
    let ground = Ground::new();
    let (one, other) = (open_keys(&ground), open_keys(&ground));
    let key = one.rotating_keys("idempotency", october(5)).unwrap();
    let same = other.rotating_keys("idempotency", october(5)).unwrap();
    assert_eq!(key.today.expose(), same.today.expose());
    assert!(key.yesterday.is_none());
    let cursors = one.rotating_keys("cursors", october(5)).unwrap();
    assert_ne!(key.today.expose(), cursors.today.expose());
}

#[test]
fn a_new_day_brings_a_new_key_and_yesterday_s_is_still_known() {
    let ground = Ground::new();
    let keys = open_keys(&ground);
    let monday = keys.rotating_keys("idempotency", october(5)).unwrap();
    let tuesday = keys.rotating_keys("idempotency", october(6)).unwrap();
    assert_ne!(monday.today.expose(), tuesday.today.expose());
    assert_eq!(tuesday.yesterday.unwrap().expose(), monday.today.expose());
}

#[test]
fn a_key_more_than_two_days_old_is_destroyed() {
    let ground = Ground::new();
    let keys = open_keys(&ground);
    let monday = keys.rotating_keys("idempotency", october(5)).unwrap();
    keys.rotating_keys("idempotency", october(7)).unwrap();
    let again = |day| open_keys(&ground).rotating_keys("idempotency", october(day)).unwrap();
    assert_eq!(again(6).yesterday.unwrap().expose(), monday.today.expose(), "two days old: still there");
    keys.rotating_keys("idempotency", october(8)).unwrap();
    assert_ne!(again(5).today.expose(), monday.today.expose(), "three days old: gone, so a new one is drawn");
}

#[test]
fn no_key_stands_in_the_file_as_it_is() {
    let ground = Ground::new();
    let key = open_keys(&ground).rotating_keys("idempotency", october(5)).unwrap();
    let file = std::fs::read(crate::key_ground::key_file(&ground)).unwrap();
    let holds = |part: &[u8]| file.windows(part.len()).any(|window| window == part);
    assert!(holds(b"idempotency"), "the search finds what is there");
    assert!(!holds(key.today.expose()));
}
