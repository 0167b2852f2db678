//! Web origins whose pages may read an agency's answers (CORS).

mod allowed;
pub mod dto;
pub mod handlers;

pub use allowed::{Origins, Whose};
