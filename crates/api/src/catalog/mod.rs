//! The catalog of problem codes.

pub mod handlers;
