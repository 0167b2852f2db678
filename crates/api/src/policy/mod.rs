//! The policy of an agency: presets and parameters, what is in force, drafts and their activation
//! (PROG-01, PROG-02, PROG-06, PROG-28).

mod commands;
pub mod dto;
pub mod handlers;
mod local_day;

pub use local_day::{local_today, local_today_by};
