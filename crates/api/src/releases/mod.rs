//! Sealed releases: what everybody but the coordinator reads of a month.

mod calendar;
mod commands;
pub mod dto;
pub mod handlers;
mod plan;
