//! What is recorded of a session.

use crate::calendar::Month;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One session, as the member who delivered it reports it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Kind of intervention, a code of the policy.
    pub kind: String,
    /// Mode of contact, a code of the policy.
    pub mode: Option<String>,
    /// Issue or stress category, a code of the policy.
    pub category: Option<String>,
    /// Length in whole minutes, 1 to 1440 (RESP-35); absent where the policy lets only tallies be kept.
    pub minutes: Option<u32>,
    /// People supported: 1, or for a group at least 2.
    pub participants: u32,
    /// How many referrals out were given; where to is not said.
    pub referrals_out: u32,
    /// Whether the recipient chose the mode (RESP-02); none where that is not told.
    pub mode_chosen_by_recipient: Option<bool>,
    /// Random code that the members who delivered one group session share, so that the team's total counts it
    /// once (TRACK-04). It says nothing of anybody, and is for the session of one local day.
    pub session_code: Option<String>,
    /// Local day the session *started*: past midnight it still belongs to this day and its month (TRACK-22).
    pub day: NaiveDate,
}

/// A session that is being planned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedSession {
    /// Kind of intervention, a code of the policy.
    pub kind: String,
    /// Mode of contact, a code of the policy.
    pub mode: Option<String>,
    /// Planned length in whole minutes, where one is planned.
    pub minutes: Option<u32>,
    /// Whether the recipient chose the mode (RESP-02).
    pub mode_chosen_by_recipient: bool,
}

/// Which parts of an entry may stay under a policy (Part 1D). The kind and how many were supported always may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "one yes or no per part, as in the catalog's Part 1D")]
pub struct Kept {
    /// The day; otherwise the month only.
    pub day: bool,
    /// The minutes.
    pub minutes: bool,
    /// The mode.
    pub mode: bool,
    /// The category.
    pub category: bool,
    /// Whether the recipient chose the mode.
    pub chooser: bool,
    /// How many referrals out were given.
    pub referrals: bool,
}

impl Kept {
    /// Nothing but month, kind and how many were supported.
    pub const NOTHING: Self =
        Self { day: false, minutes: false, mode: false, category: false, chooser: false, referrals: false };

    /// What may stay under both: what is recorded follows the stricter of the version in force on the day of the
    /// session and the one in force now.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            day: self.day && other.day,
            minutes: self.minutes && other.minutes,
            mode: self.mode && other.mode,
            category: self.category && other.category,
            chooser: self.chooser && other.chooser,
            referrals: self.referrals && other.referrals,
        }
    }

    /// As much of a day as may stay: the first of its month where the day may not.
    #[must_use]
    pub fn day_of(self, day: NaiveDate) -> NaiveDate {
        if self.day { day } else { Month::containing(day).first_day() }
    }
}
