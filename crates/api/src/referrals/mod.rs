//! Referrals: somebody tells the program of a person who may want support, and is told no more than that it arrived.

pub mod body;
pub mod commands;
pub mod dto;
pub mod form;
pub mod handlers;
mod keeping;
