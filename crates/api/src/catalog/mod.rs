//! The catalogue of problem codes.

pub mod handlers;
