//! Agencies of the installation, for the platform's administrator (PROG-27).

mod commands;
pub mod dto;
pub mod handlers;
