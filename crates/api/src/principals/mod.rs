//! People and machines of an agency and the roles they hold (Part 1A).

mod commands;
pub mod credentials;
pub mod dto;
pub mod handlers;
mod last_administrator;
mod revocation;
