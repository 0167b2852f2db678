//! Agencies, people, policies and the roster over HTTP.
#![cfg(test)]

mod activation;
mod agencies;
mod changes;
mod members;
mod principals;
mod support;
