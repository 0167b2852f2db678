//! Keys for a day: the same for every replica, a new one a day, soon forgotten.

use crate::key_ground::{KeyGround, keys_at};
use chrono::NaiveDate;

fn october(day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, day).unwrap()
}

#[test]
fn every_replica_is_given_the_same_key_and_each_purpose_its_own() {
    let ground = KeyGround::new();
    let (one, other) = (ground.open(), ground.open());
    let key = one.rotating_keys("idempotency", october(5)).unwrap();
    let same = other.rotating_keys("idempotency", october(5)).unwrap();
    assert_eq!(key.today.expose(), same.today.expose());
    assert!(key.yesterday.is_none());
    let cursors = one.rotating_keys("cursors", october(5)).unwrap();
    assert_ne!(key.today.expose(), cursors.today.expose());
}

#[test]
fn a_new_day_brings_a_new_key_and_yesterday_s_is_still_known() {
    let ground = KeyGround::new();
    let keys = ground.open();
    let monday = keys.rotating_keys("idempotency", october(5)).unwrap();
    let tuesday = keys.rotating_keys("idempotency", october(6)).unwrap();
    assert_ne!(monday.today.expose(), tuesday.today.expose());
    assert_eq!(tuesday.yesterday.unwrap().expose(), monday.today.expose());
}

#[test]
fn the_keys_beside_a_day_are_known_once_another_replica_has_drawn_them_and_are_drawn_by_nobody_else() {
    let ground = KeyGround::new();
    let (behind, ahead) = (ground.open(), ground.open());
    assert!(ahead.rotating_keys("idempotency", october(6)).unwrap().yesterday.is_none());
    let today = behind.rotating_keys("idempotency", october(5)).unwrap();
    assert!(today.tomorrow.is_none(), "asked for near midnight only");
    let near = behind.neighboring_keys("idempotency", october(5)).unwrap();
    let beyond = ahead.neighboring_keys("idempotency", october(6)).unwrap();
    assert_eq!(near.tomorrow.unwrap().expose(), beyond.today.expose());
    assert_eq!(beyond.yesterday.unwrap().expose(), near.today.expose());
    assert!(near.yesterday.is_none() && beyond.tomorrow.is_none(), "looking draws none");
}

#[test]
fn a_key_more_than_two_days_old_is_destroyed() {
    let ground = KeyGround::new();
    let keys = ground.open();
    let monday = keys.rotating_keys("idempotency", october(5)).unwrap();
    keys.rotating_keys("idempotency", october(7)).unwrap();
    let again = |day| ground.open().rotating_keys("idempotency", october(day)).unwrap();
    assert_eq!(again(6).yesterday.unwrap().expose(), monday.today.expose(), "two days old: still there");
    keys.rotating_keys("idempotency", october(8)).unwrap();
    assert_ne!(again(5).today.expose(), monday.today.expose(), "three days old: gone, so a new one is drawn");
}

#[test]
fn no_key_stands_in_the_file_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("keys.db");
    let keys = keys_at(&path, &folder.path().join("master.key"));
    let key = keys.rotating_keys("idempotency", october(5)).unwrap();
    let file = std::fs::read(path).unwrap();
    let holds = |part: &[u8]| file.windows(part.len()).any(|window| window == part);
    assert!(holds(b"idempotency"), "the search finds what is there");
    assert!(!holds(key.today.expose()));
}
