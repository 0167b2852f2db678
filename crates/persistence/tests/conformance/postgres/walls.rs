//! With the application's own filter gone, the server still shows nothing of a neighbor (PROG-27).

use super::catalog::{A, B, Table, fill, insertion, seen, tables};
use super::database;
use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::{Connection, RunQueryDsl, sql_query};
use peerline_persistence::testing::TestDatabase;

const SCOPED_TO_A: &str = "SELECT set_config('app.agency', 'aaaaaaaa-0000-4000-8000-000000000001', true), set_config('app.platform', 'off', true)";
const SCOPED_TO_PLATFORM: &str =
    "SELECT set_config('app.agency', '', true), set_config('app.platform', 'on', true)";

/// Runs a part as the application's role in a transaction of this scope, and takes back what it did.
fn within<T>(database: &TestDatabase, scope: &str, part: impl FnOnce(&mut PgConnection) -> T) -> T {
    let mut app = PgConnection::establish(&database.url()).unwrap();
    app.batch_execute(&format!("BEGIN; {scope}")).unwrap();
    let outcome = part(&mut app);
    app.batch_execute("ROLLBACK").unwrap();
    outcome
}

/// What the server says to a statement.
fn said(database: &TestDatabase, scope: &str, statement: &str) -> Result<usize, String> {
    within(database, scope, |app| sql_query(statement).execute(app).map_err(|error| error.to_string()))
}

/// The column that says whose a row is.
fn key(table: &Table) -> Option<&'static str> {
    match table.name.as_str() {
        "agencies" => Some("id"),
        "role_grants" => Some("principal_id"),
        _ => table.of_agencies.then_some("agency_id"),
    }
}

#[test]
fn prog_27_every_table_has_a_forced_wall_that_knows_the_agency() {
    let Some(database) = database() else { return };
    let mut all = PgConnection::establish(&database.superuser_url()).unwrap();
    for table in tables(&mut all) {
        assert!(table.forced, "{}: its migration forgets tenant_wall() or platform_wall()", table.name);
        assert_eq!(table.policies, 1, "{}: a second policy would widen the first", table.name);
        let both = table.conditions.matches("app_agency()").count();
        let expected = if key(&table).is_some() { 2 } else { 0 };
        assert_eq!(both, expected, "{}: {}", table.name, table.conditions);
        let platform = ["agencies", "principals", "role_grants", "bootstrap_tokens"];
        let open = table.conditions.contains("app_platform()");
        assert_eq!(open, platform.contains(&table.name.as_str()), "{}", table.name);
    }
}

#[test]
fn prog_27_without_any_filter_only_own_rows_are_seen_changed_and_deleted() {
    let Some(database) = database() else { return };
    let (mut all, tables) = fill(&database);
    for table in &tables {
        let name = &table.name;
        assert_eq!(seen(&mut all, name), 2, "{name}: a row of each is there");
        let own = i64::from(key(table).is_some());
        assert_eq!(within(&database, SCOPED_TO_A, |app| seen(app, name)), own, "{name}");
        let unset = within(&database, "SELECT 1", |app| seen(app, name));
        assert_eq!(unset, 0, "{name}: without a scope nothing is there");
        let own = usize::from(key(table).is_some());
        let column = key(table).unwrap_or("digest");
        let touched = said(&database, SCOPED_TO_A, &format!("UPDATE {name} SET {column} = {column}"));
        assert_eq!(touched, Ok(own), "{name}");
        assert_eq!(said(&database, SCOPED_TO_A, &format!("DELETE FROM {name}")), Ok(own), "{name}");
        let Some(key) = key(table) else { continue };
        let aimed = format!("DELETE FROM {name} WHERE {key} = '{B}'");
        assert_eq!(said(&database, SCOPED_TO_A, &aimed), Ok(0), "{name}");
        let given_away = said(&database, SCOPED_TO_A, &format!("UPDATE {name} SET {key} = '{B}'"));
        assert!(given_away.unwrap_err().contains("row-level security"), "{name}");
    }
    for table in &tables {
        assert_eq!(seen(&mut all, &table.name), 2, "{}", table.name);
    }
}

#[test]
fn prog_27_no_row_of_a_neighbor_can_be_added() {
    let Some(database) = database() else { return };
    let (mut all, tables) = fill(&database);
    for table in tables {
        all.batch_execute(&format!("DELETE FROM {}", table.name)).unwrap();
    }
    for table in super::catalog::tables(&mut all) {
        let principal = format!("INSERT INTO principals (id, agency_id, display_name, kind, created_at)
            VALUES ('{A}', '{A}', '', 'person', now()), ('{B}', '{B}', '', 'person', now()) ON CONFLICT DO NOTHING");
        all.batch_execute("DELETE FROM principals").unwrap();
        if table.name == "role_grants" {
            all.batch_execute(&principal).unwrap();
        }
        let of_neighbor = insertion(&mut all, &table, B);
        let own = insertion(&mut all, &table, A);
        let refused = said(&database, SCOPED_TO_A, &of_neighbor).unwrap_err();
        assert!(refused.contains("row-level security"), "{}: {refused}", table.name);
        let accepted = said(&database, SCOPED_TO_A, &own);
        assert_eq!(accepted.is_ok(), key(&table).is_some(), "{}: {accepted:?}", table.name);
        assert!(said(&database, "SELECT 1", &own).is_err(), "{}: nor without a scope", table.name);
    }
}

#[test]
fn prog_27_the_platform_sees_the_installation_and_no_agencys_rows() {
    let Some(database) = database() else { return };
    let (_, tables) = fill(&database);
    for table in tables {
        let platform = table.conditions.contains("app_platform()");
        let expected = if platform { 2 } else { 0 };
        assert_eq!(
            within(&database, SCOPED_TO_PLATFORM, |app| seen(app, &table.name)),
            expected,
            "{}",
            table.name
        );
    }
}

#[test]
fn the_application_may_change_rows_and_nothing_else() {
    let Some(database) = database() else { return };
    for forbidden in [
        "TRUNCATE units",
        "DROP TABLE units",
        "ALTER TABLE units DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE units NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY tenant_wall ON units",
        "CREATE TABLE own (id bigint)",
        "SELECT tenant_wall('units')",
        "SET ROLE peerline_test_owner",
        "SET SESSION AUTHORIZATION peerline_test_owner",
        "DELETE FROM __diesel_schema_migrations",
        "ALTER ROLE peerline_test_app BYPASSRLS",
    ] {
        assert!(said(&database, SCOPED_TO_A, forbidden).is_err(), "{forbidden}");
    }
    // Whoever switches row-level security off is told so, and sees no more.
    let refused = said(&database, "SET LOCAL row_security = off", "SELECT * FROM units").unwrap_err();
    assert!(refused.contains("row-level security"), "{refused}");
}
