//! The queries, written once. This folder is compiled twice, below `sqlite` and below `postgres`; `Conn` is
//! the connection of whichever arm it stands in.

use super::Conn;

pub(crate) mod activity;
pub(crate) mod agency;
pub(crate) mod audit;
pub(crate) mod case_record;
pub(crate) mod credential;
pub(crate) mod incident;
pub(crate) mod incident_name;
pub(crate) mod incident_notice;
pub(crate) mod key;
pub(crate) mod member;
pub(crate) mod origin;
pub(crate) mod outreach;
pub(crate) mod policy;
pub(crate) mod principal;
pub(crate) mod release;
pub(crate) mod request;
pub(crate) mod sent_command;
pub(crate) mod tally;
pub(crate) mod unit;
