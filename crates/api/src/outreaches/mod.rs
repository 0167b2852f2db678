//! Outreach: the program approaches, a person accepts or declines (REFER-39, FOLLOW-01 … FOLLOW-06).

pub mod commands;
pub mod dto;
pub mod form;
pub mod handlers;
pub mod machine;
pub mod view;
