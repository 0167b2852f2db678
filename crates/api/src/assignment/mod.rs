//! Giving a request or an outreach to a member, and the member's declaration of conflicts.

pub mod commands;
pub mod dto;
pub mod form;
pub mod overseer;
pub mod release;
mod sift;
mod viewer;

pub use sift::sifted;
pub use viewer::Viewer;
