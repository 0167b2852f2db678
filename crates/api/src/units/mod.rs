//! Units of an agency and their headcount (PROG-20).

pub mod area;
pub mod dto;
pub mod form;
pub mod handlers;
