//! Agencies, people, policies and the roster over HTTP.

mod activation;
mod agencies;
mod authors;
mod changes;
mod members;
mod names;
mod principals;
mod refused_settings;
mod withdrawal;
