//! Windows, due dates and years (catalog 0.5, TIME-1 … TIME-8).
//!
//! Time is UTC with microseconds inside; the agency's IANA zone (TIME-1) is passed in wherever a local day
//! decides. Nothing here panics or fails on a far date: an end that the calendar cannot hold is its last one.

mod due;
mod instant;
mod month;
mod term;
mod window;

pub use due::{DayOfMonth, DueRule, DueRuleError, WeekOfMonth, end_of_day, is_on_time};
pub use instant::{
    FIRST_YEAR, InstantError, LAST_YEAR, Timestamp, local_date, parse_instant, to_microseconds,
};
pub use month::{Month, MonthError};
pub use term::{Boundary, YearTerm, add_years, subtract_years, within_last_years};
pub use window::{DaysWindow, HoursWindow, Interval, Timing, WindowError, days_after};
