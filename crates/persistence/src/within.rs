//! A platform's body reaches into one agency: both databases, each its own way.

use crate::error::StoreError;
use crate::postgres;
use crate::tx::{AnyConnection, Scope, Tx};
use uuid::Uuid;

impl Tx<'_> {
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
        if self.scope() != Scope::Platform {
            return Err(StoreError::Failed("a body of one agency asked for another's rows").into());
        }
        let scope = Scope::Agency(agency);
        match &mut self.connection {
            AnyConnection::Sqlite(connection) => body(&mut Tx::new(AnyConnection::Sqlite(connection), scope)),
            AnyConnection::Postgres(connection) => postgres::scoped(connection, scope, body),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::Scope;
    use crate::records::{Agency, Unit};
    use crate::{SqliteOptions, Store, StoreError};
    use std::time::Duration;
    use uuid::Uuid;

    fn unit(id: u128) -> Unit {
        Unit { id: Uuid::from_u128(id), parent_id: None, name: format!("Unit {id}"), headcount: 60 }
    }

    #[test]
    fn prog_27_only_the_platform_reaches_into_an_agency() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("scope.db");
        let patience = Duration::from_secs(5);
        let store = Store::sqlite(&SqliteOptions { path, readers: 1, patience }).unwrap();
        let (one, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        store
            .write(Scope::Platform, move |tx| {
                for id in [one, other] {
                    let created_on = "2026-10-01".parse().unwrap();
                    tx.insert_agency(Agency { id, slug: id.to_string(), name: String::new(), created_on })?;
                }
                tx.within(one, |tx| tx.insert_unit(unit(10)))?;
                // Afterwards the scope is the platform's again.
                assert_eq!(tx.insert_unit(unit(11)), Err(StoreError::NoAgency));
                Ok::<(), StoreError>(())
            })
            .unwrap();
        let refused = store
            .write(Scope::Agency(other), move |tx| tx.within(one, |tx| tx.insert_unit(unit(12))))
            .unwrap_err();
        assert_eq!(refused, StoreError::Failed("a body of one agency asked for another's rows"));
        let ids = |units: Vec<Unit>| units.into_iter().map(|unit| unit.id).collect::<Vec<_>>();
        let units = |agency| store.read(Scope::Agency(agency), |tx| tx.list_units().map(ids)).unwrap();
        assert_eq!((units(one), units(other)), (vec![Uuid::from_u128(10)], Vec::new()));
    }
}
