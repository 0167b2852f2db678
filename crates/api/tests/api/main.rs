//! The API as its users meet it: through real HTTP. One binary, so that it is linked once.
#![cfg(test)]

mod activity;
mod combinations;
mod cursors;
mod entity_tags;
mod installation;
mod intake;
mod offered;
mod outreach;
mod outreach_log;
mod policy;
mod problems;
mod releases;
mod replay;
mod scenario;
mod support;
