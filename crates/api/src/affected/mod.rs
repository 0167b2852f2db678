//! Whom an incident affected, where the policy lets people be named (REFER-19): sealed, read by disclosure, purged with
//! the incident (CONF-27).

pub mod commands;
pub mod dto;
pub mod form;
pub mod handlers;
pub(crate) mod keeping;
