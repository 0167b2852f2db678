//! Figures for the operator, on a port of their own. They hold no names, ids or agencies, and nothing about contacts.

mod figures;
mod server;
mod waiting;

pub use figures::Metrics;
pub use server::serve;
pub use waiting::Waiting;
