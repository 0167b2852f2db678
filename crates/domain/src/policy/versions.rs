//! Which version of a policy governs a day (PROG-01).

use crate::catalog::RefusalCode;
use crate::decision::Refusal;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Local days a version is in force: `[from, until)`, open-ended where `until` is absent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EffectiveRange {
    /// First local day in force.
    pub from: NaiveDate,
    /// First local day no longer in force.
    pub until: Option<NaiveDate>,
}

impl EffectiveRange {
    /// Whether the day lies in the range.
    pub fn contains(&self, day: NaiveDate) -> bool {
        self.from <= day && self.until.is_none_or(|until| day < until)
    }

    fn overlaps(self, other: Self) -> bool {
        self.until.is_none_or(|until| other.from < until) && other.until.is_none_or(|until| self.from < until)
    }
}

/// The version in force on a day, among those activated.
pub fn in_force_on<T>(versions: &[(EffectiveRange, T)], day: NaiveDate) -> Option<&T> {
    versions.iter().find(|(range, _)| range.contains(day)).map(|(_, version)| version)
}

/// Where a version to be activated goes on the timeline.
///
/// The open-ended version in force, if any, ends the day the new one begins. What has already governed a day
/// stays: a first version may take effect in the past, a later one only from `today` on.
///
/// Returns the ranges of the existing versions as they become, in the order given, and the new range.
///
/// # Errors
/// `policy_overlap` where the new version would share a day with another, or rewrite days already governed.
pub fn place_on_timeline(
    existing: &[EffectiveRange],
    new: EffectiveRange,
    today: NaiveDate,
) -> Result<(Vec<EffectiveRange>, EffectiveRange), Refusal> {
    let overlap = || Refusal::new(RefusalCode::PolicyOverlap, "PROG-01");
    if new.until.is_some_and(|until| until <= new.from) || (!existing.is_empty() && new.from < today) {
        return Err(overlap());
    }
    let ended: Vec<EffectiveRange> = existing
        .iter()
        .map(|range| match range.until {
            None if range.from < new.from => EffectiveRange { until: Some(new.from), ..*range },
            _ => *range,
        })
        .collect();
    if ended.iter().any(|range| range.overlaps(new)) {
        return Err(overlap());
    }
    Ok((ended, new))
}

#[cfg(test)]
mod tests {
    use super::{EffectiveRange, in_force_on, place_on_timeline};
    use crate::catalog::RefusalCode;
    use chrono::NaiveDate;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn range(from: &str, until: Option<&str>) -> EffectiveRange {
        EffectiveRange { from: day(from), until: until.map(day) }
    }

    #[test]
    fn prog_01_a_new_version_ends_the_open_one_the_day_it_begins() {
        let today = day("2026-10-10");
        let (ended, new) =
            place_on_timeline(&[range("2018-12-10", None)], range("2026-10-18", None), today).unwrap();
        assert_eq!(ended, [range("2018-12-10", Some("2026-10-18"))]);
        let timeline = [(ended[0], 1), (new, 2)];
        assert_eq!(in_force_on(&timeline, day("2026-10-17")), Some(&1));
        assert_eq!(in_force_on(&timeline, day("2026-10-18")), Some(&2));
    }

    #[test]
    fn prog_01_overlapping_ranges_are_refused() {
        let today = day("2026-10-10");
        for (existing, new) in [
            (range("2026-10-18", None), range("2026-10-18", None)),
            (range("2026-11-01", None), range("2026-10-18", None)),
            (range("2026-01-01", Some("2026-12-01")), range("2026-11-30", None)),
            (range("2026-01-01", None), range("2026-10-09", None)),
            (range("2026-01-01", None), range("2026-12-01", Some("2026-12-01"))),
        ] {
            let refusal = place_on_timeline(&[existing], new, today).unwrap_err();
            assert_eq!(refusal.code, RefusalCode::PolicyOverlap);
        }
    }

    #[test]
    fn prog_01_before_the_first_version_nothing_is_in_force() {
        assert_eq!(in_force_on(&[(range("2018-12-10", None), 1)], day("2018-12-09")), None);
    }
}
