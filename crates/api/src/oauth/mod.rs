//! Tokens for machines: the client credentials grant (RFC 6749 section 4.4).

mod commands;
pub mod dto;
mod form;
pub mod handlers;
