//! The operations on policies.

pub mod activation;
pub mod catalog;
pub mod in_force;
pub mod versions;
