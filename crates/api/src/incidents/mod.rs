//! Alerts of incidents, their triage and their end (REFER-02 … REFER-04, REFER-19, REFER-33).

pub mod alert;
pub mod commands;
pub mod dto;
pub mod form;
pub mod handlers;
pub mod notice;
pub mod sight;
pub mod view;
