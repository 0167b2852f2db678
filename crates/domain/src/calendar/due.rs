//! When a monthly report is due, and what counts as on time (TIME-5, TRACK-02, TRACK-10).

use super::instant::{Timestamp, local_date};
use super::month::Month;
use super::window::days_after;
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc, Weekday};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// The day on which the report of a month is due, always in the month after (`tracker.due`).
///
/// There is no shift for weekends or holidays, because no source grants one (TIME-5, `due.shift = none`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case", deny_unknown_fields)]
pub enum DueRule {
    /// The first to fourth of a weekday, as AZ's first Thursday (TRACK-02).
    NthWeekday {
        /// Which one, 1 to 4.
        nth: WeekOfMonth,
        /// `mon` to `sun`.
        #[serde(with = "WeekdayCode")]
        weekday: Weekday,
    },
    /// A day by its number, as OC's 10th (TRACK-10); in a shorter month its last day.
    DayOfMonth {
        /// 1 to 31.
        day: DayOfMonth,
    },
}

/// Which of a month's Thursdays (or other weekdays): 1 to 4, since not every month has a fifth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct WeekOfMonth(u8);

/// A day's number in its month: 1 to 31.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct DayOfMonth(u8);

/// A due rule that names a day not every month can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DueRuleError {
    /// `nth` outside 1 to 4.
    #[error("the number of a weekday in its month is 1 to 4")]
    WeekOfMonth,
    /// `day` outside 1 to 31.
    #[error("the day of a month is 1 to 31")]
    DayOfMonth,
}

/// Codes of the weekdays in a policy; chrono's own are `Mon` to `Sun`.
#[derive(Serialize, Deserialize)]
#[serde(remote = "Weekday", rename_all = "snake_case")]
enum WeekdayCode {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

impl TryFrom<u8> for WeekOfMonth {
    type Error = DueRuleError;

    fn try_from(nth: u8) -> Result<Self, Self::Error> {
        if (1..=4).contains(&nth) { Ok(Self(nth)) } else { Err(DueRuleError::WeekOfMonth) }
    }
}

impl From<WeekOfMonth> for u8 {
    fn from(nth: WeekOfMonth) -> Self {
        nth.0
    }
}

impl TryFrom<u8> for DayOfMonth {
    type Error = DueRuleError;

    fn try_from(day: u8) -> Result<Self, Self::Error> {
        if (1..=31).contains(&day) { Ok(Self(day)) } else { Err(DueRuleError::DayOfMonth) }
    }
}

impl From<DayOfMonth> for u8 {
    fn from(day: DayOfMonth) -> Self {
        day.0
    }
}

impl DueRule {
    /// The local day on which the report of the month `reported` is due.
    pub fn due_for(self, reported: Month) -> NaiveDate {
        let due_month = reported.next();
        let first = due_month.first_day();
        match self {
            Self::NthWeekday { nth, weekday } => {
                let to_weekday = weekday.days_since(first.weekday());
                days_after(first, to_weekday + 7 * (u32::from(nth.0) - 1))
            }
            Self::DayOfMonth { day } => {
                first.with_day(u32::from(day.0)).unwrap_or_else(|| due_month.last_day())
            }
        }
    }
}

/// Whether something due on the local day `due` and received at `submitted` is on time (TIME-5): it is as
/// long as the agency's calendar shows that day or an earlier one.
pub fn is_on_time(due: NaiveDate, submitted: Timestamp, tz: Tz) -> bool {
    local_date(submitted, tz) <= due
}

/// The first instant at which the zone's calendar shows a day after `date`: the *exclusive* end of the day,
/// as it is announced beside a due date.
///
/// It is right where midnight does not exist (clocks go from 00:00 to 01:00), where it occurs twice, and for
/// a day that a zone left out (Samoa, 2011-12-30). Where clocks went back over a midnight that had passed
/// (00:01 to 23:01 in Newfoundland until 2010) the old day returned for an hour; there [`is_on_time`], which
/// goes by the calendar, is more lenient than this instant.
pub fn end_of_day(date: NaiveDate, tz: Tz) -> Timestamp {
    let Some(next_day) = date.succ_opt() else {
        return DateTime::<Utc>::MAX_UTC;
    };
    let midnight = next_day.and_time(NaiveTime::MIN);
    tz.from_local_datetime(&midnight).earliest().map_or_else(
        || first_instant_after_gap(date, midnight.and_utc(), tz),
        |first| first.with_timezone(&Utc),
    )
}

/// Finds the clock change that swallowed the midnight after `date`, by halving. `near` is that midnight read
/// as UTC: no zone is or was a whole day off, so that 24 h before it the old day still runs, and 48 h after it
/// a later one does.
fn first_instant_after_gap(date: NaiveDate, near: Timestamp, tz: Tz) -> Timestamp {
    let after = |seconds: i64| {
        near.checked_add_signed(TimeDelta::seconds(seconds)).unwrap_or(DateTime::<Utc>::MAX_UTC)
    };
    let (mut old_day, mut later_day) = (-24 * 3600, 48 * 3600);
    while later_day - old_day > 1 {
        let middle = i64::midpoint(old_day, later_day);
        if local_date(after(middle), tz) > date {
            later_day = middle;
        } else {
            old_day = middle;
        }
    }
    after(later_day)
}
