//! What surrounds the routes of one server: limits, web origins, figures for the operator.

use crate::limits::Limits;
use crate::metrics::Metrics;
use crate::origins::Origins;
use std::sync::Arc;

/// What surrounds the routes of one server. Nothing of it is stored.
#[derive(Default)]
pub struct Surface {
    /// How much at once, by address and by caller.
    pub limits: Limits,
    /// Web origins, as read last.
    pub origins: Origins,
    /// Figures for the operator.
    pub metrics: Arc<Metrics>,
}

impl Surface {
    /// A surface with limits.
    pub fn limited(limits: Limits) -> Self {
        Self { limits, ..Self::default() }
    }
}
