//! The one macro that declares a noun's queries.
//!
//! The query functions of a noun stand once, in `queries/<noun>.rs`, and are compiled twice: below
//! `sqlite::queries` and below `postgres::queries`, each with its own `Conn`. `queries!` makes the methods of
//! [`Tx`](crate::Tx) that pick the arm, so that no dispatch is written by hand. `agency` queries get the
//! agency of the transaction as their second argument; a caller cannot name another. `keys` queries are those of
//! the key store and stay inside this crate.

macro_rules! queries {
    (agency $noun:ident { $(
        $(#[$meta:meta])*
        fn $name:ident = $query:ident($($argument:ident: $type:ty),* $(,)?) -> $output:ty;
    )+ }) => {
        impl crate::tx::Tx<'_> { $(
            $(#[$meta])*
            pub fn $name(&mut self, $($argument: $type),*) -> Result<$output, crate::error::StoreError> {
                let agency = self.agency()?.into();
                match &mut self.connection {
                    crate::tx::AnyConnection::Sqlite(connection) => {
                        crate::sqlite::queries::$noun::$query(connection, agency, $($argument),*)
                    }
                    crate::tx::AnyConnection::Postgres(connection) => {
                        crate::postgres::queries::$noun::$query(connection, agency, $($argument),*)
                    }
                }
            }
        )+ }
    };
    (platform $noun:ident $queries:tt) => { queries! { @any [pub] $noun $queries } };
    (keys $noun:ident $queries:tt) => { queries! { @any [pub(crate)] $noun $queries } };
    (@any [$visible:vis] $noun:ident { $(
        $(#[$meta:meta])*
        fn $name:ident = $query:ident($($argument:ident: $type:ty),* $(,)?) -> $output:ty;
    )+ }) => {
        impl crate::tx::Tx<'_> { $(
            $(#[$meta])*
            $visible fn $name(&mut self, $($argument: $type),*) -> Result<$output, crate::error::StoreError> {
                match &mut self.connection {
                    crate::tx::AnyConnection::Sqlite(connection) => {
                        crate::sqlite::queries::$noun::$query(connection, $($argument),*)
                    }
                    crate::tx::AnyConnection::Postgres(connection) => {
                        crate::postgres::queries::$noun::$query(connection, $($argument),*)
                    }
                }
            }
        )+ }
    };
}

pub(crate) use queries;
