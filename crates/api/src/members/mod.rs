//! The team's roster: who is a member, where, how reached, on leave or gone (ASSIGN-01, REVOKE-05, REVOKE-14).

mod commands;
pub mod dto;
pub mod form;
pub mod handlers;
