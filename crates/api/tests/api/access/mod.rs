//! Who is let in, to what, and for how long (CONF-26, design section 6).

mod bent_tokens;
mod clients;
mod forge;
mod identities;
mod provider;
mod replicas;
mod roles;
pub(crate) mod route;
pub(crate) mod stages;
mod state_walk;
mod units;
mod walk;
pub(crate) mod world;
