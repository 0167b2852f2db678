use crate::error::StoreError;
use crate::postgres;
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

    /// The agency whose rows this body may touch.
    pub(crate) const fn agency(&self) -> Result<Uuid, StoreError> {
        match self.scope {
            Scope::Agency(id) => Ok(id),
            Scope::Platform => Err(StoreError::NoAgency),
        }
    }

    /// Runs a part of a platform body on one agency's rows, in the same transaction: how an agency comes into
    /// being with its first rows.
    ///
    /// # Errors
    /// `StoreError::Failed` from the scope of an agency: no agency's body reaches into another's rows.
    pub fn within<T, E: From<StoreError>>(
        &mut self,
        agency: Uuid,
        body: impl FnOnce(&mut Tx<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        if self.scope != Scope::Platform {
            return Err(StoreError::Failed("a body of one agency asked for another's rows").into());
        }
        let scope = Scope::Agency(agency);
        match &mut self.connection {
            AnyConnection::Sqlite(connection) => body(&mut Tx::new(AnyConnection::Sqlite(connection), scope)),
            AnyConnection::Postgres(connection) => postgres::scoped(connection, scope, body),
        }
    }
}
