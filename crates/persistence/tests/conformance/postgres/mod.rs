//! What only PostgreSQL has: walls in the server, a pool, several servers. Without PostgreSQL nothing is asked.

mod catalog;
mod pool;
mod roles;
mod walls;

use peerline_persistence::testing::{TestDatabase, postgres_wanted};

/// A migrated database where the tests run on PostgreSQL.
pub(crate) fn database() -> Option<TestDatabase> {
    postgres_wanted().unwrap().then(|| TestDatabase::migrated().unwrap())
}
