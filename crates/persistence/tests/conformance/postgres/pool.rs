//! The pool heals by itself, and a wait is short.

use crate::ground::{Ground, id, unit};
use diesel::pg::PgConnection;
use diesel::{Connection, RunQueryDsl, sql_query};
use peerline_persistence::{PostgresOptions, Scope, Store, StoreError};
use std::time::Duration;

const ONE: Scope = Scope::Agency(uuid::Uuid::from_u128(1));
const CONNECTIONS: u32 = 4;

#[test]
fn connections_whose_server_is_gone_leave_the_pool_after_one_busy_answer_each() {
    let Some(database) = super::database() else { return };
    let store = Store::postgres(&database.options(CONNECTIONS)).unwrap();
    let ping = || store.read(Scope::Platform, |tx| tx.count_agencies());
    assert_eq!(ping(), Ok(0));
    let mut all = PgConnection::establish(&database.superuser_url()).unwrap();
    let ended = sql_query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND usename = 'peerline_test_app'",
    )
    .execute(&mut all)
    .unwrap();
    assert_eq!(ended, usize::try_from(CONNECTIONS).unwrap());
    let answers: Vec<Result<i64, StoreError>> = (0..20).map(|_| ping()).collect();
    let busy = answers.iter().filter(|answer| **answer == Err(StoreError::Busy)).count();
    let served = answers.iter().filter(|answer| **answer == Ok(0)).count();
    assert_eq!(busy + served, answers.len(), "nothing but busy: {answers:?}");
    assert!(busy >= 1, "they were gone");
    assert!(
        busy <= usize::try_from(CONNECTIONS).unwrap(),
        "each connection fails once at the most: {answers:?}"
    );
    assert_eq!(answers.last(), Some(&Ok(0)));
}

#[test]
fn a_connection_that_ends_inside_a_body_is_busy_and_leaves_nothing() {
    let Some(database) = super::database() else { return };
    let store = Store::postgres(&database.options(1)).unwrap();
    let mut all = PgConnection::establish(&database.superuser_url()).unwrap();
    let outcome = store.write(Scope::Platform, move |tx| {
        tx.count_agencies()?;
        sql_query(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
             WHERE datname = current_database() AND usename = 'peerline_test_app'",
        )
        .execute(&mut all)
        .unwrap();
        tx.count_agencies()
    });
    assert_eq!(outcome, Err(StoreError::Busy));
    assert_eq!(store.read(Scope::Platform, |tx| tx.count_agencies()), Ok(0));
}

#[test]
fn a_pool_of_one_that_somebody_holds_is_busy_and_free_again_afterwards() {
    let Some(database) = super::database() else { return };
    let patience = Duration::from_millis(50);
    let store = Store::postgres(&PostgresOptions { patience, ..database.options(1) }).unwrap();
    let second = store.clone();
    let told = store.read(Scope::Platform, move |tx| {
        tx.count_agencies()?;
        Ok::<_, StoreError>(second.read(Scope::Platform, |tx| tx.count_agencies()))
    });
    assert_eq!(told, Ok(Err(StoreError::Busy)));
    assert_eq!(store.read(Scope::Platform, |tx| tx.count_agencies()), Ok(0));
}

#[test]
fn panics_do_not_poison_the_pool() {
    let Some(database) = super::database() else { return };
    let store = Store::postgres(&database.options(1)).unwrap();
    for _ in 0..5 {
        let write = store.write(Scope::Platform, |tx| {
            assert_eq!(tx.count_agencies()?, 7, "a panic on purpose");
            Ok::<_, StoreError>(())
        });
        assert_eq!(write, Err(StoreError::Panicked));
        let read = store.read(Scope::Platform, |tx| {
            assert_eq!(tx.count_agencies()?, 7, "a panic on purpose");
            Ok::<_, StoreError>(())
        });
        assert_eq!(read, Err(StoreError::Panicked));
    }
    assert_eq!(store.read(Scope::Platform, |tx| tx.count_agencies()), Ok(0));
}

#[test]
fn who_waits_too_long_for_a_lock_is_busy() {
    let ground = Ground::with_agencies(1);
    let Some(database) = ground.database() else { return };
    ground.store.write(ONE, |tx| tx.insert_unit(unit(1, "North"))).unwrap();
    let url = database.superuser_url();
    let outcome = ground.store.write(ONE, move |tx| {
        // Somebody else holds the row; the wait below ends by the limit of the connection.
        let mut other = PgConnection::establish(&url).unwrap();
        sql_query("BEGIN").execute(&mut other).unwrap();
        sql_query("UPDATE units SET headcount = 1").execute(&mut other).unwrap();
        tx.set_unit_headcount(id(1), 2)
    });
    assert_eq!(outcome, Err(StoreError::Busy));
}
