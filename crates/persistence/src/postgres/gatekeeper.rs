//! Whom row-level security does not hold, the application must not be.

use crate::error::StoreError;
use diesel::RunQueryDsl;
use diesel::pg::PgConnection;
use diesel::sql_types::Bool;

/// What the catalog says about the role of a connection, memberships included: what it may become counts as well.
#[derive(diesel::QueryableByName)]
struct Standing {
    #[diesel(sql_type = Bool)]
    superuser: bool,
    #[diesel(sql_type = Bool)]
    bypasses: bool,
    #[diesel(sql_type = Bool)]
    owns: bool,
    #[diesel(sql_type = Bool)]
    member: bool,
}

const STANDING: &str = "SELECT
    EXISTS (SELECT FROM pg_roles WHERE rolsuper AND pg_has_role(oid, 'MEMBER')) AS superuser,
    EXISTS (SELECT FROM pg_roles WHERE rolbypassrls AND pg_has_role(oid, 'MEMBER')) AS bypasses,
    EXISTS (
        SELECT FROM pg_class
        WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
            AND pg_has_role(relowner, 'MEMBER')
    ) AS owns,
    EXISTS (SELECT FROM pg_roles WHERE rolname = 'peerline_app' AND pg_has_role(oid, 'USAGE')) AS member";

/// Refuses a role that the wall between agencies does not hold.
pub(crate) fn check_role(connection: &mut PgConnection) -> Result<(), StoreError> {
    let standing: Standing = diesel::sql_query(STANDING).get_result(connection)?;
    let refused = if standing.superuser {
        "database_url is a superuser's, whom row-level security does not hold: name the application's role there, \
         and the owner of the tables in migration_url (docs/operations.md)"
    } else if standing.bypasses {
        "the role of database_url has BYPASSRLS, so that row-level security does not hold it: take it away with \
         ALTER ROLE ... NOBYPASSRLS (docs/operations.md)"
    } else if standing.owns {
        "the role of database_url owns the tables and could change their walls: name the application's role there, \
         and the owner in migration_url (docs/operations.md)"
    } else if !standing.member {
        "the role of database_url may not use the tables: GRANT peerline_app TO it (docs/operations.md)"
    } else {
        return Ok(());
    };
    Err(StoreError::Refused(refused))
}
