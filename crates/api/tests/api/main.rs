//! The API as its users meet it: through real HTTP. One binary, so that it is linked once.
#![cfg(test)]

mod access;
mod activity;
mod audit;
mod combinations;
mod cross_origin;
mod crossing;
mod cursors;
mod entity_tags;
mod examples;
mod fields;
mod follow_ups;
mod forms;
mod installation;
mod intake;
mod key_store_apart;
mod limits;
mod metrics;
mod notices;
mod offered;
mod operator;
mod outreach;
mod outreach_log;
mod policy;
mod problems;
mod races;
mod recipient_keys;
mod recipients;
mod referrals;
mod releases;
mod replay;
mod same_work;
mod scenario;
mod silence;
mod support;
mod unseen;
