//! Who is calling, and what they may do.

mod actor;
mod behalf;
mod gate;
mod permission;
mod standing;
mod token;

pub use actor::{Actor, By, SignedIn};
pub use behalf::Behalf;
pub use gate::{behind_gate, caller_let_in};
pub use permission::{Permit, permit};
pub use standing::{Standing, Standings, confirm};
pub use token::{AccessClaims, Proven, TokenAuthority, TokenError};
