//! Where Peerline's rows live. The only crate that names diesel.
//!
//! One [`Store`] over two databases. A body of work is a closure over an opaque [`Tx`]; the queries a closure
//! may use are declared noun by noun with one macro, written once and compiled once per database.

#![expect(clippy::duplicate_mod, reason = "the shared queries are compiled once per database, by design")]

mod apart;
pub mod audit;
mod classes;
mod connection;
#[cfg(test)]
mod dice;
pub mod disclosure;
mod error;
mod hold;
#[cfg(feature = "testing")]
pub mod inspection;
mod key_schema;
pub mod keys;
mod migrate;
mod operations;
mod postgres;
mod queries_macro;
pub mod records;
mod rows;
mod schema;
pub mod sealing;
mod sql_types;
mod sqlite;
mod store;
#[cfg(feature = "testing")]
pub mod testing;
mod tx;
mod within;

pub use apart::is_same_postgres;
pub use classes::{Class, TABLES};
pub use connection::{PostgresOptions, SqliteOptions};
pub use error::StoreError;
pub use hold::Held;
pub use store::Store;
pub use tx::{Scope, Tx};
