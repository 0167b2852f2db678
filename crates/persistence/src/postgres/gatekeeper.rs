//! Whom row-level security does not hold, the application must not be.

use crate::error::StoreError;
use diesel::RunQueryDsl;
use diesel::pg::PgConnection;
use diesel::sql_types::Text;

/// What the catalog says about the role of a connection.
#[derive(diesel::QueryableByName)]
struct Standing {
    #[diesel(sql_type = Text)]
    word: String,
}

/// Memberships included: what a role may become counts as well.
const STANDING: &str = "SELECT CASE
    WHEN EXISTS (SELECT FROM pg_roles WHERE rolsuper AND pg_has_role(oid, 'MEMBER')) THEN 'superuser'
    WHEN EXISTS (SELECT FROM pg_roles WHERE rolbypassrls AND pg_has_role(oid, 'MEMBER')) THEN 'bypasses'
    WHEN EXISTS (
        SELECT FROM pg_class
        WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
            AND pg_has_role(relowner, 'MEMBER')
    ) THEN 'owns'
    WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = 'peerline_app' AND pg_has_role(oid, 'USAGE')) THEN 'member'
    ELSE 'stranger'
    END AS word";

/// Refuses a role that the wall between agencies does not hold.
pub(crate) fn check_role(connection: &mut PgConnection) -> Result<(), StoreError> {
    let standing: Standing = diesel::sql_query(STANDING).get_result(connection)?;
    let refused = match standing.word.as_str() {
        "member" => return Ok(()),
        "superuser" => {
            "database_url is a superuser's, whom row-level security does not hold: name the application's role there, \
         and the owner of the tables in migration_url (docs/operations.md)"
        }
        "bypasses" => {
            "the role of database_url has BYPASSRLS, so that row-level security does not hold it: take it away with \
         ALTER ROLE ... NOBYPASSRLS (docs/operations.md)"
        }
        "owns" => {
            "the role of database_url owns the tables and could change their walls: name the application's role there, \
         and the owner in migration_url (docs/operations.md)"
        }
        _ => "the role of database_url may not use the tables: GRANT peerline_app TO it (docs/operations.md)",
    };
    Err(StoreError::Refused(refused))
}
