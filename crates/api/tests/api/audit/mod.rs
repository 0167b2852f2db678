//! The audit, from the write that leaves a row to the auditor who reads it (GOV-17, CONF-32, Part 1D).

mod broken;
mod command_line;
mod contacts;
mod every_change;
mod modes;
mod reading;
mod whole;
