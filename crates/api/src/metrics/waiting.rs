use super::Metrics;
use std::sync::Arc;
use std::time::Instant;

/// A transaction that waits for the database, until this is dropped: when it begins, or when it never does.
pub struct Waiting {
    metrics: Arc<Metrics>,
    since: Instant,
}

impl Waiting {
    /// Begins to wait.
    pub fn for_the_database(metrics: &Arc<Metrics>) -> Self {
        metrics.begins_to_wait();
        Self { metrics: Arc::clone(metrics), since: Instant::now() }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.metrics.has_waited(self.since.elapsed());
    }
}
