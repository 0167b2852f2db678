//! How a request becomes values. Whatever is wrong becomes a problem document that names the place and never
//! the value.

mod body;
mod instant;
mod path;
mod query;

pub use body::{Body, ContactBody};
pub use instant::instant;
pub use path::{MonthPath, MonthVersionPath, PathId};
pub use query::Query;
