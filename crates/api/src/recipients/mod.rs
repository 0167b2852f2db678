//! The recipient of a request, where the policy lets one be named (0.6): sealed, read by disclosure, purged with the
//! request.

pub mod commands;
pub mod dto;
pub mod form;
pub mod handlers;
pub(crate) mod keeping;
