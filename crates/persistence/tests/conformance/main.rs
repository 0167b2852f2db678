//! One suite for every database: what the layers above may rely on.
#![cfg(test)]

mod ground;
mod group_sessions;
mod isolation;
mod postgres;
mod sent_commands;
mod transactions;
