//! What a round measured.

use hdrhistogram::Histogram;
use std::time::Duration;

/// What a subject did in one round.
#[derive(Debug, Clone, Copy, serde::Serialize, serde::Deserialize)]
pub(crate) struct Figures {
    /// Requests or transactions a second.
    pub(crate) per_second: f64,
    /// Median, in milliseconds.
    pub(crate) p50_ms: f64,
    /// 99 of 100 took no longer, in milliseconds.
    pub(crate) p99_ms: f64,
}

impl Figures {
    /// From times in microseconds.
    #[expect(clippy::cast_precision_loss, reason = "counts and times of a few seconds")]
    pub(crate) fn of(times: &Histogram<u64>, took: Duration) -> Self {
        Self {
            per_second: times.len() as f64 / took.as_secs_f64(),
            p50_ms: times.value_at_quantile(0.5) as f64 / 1000.0,
            p99_ms: times.value_at_quantile(0.99) as f64 / 1000.0,
        }
    }

    /// The median of each figure over several rounds.
    pub(crate) fn median(rounds: &[Self]) -> Self {
        Self {
            per_second: median(rounds.iter().map(|round| round.per_second)),
            p50_ms: median(rounds.iter().map(|round| round.p50_ms)),
            p99_ms: median(rounds.iter().map(|round| round.p99_ms)),
        }
    }
}

/// The middle value, or the mean of the two in the middle; NaN of nothing.
pub(crate) fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match (values.get(middle.wrapping_sub(1)), values.get(middle)) {
        (Some(below), Some(above)) if values.len().is_multiple_of(2) => f64::midpoint(*below, *above),
        (_, Some(value)) => *value,
        _ => f64::NAN,
    }
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    #[expect(clippy::float_cmp, reason = "nothing is rounded")]
    fn the_median_stands_in_the_middle() {
        assert_eq!(median([3.0, 1.0, 2.0].into_iter()), 2.0);
        assert_eq!(median([4.0, 1.0, 3.0, 2.0].into_iter()), 2.5);
        assert_eq!(median([7.0].into_iter()), 7.0);
        assert!(median([].into_iter()).is_nan());
    }
}
