//! Rows as diesel sees them, and how they become records and back. Nothing outside this crate names a row.

pub(crate) mod convert;

pub(crate) mod activity_entry;
pub(crate) mod activity_report;
pub(crate) mod agency;
pub(crate) mod audit;
pub(crate) mod case_record;
pub(crate) mod combination;
pub(crate) mod credential;
pub(crate) mod group_session;
pub(crate) mod incident;
pub(crate) mod incident_name;
pub(crate) mod incident_notice;
pub(crate) mod key;
pub(crate) mod member;
pub(crate) mod outreach;
pub(crate) mod policy;
pub(crate) mod principal;
pub(crate) mod release;
pub(crate) mod request;
pub(crate) mod sent_command;
pub(crate) mod submitted_report;
pub(crate) mod unit;
