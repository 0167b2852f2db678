//! The store does not open with a role the walls do not hold, and migrates once however many begin.

use super::database;
use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::sql_types::Text;
use diesel::{Connection, QueryableByName, RunQueryDsl, sql_query};
use peerline_persistence::testing::{TestDatabase, postgres_wanted};
use peerline_persistence::{PostgresOptions, Store, StoreError};
use std::sync::Barrier;

fn refusal(database: &TestDatabase, url: String) -> &'static str {
    match Store::postgres(&PostgresOptions { url, ..database.options(1) }).map(drop) {
        Err(StoreError::Refused(sentence)) => sentence,
        other => panic!("it was to be refused: {other:?}"),
    }
}

#[test]
fn prog_27_a_superuser_an_owner_and_whoever_bypasses_the_walls_is_refused() {
    let Some(database) = database() else { return };
    assert!(refusal(&database, database.superuser_url()).contains("superuser"));
    assert!(refusal(&database, database.owner_url()).contains("owns the tables"));
    let mut all = PgConnection::establish(&database.superuser_url()).unwrap();
    // Roles belong to the cluster: names of this database's own keep tests apart.
    let own = database.url();
    let name = own.split("dbname=").nth(1).unwrap().split('&').next().unwrap();
    for (role, made, word) in [
        (format!("{name}_b"), "LOGIN BYPASSRLS PASSWORD 'x' IN ROLE peerline_app", "BYPASSRLS"),
        (format!("{name}_m"), "LOGIN PASSWORD 'x' IN ROLE peerline_test_owner", "owns the tables"),
        (format!("{name}_n"), "LOGIN PASSWORD 'x'", "not up to date"),
    ] {
        all.batch_execute(&format!("CREATE ROLE {role} {made}")).unwrap();
        let sentence = refusal(&database, format!("{}&user={role}&password=x", database.superuser_url()));
        all.batch_execute(&format!("DROP ROLE {role}")).unwrap();
        assert!(sentence.contains(word), "{role}: {sentence}");
    }
    assert!(Store::postgres(&database.options(1)).is_ok(), "the application's role is let in");
}

#[test]
fn a_schema_that_lacks_a_migration_is_refused_until_its_owner_migrates() {
    if !postgres_wanted().unwrap() {
        return;
    }
    let database = TestDatabase::empty().unwrap();
    assert!(refusal(&database, database.url()).contains("not up to date"));
    let options = PostgresOptions { migration_url: Some(database.owner_url()), ..database.options(1) };
    assert!(Store::postgres(&options).is_ok());
    assert!(Store::postgres(&database.options(1)).is_ok(), "now also without the owner");
    let mut owner = PgConnection::establish(&database.owner_url()).unwrap();
    owner.batch_execute("DELETE FROM __diesel_schema_migrations WHERE version = '0003'").unwrap();
    assert!(refusal(&database, database.url()).contains("not up to date"));
}

#[derive(QueryableByName)]
struct Version {
    #[diesel(sql_type = Text)]
    version: String,
}

#[test]
fn ten_servers_that_start_at_once_apply_each_migration_once() {
    if !postgres_wanted().unwrap() {
        return;
    }
    let database = TestDatabase::empty().unwrap();
    let start = Barrier::new(10);
    std::thread::scope(|scope| {
        for _ in 0..10 {
            scope.spawn(|| {
                start.wait();
                let migration_url = Some(database.owner_url());
                Store::postgres(&PostgresOptions { migration_url, ..database.options(1) }).unwrap();
            });
        }
    });
    let mut owner = PgConnection::establish(&database.owner_url()).unwrap();
    let applied: Vec<Version> =
        sql_query("SELECT version::text AS version FROM __diesel_schema_migrations ORDER BY version")
            .load(&mut owner)
            .unwrap();
    let applied: Vec<String> = applied.into_iter().map(|row| row.version).collect();
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../migrations/postgres");
    let mut known: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap().split('_').next().unwrap().to_owned())
        .collect();
    known.sort();
    assert_eq!(applied, known);
}
