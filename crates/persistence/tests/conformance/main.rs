//! One suite for every database: what the layers above may rely on.
#![cfg(test)]

mod audit;
mod ground;
mod group_sessions;
mod isolation;
mod transactions;
