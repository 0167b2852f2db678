//! What is kept of follow-ups, and what is shown.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Which follow-up. The codes are the catalog's; after how many days each is due, the policy says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Stage {
    /// The first one, always scheduled (FOLLOW-07).
    Day30,
    /// The second one, only if necessary (FOLLOW-08).
    Day90,
}

impl Stage {
    /// Every stage.
    pub const ALL: [Self; 2] = [Self::Day30, Self::Day90];
}

/// What is known of the follow-ups of one person, in local days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FollowUps {
    /// Day of the initial meeting, from which both are counted.
    pub met_on: NaiveDate,
    /// When the first was held.
    pub first_held_on: Option<NaiveDate>,
    /// Whether a second is necessary; judged at the first.
    pub second_needed: bool,
    /// When the second was held.
    pub second_held_on: Option<NaiveDate>,
}

impl FollowUps {
    /// Nothing held yet after the initial meeting.
    pub const fn after(met_on: NaiveDate) -> Self {
        Self { met_on, first_held_on: None, second_needed: false, second_held_on: None }
    }
}

/// A follow-up that is scheduled or was held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Planned {
    /// Which.
    pub stage: Stage,
    /// Local day it is due. Weekends and holidays do not move it (TIME-5).
    pub due_on: NaiveDate,
    /// When it was held.
    pub held_on: Option<NaiveDate>,
    /// Whether the day is over and it was not held (FOLLOW-10).
    pub is_overdue: bool,
}
