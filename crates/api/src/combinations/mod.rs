//! The team's month: all trackers made one, and the coordinator's working sheet of it.

mod commands;
pub mod dto;
pub mod handlers;
mod sheet;
mod terms;

pub use commands::content_of;
