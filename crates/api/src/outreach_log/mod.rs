//! The month's outreach log, for the coordinator only.

mod commands;
pub mod dto;
pub mod handlers;
