//! One suite for every database: what the layers above may rely on.
#![cfg(test)]

mod affected_ground;
mod audit;
mod backups;
mod case_ground;
mod ground;
mod group_sessions;
mod isolation;
mod key_ground;
mod key_rotation;
mod postgres;
mod principal_walls;
mod rotating_keys;
mod sealed_cases;
mod sent_commands;
mod transactions;
