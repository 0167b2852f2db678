use crate::error::StoreError;
use diesel::pg::PgConnection;
use diesel::sqlite::SqliteConnection;
use uuid::Uuid;

/// Whose rows a body of work may touch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The installation: agencies, principals, keys.
    Platform,
    /// One agency's rows and no other's.
    Agency(Uuid),
}

/// An open transaction. Opaque: queries are its methods, declared noun by noun.
pub struct Tx<'c> {
    pub(crate) connection: AnyConnection<'c>,
    scope: Scope,
}

/// The one place that knows both databases.
pub(crate) enum AnyConnection<'c> {
    Sqlite(&'c mut SqliteConnection),
    Postgres(&'c mut PgConnection),
}

impl<'c> Tx<'c> {
    pub(crate) const fn new(connection: AnyConnection<'c>, scope: Scope) -> Self {
        Self { connection, scope }
    }

    pub(crate) const fn scope(&self) -> Scope {
        self.scope
    }

    /// The agency whose rows this body may touch.
    pub(crate) const fn agency(&self) -> Result<Uuid, StoreError> {
        match self.scope {
            Scope::Agency(id) => Ok(id),
            Scope::Platform => Err(StoreError::NoAgency),
        }
    }
}
