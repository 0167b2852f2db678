//! Who is calling, and what they may do.

mod actor;
mod anew;
mod authentication;
mod behalf;
mod envelope;
mod gate;
mod permission;
mod provider;
mod standing;
mod strict_json;
mod token;
mod token_error;

pub use actor::{Actor, SignedIn};
pub use authentication::{By, Caller};
pub use behalf::Behalf;
pub use gate::{behind_gate, caller_let_in};
pub use permission::{Permit, permit};
pub use provider::{ProviderError, ProviderSettings, Providers, digest};
pub use standing::{Standing, Standings, confirm};
pub use token::{Proven, TokenAuthority, TokenFor};
pub use token_error::TokenError;
