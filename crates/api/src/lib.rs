//! The HTTP API of Peerline.

pub mod account;
pub mod agencies;
pub mod app;
pub mod auth;
pub mod catalog;
pub mod cli;
pub mod demo;
pub mod environment;
pub mod extract;
pub mod health;
pub mod members;
pub mod middleware;
pub mod openapi;
pub mod policy;
pub mod principals;
pub mod problem;
pub mod respond;
pub mod responses;
pub mod routes;
pub mod state;
pub mod units;
