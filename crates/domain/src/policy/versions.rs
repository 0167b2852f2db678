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
}

/// The version in force on a day, among those activated.
pub fn in_force_on<T>(versions: &[(EffectiveRange, T)], day: NaiveDate) -> Option<&T> {
    versions.iter().find(|(range, _)| range.contains(day)).map(|(_, version)| version)
}

/// An activated version on the timeline: what it asked for. Where a following version begins, it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// First local day in force.
    pub from: NaiveDate,
    /// The end it was activated with; none where it was left open.
    pub asked_until: Option<NaiveDate>,
}

fn overlap() -> Refusal {
    Refusal::new(RefusalCode::PolicyOverlap, "PROG-01")
}

/// The first day, after a day, that a version begins on.
fn next_after(terms: &[Term], day: NaiveDate) -> Option<NaiveDate> {
    terms.iter().map(|term| term.from).filter(|from| day < *from).min()
}

/// The days each term is in force: to its own end, or to the day the following one begins.
fn laid_out(terms: &[Term]) -> Vec<EffectiveRange> {
    let range = |term: &Term| {
        let until = [term.asked_until, next_after(terms, term.from)].into_iter().flatten().min();
        EffectiveRange { from: term.from, until }
    };
    terms.iter().map(range).collect()
}

/// Where a version to be activated goes on the timeline.
///
/// A version that was left open ends the day the new one begins, and the new one ends the day the next scheduled one
/// begins. What has already governed a day stays: a first version may take effect in the past, a later one only
/// from `today` on.
///
/// Returns the ranges of the existing versions as they become, in the order given, and the new range.
///
/// # Errors
/// `policy_overlap` where the new version would share a day with another, rewrite days already governed, or end
/// before the scheduled one after it, so that a day lay between that no version governs.
pub fn place_on_timeline(
    existing: &[Term],
    new: Term,
    today: NaiveDate,
) -> Result<(Vec<EffectiveRange>, EffectiveRange), Refusal> {
    let next = next_after(existing, new.from);
    let is_empty = new.asked_until.is_some_and(|until| until <= new.from);
    let rewrites = !existing.is_empty() && new.from < today;
    let misses_the_next = next.is_some() && new.asked_until.is_some_and(|until| Some(until) != next);
    let is_taken = |term: &Term| {
        term.from == new.from
            || (term.from < new.from && term.asked_until.is_some_and(|until| new.from < until))
    };
    if is_empty || rewrites || misses_the_next || existing.iter().any(is_taken) {
        return Err(overlap());
    }
    let terms: Vec<Term> = existing.iter().copied().chain([new]).collect();
    let mut ended = laid_out(&terms);
    let range = ended.pop().unwrap_or(EffectiveRange { from: new.from, until: new.asked_until });
    Ok((ended, range))
}

/// What becomes of the other versions once a scheduled one is withdrawn: the one before it goes on to its own end, or
/// to the day the next one begins. In the order given.
///
/// # Errors
/// `step_out_of_order` where the version governs `today`, or has governed a day: what governed is never rewritten.
/// `policy_overlap` where the version before it has an end of its own, and days before the next one would be
/// governed by none.
pub fn withdraw_from_timeline(
    others: &[Term],
    withdrawn: Term,
    today: NaiveDate,
) -> Result<Vec<EffectiveRange>, Refusal> {
    if withdrawn.from <= today {
        return Err(Refusal::new(RefusalCode::StepOutOfOrder, "PROG-01"));
    }
    let ranges = laid_out(others);
    let before = ranges.iter().filter(|range| range.from < withdrawn.from).max_by_key(|range| range.from);
    let next = next_after(others, withdrawn.from);
    if next.is_some() && before.is_some_and(|range| range.until != next) {
        return Err(overlap());
    }
    Ok(ranges)
}

#[cfg(test)]
mod tests {
    use super::{EffectiveRange, Term, in_force_on, place_on_timeline, withdraw_from_timeline};
    use crate::catalog::RefusalCode;
    use chrono::NaiveDate;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn range(from: &str, until: Option<&str>) -> EffectiveRange {
        EffectiveRange { from: day(from), until: until.map(day) }
    }

