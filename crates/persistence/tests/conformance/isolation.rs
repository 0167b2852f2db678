//! One agency's rows are invisible to another (PROG-27), and both databases have the same migrations.

use crate::ground::{Ground, id, unit};
use peerline_persistence::{Scope, StoreError};
use std::collections::BTreeSet;
use std::path::Path;

#[test]
fn prog_27_an_agency_sees_its_own_rows_and_no_others() {
    let ground = Ground::with_agencies(2);
    ground.store.write(Scope::Agency(id(1)), |tx| tx.insert_unit(unit(7, "North"))).unwrap();
    ground.store.write(Scope::Agency(id(2)), |tx| tx.insert_unit(unit(7, "North"))).unwrap();
    ground.store.write(Scope::Agency(id(2)), |tx| tx.insert_unit(unit(8, "South"))).unwrap();
    assert_eq!(ground.unit_names(1), ["North"]);
    assert_eq!(ground.unit_names(2), ["North", "South"]);
    let foreign = ground.store.read(Scope::Agency(id(1)), |tx| tx.find_unit(id(8))).unwrap();
    assert_eq!(foreign, None);
    let changed = ground.store.write(Scope::Agency(id(1)), |tx| tx.set_unit_headcount(id(8), 1)).unwrap();
    assert!(!changed);
}

#[test]
fn prog_27_a_query_of_one_agency_does_not_run_outside_any() {
    let ground = Ground::with_agencies(1);
    let outcome = ground.store.read(Scope::Platform, |tx| tx.list_units().map(|units| units.len()));
    assert_eq!(outcome, Err(StoreError::NoAgency));
}

#[test]
fn both_databases_have_the_same_migrations() {
    let names = |database: &str| -> BTreeSet<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../migrations").join(database);
        let entries = std::fs::read_dir(folder).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    };
    assert_eq!(names("sqlite"), names("postgres"));
    assert!(!names("sqlite").is_empty());
    assert_eq!(names("keys/sqlite"), names("keys/postgres"));
}
