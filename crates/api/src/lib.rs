//! The HTTP API of Peerline.

pub mod account;
pub mod app;
pub mod assignment;
pub mod auth;
pub mod catalog;
pub mod cli;
pub mod demo;
pub mod environment;
pub mod extract;
pub mod health;
pub mod incidents;
pub mod middleware;
pub mod openapi;
pub mod outreaches;
pub mod problem;
pub mod public;
pub mod requests;
pub mod respond;
pub mod responses;
pub mod routes;
pub mod state;
pub mod stored_code;
pub mod units;
pub mod variance;
