//! A look into a database from outside the store, for tests that ask what is really there.

use crate::connection::{Holding, SqliteOptions, open_postgres, open_sqlite};
use crate::error::StoreError;
use diesel::sql_types::Text;
use diesel::{RunQueryDsl, sql_query};
use std::path::Path;
use std::time::Duration;

/// A database to look into.
#[derive(Debug, Clone, Copy)]
pub enum Inspected<'a> {
    /// A SQLite file.
    Sqlite(&'a Path),
    /// An address, of a user whom no wall holds.
    Postgres(&'a str),
}

#[derive(diesel::QueryableByName)]
struct Found {
    #[diesel(sql_type = Text)]
    text: String,
}

impl Inspected<'_> {
    /// What a query finds in its column `text`.
    ///
    /// # Errors
    /// Those of the database.
    pub fn texts(&self, query: &str) -> Result<Vec<String>, StoreError> {
        let found: Vec<Found> = match self {
            Self::Sqlite(path) => {
                let options =
                    SqliteOptions { path: path.to_path_buf(), readers: 1, patience: Duration::from_secs(5) };
                sql_query(query).load(&mut open_sqlite(&options, Holding::Records)?)?
            }
            Self::Postgres(url) => sql_query(query).load(&mut open_postgres(url)?)?,
        };
        Ok(found.into_iter().map(|row| row.text).collect())
    }

    /// What is damaged: pages, indexes, references. On PostgreSQL nothing is asked; it replays its log at the start
    /// or does not start.
    ///
    /// # Errors
    /// Those of the database.
    pub fn damage(&self) -> Result<Vec<String>, StoreError> {
        let Self::Sqlite(_) = self else { return Ok(Vec::new()) };
        let mut found = self.texts("SELECT integrity_check AS text FROM pragma_integrity_check")?;
        found.retain(|line| line != "ok");
        found.extend(
            self.texts("SELECT \"table\" || ' refers to nothing' AS text FROM pragma_foreign_key_check")?,
        );
        Ok(found)
    }
}