    fn term(from: &str, until: Option<&str>) -> Term {
        Term { from: day(from), asked_until: until.map(day) }
    }

    fn place(existing: &[Term], new: Term) -> Result<(Vec<EffectiveRange>, EffectiveRange), RefusalCode> {
        place_on_timeline(existing, new, day("2026-10-10")).map_err(|refusal| refusal.code)
    }

    fn withdraw(others: &[Term], withdrawn: Term) -> Result<Vec<EffectiveRange>, RefusalCode> {
        withdraw_from_timeline(others, withdrawn, day("2026-10-10")).map_err(|refusal| refusal.code)
    }

    #[test]
    fn prog_01_a_new_version_ends_the_open_one_the_day_it_begins() {
        let (ended, new) = place(&[term("2018-12-10", None)], term("2026-10-18", None)).unwrap();
        assert_eq!(ended, [range("2018-12-10", Some("2026-10-18"))]);
        let timeline = [(ended[0], 1), (new, 2)];
        assert_eq!(in_force_on(&timeline, day("2026-10-17")), Some(&1));
        assert_eq!(in_force_on(&timeline, day("2026-10-18")), Some(&2));
    }

    #[test]
    fn prog_01_a_version_before_a_scheduled_one_ends_where_that_one_begins() {
        let existing = [term("2018-12-10", None), term("2030-01-01", None)];
        for until in [None, Some("2030-01-01")] {
            let (ended, new) = place(&existing, term("2026-10-18", until)).unwrap();
            assert_eq!(new, range("2026-10-18", Some("2030-01-01")));
            assert_eq!(ended, [range("2018-12-10", Some("2026-10-18")), range("2030-01-01", None)]);
        }
        for until in ["2029-12-31", "2030-01-02"] {
            let refused = place(&existing, term("2026-10-18", Some(until)));
            assert_eq!(refused, Err(RefusalCode::PolicyOverlap), "{until}");
        }
    }

    #[test]
    fn prog_01_overlapping_ranges_are_refused() {
        for (existing, new) in [
            (term("2026-10-18", None), term("2026-10-18", None)),
            (term("2026-11-01", None), term("2026-10-18", Some("2026-11-02"))),
            (term("2026-01-01", Some("2026-12-01")), term("2026-11-30", None)),
            (term("2026-01-01", None), term("2026-10-09", None)),
            (term("2026-01-01", None), term("2026-12-01", Some("2026-12-01"))),
        ] {
            assert_eq!(place(&[existing], new), Err(RefusalCode::PolicyOverlap), "{existing:?} {new:?}");
        }
        assert!(place(&[term("2026-01-01", Some("2026-12-01"))], term("2026-12-01", None)).is_ok());
    }

    #[test]
    fn prog_01_what_is_withdrawn_gives_its_days_to_the_version_before_it() {
        let first = term("2018-12-10", None);
        let open = withdraw(&[first], term("2026-10-11", None)).unwrap();
        assert_eq!(open, [range("2018-12-10", None)]);
        let to_the_next = withdraw(&[first, term("2030-01-01", None)], term("2026-10-18", None)).unwrap();
        assert_eq!(to_the_next, [range("2018-12-10", Some("2030-01-01")), range("2030-01-01", None)]);
        // An end of its own stays.
        let ended = term("2018-12-10", Some("2026-10-18"));
        let own = withdraw(&[ended], term("2026-10-18", None)).unwrap();
        assert_eq!(own, [range("2018-12-10", Some("2026-10-18"))]);
        let gap = withdraw(&[ended, term("2030-01-01", None)], term("2026-10-18", None));
        assert_eq!(gap, Err(RefusalCode::PolicyOverlap));
    }

    #[test]
    fn prog_01_what_governs_or_governed_a_day_is_not_withdrawn() {
        for from in ["2026-10-10", "2026-10-09"] {
            let refused = withdraw(&[term("2018-12-10", None)], term(from, None));
            assert_eq!(refused, Err(RefusalCode::StepOutOfOrder), "{from}");
        }
    }

    #[test]
    fn prog_01_before_the_first_version_nothing_is_in_force() {
        assert_eq!(in_force_on(&[(range("2018-12-10", None), 1)], day("2018-12-09")), None);
    }
}
