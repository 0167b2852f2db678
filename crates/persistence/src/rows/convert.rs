//! How stored numbers and months become domain values.

use crate::error::StoreError;
use peerline_domain::calendar::Month;

/// A stored count; anything outside its range means a row this program did not write.
pub(crate) fn count(stored: i64, column: &'static str) -> Result<u32, StoreError> {
    u32::try_from(stored).map_err(|_| StoreError::Unreadable(column))
}

/// A stored month, `2026-10`.
pub(crate) fn month(stored: &str, column: &'static str) -> Result<Month, StoreError> {
    stored.parse().map_err(|_| StoreError::Unreadable(column))
}
