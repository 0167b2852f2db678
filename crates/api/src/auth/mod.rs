//! Who is calling, and what they may do.

mod actor;
mod gate;
mod permission;
mod token;

pub use actor::{Actor, By};
pub use gate::{behind_gate, caller_let_in};
pub use permission::{Permit, permit};
pub use token::{AccessClaims, TokenAuthority, TokenError};
