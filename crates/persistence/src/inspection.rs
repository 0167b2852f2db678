//! A look into a database from outside the store, for tests that ask what is really there.

use crate::connection::{Holding, SqliteOptions, open_postgres, open_sqlite};
use crate::error::StoreError;
use diesel::connection::SimpleConnection;
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
            Self::Sqlite(path) => sql_query(query).load(&mut open_sqlite(&file(path), Holding::Records)?)?,
            Self::Postgres(url) => sql_query(query).load(&mut open_postgres(url)?)?,
        };
        Ok(found.into_iter().map(|row| row.text).collect())
    }

    /// Changes the database behind the program's back, as somebody would who has it in hand.
    ///
    /// # Errors
    /// Those of the database.
    pub fn bend(&self, statements: &str) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(path) => open_sqlite(&file(path), Holding::Records)?.batch_execute(statements)?,
            Self::Postgres(url) => open_postgres(url)?.batch_execute(statements)?,
        }
        Ok(())
    }

    /// Every row of every table of a SQLite file, as text, table by table; on PostgreSQL
    /// `TestDatabase::every_row` gives the same.
    ///
    /// # Errors
    /// Those of the database.
    pub fn every_row(&self) -> Result<Vec<String>, StoreError> {
        let tables =
            self.texts("SELECT name AS text FROM sqlite_master WHERE type = 'table' ORDER BY name")?;
        let mut rows = Vec::new();
        for table in tables {
            let columns = format!(
                "SELECT group_concat('quote(\"' || name || '\")', ' || '', '' || ') AS text
                 FROM pragma_table_info('{table}')"
            );
            for columns in self.texts(&columns)? {
                let query = format!("SELECT '{table}: ' || {columns} AS text FROM \"{table}\" ORDER BY 1");
                rows.extend(self.texts(&query)?);
            }
        }
        Ok(rows)
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

fn file(path: &Path) -> SqliteOptions {
    SqliteOptions { path: path.to_path_buf(), readers: 1, patience: Duration::from_secs(5) }
}
