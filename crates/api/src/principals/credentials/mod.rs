//! What a principal proves itself with: identities of people, secrets of machines. Of both only digests are kept.

mod commands;
pub mod dto;
pub mod handlers;
