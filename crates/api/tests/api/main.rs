//! The API as its users meet it: through real HTTP. One binary, so that it is linked once.
#![cfg(test)]

mod installation;
mod activity;
mod combinations;
mod intake;
mod outreach;
mod outreach_log;
mod problems;
mod scenario;
mod releases;
mod support;
