//! Windows written in hours (TIME-2) and in days (TIME-3). Both ends are inclusive.

use super::instant::Timestamp;
use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// From when to when, both ends inclusive; `None` means open on that side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct Interval<T> {
    /// First point inside.
    pub start: Option<T>,
    /// Last point inside.
    pub end: Option<T>,
}

impl<T: PartialOrd> Interval<T> {
    /// Where `at` lies.
    pub fn judge(&self, at: &T) -> Timing {
        if self.start.as_ref().is_some_and(|start| at < start) {
            Timing::Early
        } else if self.end.as_ref().is_some_and(|end| at > end) {
            Timing::Late
        } else {
            Timing::Inside
        }
    }
}

/// Where something lies relative to its window. What follows from it (a variance, a refusal, nothing) is the
/// business of the rule that asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Timing {
    /// Before the first point of the window.
    Early,
    /// Within it, ends included.
    Inside,
    /// After its last point.
    Late,
}

/// A window that ends before it begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a window's min may not be greater than its max")]
pub struct WindowError;

/// A window in elapsed hours on the UTC time line (TIME-2), as 24–72 h after an incident: the wall-clock ends
/// move by an hour across a clock change.
///
/// Without `min` nothing is early; a window that opens at the event itself has `min` 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Bounds", into = "Bounds")]
pub struct HoursWindow(Bounds);

/// A window in local calendar days (TIME-3), as days 4–7 after an exposure; the anchor day is day 0.
///
/// Without `min` nothing is early; a window that opens on the anchor day has `min` 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Bounds", into = "Bounds")]
pub struct DaysWindow(Bounds);

/// What both windows are written as: `{"min": 24, "max": 72}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bounds {
    #[serde(default)]
    min: Option<u32>,
    #[serde(default)]
    max: Option<u32>,
}

impl Bounds {
    fn checked(self) -> Result<Self, WindowError> {
        match (self.min, self.max) {
            (Some(min), Some(max)) if min > max => Err(WindowError),
            _ => Ok(self),
        }
    }

    fn interval<T>(self, point: impl Fn(u32) -> T) -> Interval<T> {
        Interval { start: self.min.map(&point), end: self.max.map(&point) }
    }
}

impl HoursWindow {
    /// A window from `min` to `max` hours after its anchor.
    ///
    /// # Errors
    /// [`WindowError`] where `min` is greater than `max`.
    pub fn new(min: Option<u32>, max: Option<u32>) -> Result<Self, WindowError> {
        Bounds { min, max }.checked().map(Self)
    }

    /// Hours after the anchor at which the window opens.
    pub fn min(self) -> Option<u32> {
        self.0.min
    }

    /// Hours after the anchor until which it stays open.
    pub fn max(self) -> Option<u32> {
        self.0.max
    }

    /// The window's ends for something that happened at `anchor`.
    pub fn from(self, anchor: Timestamp) -> Interval<Timestamp> {
        self.0.interval(|hours| {
            let elapsed = TimeDelta::hours(i64::from(hours));
            anchor.checked_add_signed(elapsed).unwrap_or(DateTime::<Utc>::MAX_UTC)
        })
    }

    /// Where `at` lies in the window of `anchor`; exactly `max` hours later is still inside.
    pub fn judge(self, anchor: Timestamp, at: Timestamp) -> Timing {
        self.from(anchor).judge(&at)
    }
}

impl DaysWindow {
    /// A window from day `min` to day `max`, the anchor's day being day 0.
    ///
    /// # Errors
    /// [`WindowError`] where `min` is greater than `max`.
    pub fn new(min: Option<u32>, max: Option<u32>) -> Result<Self, WindowError> {
        Bounds { min, max }.checked().map(Self)
    }

    /// Day on which the window opens.
    pub fn min(self) -> Option<u32> {
        self.0.min
    }

    /// Last day of the window.
    pub fn max(self) -> Option<u32> {
        self.0.max
    }

    /// The window's first and last day for something that happened on the local day `anchor`.
    pub fn from(self, anchor: NaiveDate) -> Interval<NaiveDate> {
        self.0.interval(|days| days_after(anchor, days))
    }

    /// Where the local day `at` lies in the window of `anchor`.
    pub fn judge(self, anchor: NaiveDate, at: NaiveDate) -> Timing {
        self.from(anchor).judge(&at)
    }
}

/// The day `days` calendar days after `anchor` (TIME-3): "one week" is 7. Weekends and holidays count.
pub fn days_after(anchor: NaiveDate, days: u32) -> NaiveDate {
    anchor.checked_add_days(Days::new(u64::from(days))).unwrap_or(NaiveDate::MAX)
}

impl TryFrom<Bounds> for HoursWindow {
    type Error = WindowError;

    fn try_from(bounds: Bounds) -> Result<Self, Self::Error> {
        bounds.checked().map(Self)
    }
}

impl From<HoursWindow> for Bounds {
    fn from(window: HoursWindow) -> Self {
        window.0
    }
}

impl TryFrom<Bounds> for DaysWindow {
    type Error = WindowError;

    fn try_from(bounds: Bounds) -> Result<Self, Self::Error> {
        bounds.checked().map(Self)
    }
}

impl From<DaysWindow> for Bounds {
    fn from(window: DaysWindow) -> Self {
        window.0
    }
}
