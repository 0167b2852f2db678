//! Years of membership (TIME-4, COMMIT-03) and look-backs over years (TIME-6, ELIG-03, REFER-03).

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// The same month and day `years` later; 29 February becomes 28 February where there is none (TIME-4).
pub fn add_years(date: NaiveDate, years: u32) -> NaiveDate {
    date.checked_add_months(Months::new(years.saturating_mul(12))).unwrap_or(NaiveDate::MAX)
}

/// The same month and day `years` earlier; 29 February becomes 28 February where there is none (TIME-4).
pub fn subtract_years(date: NaiveDate, years: u32) -> NaiveDate {
    date.checked_sub_months(Months::new(years.saturating_mul(12))).unwrap_or(NaiveDate::MIN)
}

/// One year of a membership: half-open, `[start, start + 1 year)`, personal and neither calendar nor fiscal
/// (COMMIT-03).
///
/// A year remembers the first day of the *membership*, because later years are counted from there: after a
/// start on 29 February 2028 the second year begins on 28 February 2029, the fifth on 29 February 2032 again.
/// Years chained one from the other would stay on the 28th.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct YearTerm {
    origin: NaiveDate,
    index: u32,
}

impl YearTerm {
    /// The first year of a membership effective on `effective`, which is not the day the commitment was signed
    /// (COMMIT-03).
    pub fn starting(effective: NaiveDate) -> Self {
        Self { origin: effective, index: 0 }
    }

    /// The year that begins `n` years after the membership's first day: 0 is the first year, whichever year
    /// of the membership it is asked of.
    #[must_use]
    pub fn nth(self, n: u32) -> Self {
        Self { origin: self.origin, index: n }
    }

    /// The year after. It starts the day this one ends, also where it was renewed early (COMMIT-04).
    #[must_use]
    pub fn next(self) -> Self {
        self.nth(self.index.saturating_add(1))
    }

    /// How many years of the membership went before: 0 in the first.
    pub fn index(self) -> u32 {
        self.index
    }

    /// First day of the year.
    pub fn start(self) -> NaiveDate {
        add_years(self.origin, self.index)
    }

    /// First day that is no longer in the year.
    pub fn end_exclusive(self) -> NaiveDate {
        add_years(self.origin, self.index.saturating_add(1))
    }

    /// Last day of the year, until which a renewal must be complete (COMMIT-04).
    pub fn last_day(self) -> NaiveDate {
        self.end_exclusive().pred_opt().unwrap_or(NaiveDate::MIN)
    }

    /// Whether the local day `date` is in the year.
    pub fn contains(self, date: NaiveDate) -> bool {
        self.start() <= date && date < self.end_exclusive()
    }
}

/// Whether an event exactly N years old counts as within the last N years (`lookback.boundary`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Boundary {
    /// It does not (TIME-6, the general rule). ELIG-03 goes by it: discipline exactly two years old no longer
    /// counts against the applicant (AZ IV.B.3; inferred).
    ExclusiveOfAnniversary,
    /// It does. REFER-03 goes by it: a case closed exactly one year before the incident still counts as open
    /// "within the last year" (AZ V.C; inferred).
    InclusiveOfAnniversary,
}

/// Whether `event` lies within the last `years` years before `reference` (TIME-6).
///
/// The look-back begins on the reference's day that many years earlier; 29 February clamps to the 28th
/// (TIME-4). It is open towards later days: discipline after the application date, or a case closed after the
/// incident, is not older than the look-back. Whoever must refuse a later date does so beforehand.
pub fn within_last_years(event: NaiveDate, reference: NaiveDate, years: u32, boundary: Boundary) -> bool {
    let anniversary = subtract_years(reference, years);
    match boundary {
        Boundary::ExclusiveOfAnniversary => event > anniversary,
        Boundary::InclusiveOfAnniversary => event >= anniversary,
    }
}
