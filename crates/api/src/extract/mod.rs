//! How a request becomes values. Whatever is wrong becomes a problem document that names the place and never
//! the value.

mod body;
mod forbidding_clause;
mod if_match;
mod instant;
mod page;
mod path;
mod query;
mod strict;
mod unattached;

pub use body::{Body, ContactBody, contact};
pub use if_match::{IfMatch, Precondition};
pub use instant::instant;
pub use page::{NoFilter, Page};
pub use path::{MonthPath, MonthVersionPath, PathId};
pub use query::Query;
pub use unattached::unattached;
