//! Who is calling, and what they may do.

mod actor;
mod permission;
mod token;

pub use actor::{Actor, By};
pub use permission::{Permit, permit};
pub use token::{AccessClaims, TokenAuthority, TokenError};
