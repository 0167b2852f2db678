//! How a request becomes values. Whatever is wrong becomes a problem document that names the place and never
//! the value.

mod body;
mod if_match;
mod path;
mod query;

pub use body::{Body, ContactBody};
pub use if_match::{IfMatch, Precondition};
pub use path::{MonthPath, PathId};
pub use query::Query;
