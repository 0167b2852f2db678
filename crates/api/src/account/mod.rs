//! Who the caller is, and the first administrator.

pub mod dto;
pub mod handlers;
