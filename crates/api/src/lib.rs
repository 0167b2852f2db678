//! The HTTP API of Peerline.

pub mod account;
pub mod activity;
pub mod app;
pub mod auth;
pub mod catalog;
pub mod cli;
pub mod combinations;
pub mod demo;
pub mod environment;
pub mod extract;
pub mod figure;
pub mod health;
pub mod middleware;
pub mod openapi;
pub mod outreach_log;
pub mod problem;
pub mod releases;
pub mod respond;
pub mod responses;
pub mod routes;
pub mod state;
pub mod stored_code;
pub mod units;
pub mod variance;
