//! Requests for support: a person asks (REFER-05, REFER-28, REFER-32, REFER-39).

pub mod commands;
pub mod dto;
pub mod entry;
pub mod follow_ups;
pub mod form;
pub mod handlers;
pub mod keep;
pub mod machine;
pub mod view;
