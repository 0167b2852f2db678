//! Where Peerline's rows live. The only crate that names diesel.
//!
//! One [`Store`] over two databases. A body of work is a closure over an opaque [`Tx`]; the queries a closure
//! may use are declared noun by noun with one macro, written once and compiled once per database.

#![expect(clippy::duplicate_mod, reason = "the shared queries are compiled once per database, by design")]

pub mod audit;
mod connection;
mod error;
mod migrate;
mod operations;
mod postgres;
mod queries_macro;
pub mod records;
mod rows;
mod schema;
mod sql_types;
mod sqlite;
mod store;
mod tx;

pub use connection::{PostgresOptions, SqliteOptions};
pub use error::StoreError;
pub use store::Store;
pub use tx::{Scope, Tx};
