//! SQLite: the default database, built in.

mod turns;
mod writer;

use diesel::sqlite::SqliteConnection;

pub(crate) use writer::Writer;

/// The connection the shared queries are compiled for below this module.
pub(crate) type Conn = SqliteConnection;

#[path = "../queries/mod.rs"]
pub(crate) mod queries;
