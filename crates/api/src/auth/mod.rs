//! Who is calling, and what they may do.

mod actor;
mod gate;
mod permission;
mod token;

pub use actor::{Actor, By};
pub use gate::behind_gate;
pub use permission::{Permit, permit};
pub use token::{AccessClaims, TokenAuthority, TokenError};
