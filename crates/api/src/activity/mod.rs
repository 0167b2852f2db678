//! What members record of their responses, and the monthly report it becomes.

mod commands;
pub mod dto;
pub mod form;
pub mod handlers;
mod kept;
mod pointer;
mod reports;
mod sessions;
mod standing;
mod tracker;

pub use kept::KeptNow;
pub use standing::{MonthReports, version_of_month};
