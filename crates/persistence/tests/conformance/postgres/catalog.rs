//! The tables as the server's catalog has them, filled without knowing what they are for.

use diesel::connection::SimpleConnection;
use diesel::pg::PgConnection;
use diesel::sql_types::{BigInt, Bool, Text};
use diesel::{Connection, QueryableByName, RunQueryDsl, sql_query};
use peerline_persistence::testing::TestDatabase;

/// One agency and its neighbor.
pub(super) const A: &str = "aaaaaaaa-0000-4000-8000-000000000001";
pub(super) const B: &str = "bbbbbbbb-0000-4000-8000-000000000002";

#[derive(QueryableByName, Debug, Clone)]
pub(super) struct Table {
    #[diesel(sql_type = Text)]
    pub(super) name: String,
    /// Whether it has `agency_id`.
    #[diesel(sql_type = Bool)]
    pub(super) of_agencies: bool,
    #[diesel(sql_type = Bool)]
    pub(super) forced: bool,
    #[diesel(sql_type = BigInt)]
    pub(super) policies: i64,
    /// Conditions of its policies, as the server prints them.
    #[diesel(sql_type = Text)]
    pub(super) conditions: String,
}

const TABLES: &str = "SELECT relname::text AS name,
    EXISTS (
        SELECT FROM pg_attribute WHERE attrelid = pg_class.oid AND attname = 'agency_id' AND NOT attisdropped
    ) AS of_agencies,
    relrowsecurity AND relforcerowsecurity AS forced,
    (SELECT count(*) FROM pg_policy WHERE polrelid = pg_class.oid) AS policies,
    coalesce((
        SELECT string_agg(pg_get_expr(polqual, polrelid) || ' / ' || pg_get_expr(polwithcheck, polrelid), ';')
        FROM pg_policy WHERE polrelid = pg_class.oid
    ), '') AS conditions
    FROM pg_class
    WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND relname NOT LIKE '\\_\\_diesel%'
    ORDER BY relname";

/// Every table but the list of migrations.
pub(super) fn tables(connection: &mut PgConnection) -> Vec<Table> {
    let tables: Vec<Table> = sql_query(TABLES).load(connection).unwrap();
    assert!(tables.len() > 17, "the catalog lists the tables");
    tables
}

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    kind: String,
}

#[derive(QueryableByName)]
struct Statement {
    #[diesel(sql_type = Text)]
    statement: String,
}

/// The statement that adds a row of an agency to a table.
pub(super) fn insertion(all: &mut PgConnection, table: &Table, agency: &str) -> String {
    let columns: Vec<Column> = sql_query(format!(
        "SELECT attname::text AS name, format_type(atttypid, NULL) AS kind FROM pg_attribute
         WHERE attrelid = '{}'::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
            AND attidentity = '' ORDER BY attnum",
        table.name
    ))
    .load(all)
    .unwrap();
    let value = |column: &Column| match (table.name.as_str(), column.name.as_str(), column.kind.as_str()) {
        // The principal of an agency bears its id, so that what belongs to one can be made without a look-up.
        (_, "agency_id", _) | ("agencies" | "principals", "id", _) | ("role_grants", "principal_id", _) => {
            format!("'{agency}'::uuid")
        }
        // A unit is looked up by the wall itself.
        ("role_grants", "unit_id", _) => "NULL".to_owned(),
        (_, _, "uuid") => "gen_random_uuid()".to_owned(),
        (_, _, "text") => format!("'mark of {agency}'"),
        (_, _, "bigint" | "integer" | "smallint") => "1".to_owned(),
        (_, _, "boolean") => "true".to_owned(),
        (_, _, "date") => "date '2026-10-01'".to_owned(),
        (_, _, "timestamp with time zone") => "timestamptz '2026-10-01T12:00:00Z'".to_owned(),
        (_, _, "jsonb") => "'{}'::jsonb".to_owned(),
        (_, _, "bytea") => format!("'mark of {agency}'::bytea"),
        (table, name, kind) => panic!("{table}.{name} is of type {kind}: say here what to fill it with"),
    };
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let values: Vec<String> = columns.iter().map(value).collect();
    format!("INSERT INTO {} ({}) VALUES ({})", table.name, names.join(", "), values.join(", "))
}

/// A row of A and one of B in every table. Rules about values and references are of no interest here.
pub(super) fn fill(database: &TestDatabase) -> (PgConnection, Vec<Table>) {
    let mut all = PgConnection::establish(&database.superuser_url()).unwrap();
    let rules: Vec<Statement> = sql_query(
        "SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS statement
         FROM pg_constraint WHERE contype IN ('c', 'f') AND connamespace = 'public'::regnamespace",
    )
    .load(&mut all)
    .unwrap();
    for rule in rules {
        all.batch_execute(&rule.statement).unwrap();
    }
    let tables = tables(&mut all);
    for table in &tables {
        for agency in [A, B] {
            let statement = insertion(&mut all, table, agency);
            all.batch_execute(&statement).unwrap();
        }
    }
    (all, tables)
}

#[derive(QueryableByName)]
struct Count {
    #[diesel(sql_type = BigInt)]
    count: i64,
}

/// How many rows a connection sees.
pub(super) fn seen(connection: &mut PgConnection, from: &str) -> i64 {
    let statement = format!("SELECT count(*) AS count FROM {from}");
    sql_query(statement).get_result::<Count>(connection).unwrap().count
}
