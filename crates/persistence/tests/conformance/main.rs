//! One suite for every database: what the layers above may rely on.
#![cfg(test)]

mod ground;
mod isolation;
mod transactions;
