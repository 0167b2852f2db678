use chrono::NaiveDate;
use peerline_domain::calendar::Month;

/// A sealed release: the same bytes for every caller, for ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Release {
    /// The month.
    pub month: Month,
    /// Local day it was sealed.
    pub sealed_on: NaiveDate,
    /// Canonical bytes, as they are served.
    pub content: String,
}
