//! The calendar month, the period of trackers and stat sheets.

use super::instant::{FIRST_YEAR, LAST_YEAR, Timestamp, local_date};
use chrono::{Datelike, Months, NaiveDate};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// A calendar month, written `2026-10`. Ordered by time.
///
/// Text is read for the years 1970 to 9998 only; a month computed from a date may lie outside of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Month {
    /// Always the first of the month, so that every month held is one the calendar knows.
    first: NaiveDate,
}

/// Text or numbers that are no month. Holds nothing of what was submitted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a month is written YYYY-MM, with a year from 1970 to 9998")]
pub struct MonthError;

impl Month {
    /// The month `month` (1 to 12) of `year` (1970 to 9998).
    ///
    /// # Errors
    /// [`MonthError`] outside of these bounds.
    pub fn new(year: i32, month: u32) -> Result<Self, MonthError> {
        if !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
            return Err(MonthError);
        }
        NaiveDate::from_ymd_opt(year, month, 1).map(|first| Self { first }).ok_or(MonthError)
    }

    /// The month that holds `date`.
    pub fn containing(date: NaiveDate) -> Self {
        // Every month has a first day; the fallback is never reached.
        Self { first: date.with_day(1).unwrap_or(date) }
    }

    /// The month an activity that started at `start` belongs to (TIME-8, TRACK-22): the local month of its
    /// start, also where it ends after midnight in the next one.
    pub fn of(start: Timestamp, tz: Tz) -> Self {
        Self::containing(local_date(start, tz))
    }

    /// Calendar year.
    pub fn year(self) -> i32 {
        self.first.year()
    }

    /// Number of the month, 1 to 12.
    pub fn month(self) -> u32 {
        self.first.month()
    }

    /// The 1st.
    pub fn first_day(self) -> NaiveDate {
        self.first
    }

    /// The 28th to 31st.
    pub fn last_day(self) -> NaiveDate {
        let next = self.first.checked_add_months(Months::new(1));
        next.and_then(|first| first.pred_opt()).unwrap_or(NaiveDate::MAX)
    }

    /// The month after; at the end of the calendar the month itself.
    #[must_use]
    pub fn next(self) -> Self {
        Self { first: self.first.checked_add_months(Months::new(1)).unwrap_or(self.first) }
    }

    /// The month before; at the beginning of the calendar the month itself.
    #[must_use]
    pub fn previous(self) -> Self {
        Self { first: self.first.checked_sub_months(Months::new(1)).unwrap_or(self.first) }
    }

    /// Whether the month's last local day is over at `now`, so that its report may be handed in (TRACK-03).
    pub fn has_ended(self, now: Timestamp, tz: Tz) -> bool {
        local_date(now, tz) > self.last_day()
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year(), self.month())
    }
}

impl FromStr for Month {
    type Err = MonthError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (year, month) = text.split_once('-').ok_or(MonthError)?;
        // Digits are counted by hand: `parse` alone would take `+026` and `1`.
        let digits = |part: &str, len| part.len() == len && part.bytes().all(|b| b.is_ascii_digit());
        if !digits(year, 4) || !digits(month, 2) {
            return Err(MonthError);
        }
        Self::new(year.parse().map_err(|_| MonthError)?, month.parse().map_err(|_| MonthError)?)
    }
}

impl TryFrom<String> for Month {
    type Error = MonthError;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Month> for String {
    fn from(month: Month) -> Self {
        month.to_string()
    }
}
