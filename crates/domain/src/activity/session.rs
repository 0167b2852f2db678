//! What a coordinator's approval of a group response is good for (RESP-08).

use super::model::Kept;
use crate::calendar::Timestamp;
use chrono::NaiveDate;

/// An approved group response. One approval is for one session: the first entry that uses its code decides which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApprovedSession {
    /// No entry has used the code.
    Open {
        /// When it was approved.
        approved_at: Timestamp,
    },
    /// The code belongs to a session.
    Held {
        /// Local day of the session; the first of its month where days are not kept.
        day: NaiveDate,
        /// Whether the approval came no later than its start.
        approved_prior: bool,
    },
}

/// A group response as an entry tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Delivery {
    /// When it started; compared here and nowhere kept.
    pub started_at: Timestamp,
    /// Local day it started.
    pub day: NaiveDate,
    /// What may stay of the entry.
    pub kept: Kept,
    /// Whether the coordinator reports it as delivered by themselves.
    pub by_coordinator: bool,
}

/// Whether an approval covers an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Covers {
    /// It does.
    Yes {
        /// Whether it was given no later than the start. For the coordinator's own session it need not be.
        approved_prior: bool,
    },
    /// It was given after the start.
    NotPrior,
    /// It was for the session of another day.
    AnotherDay,
}

/// Whether the approval of a group response covers a delivery.
///
/// Approval is *prior* (AZ IV.C.1.a): for members and team leads it is not later than the start, compared as
/// instants while the first entry is recorded. Afterwards only the answer is kept, and every later entry of that
/// day is taken for the same session. The coordinator, whose knowledge and approval it is, may approve the own
/// session up to the moment of recording it; a code drawn that late covers nobody else.
#[must_use]
pub fn covers(session: ApprovedSession, delivery: &Delivery) -> Covers {
    let approved_prior = match session {
        ApprovedSession::Open { approved_at } => approved_at <= delivery.started_at,
        ApprovedSession::Held { day, .. } if day != delivery.day && day != delivery.bound_day() => {
            return Covers::AnotherDay;
        }
        ApprovedSession::Held { approved_prior, .. } => approved_prior,
    };
    if approved_prior || delivery.by_coordinator { Covers::Yes { approved_prior } } else { Covers::NotPrior }
}

impl Delivery {
    /// The day a code is bound to by this entry: as much of it as may be kept.
    #[must_use]
    pub fn bound_day(&self) -> NaiveDate {
        self.kept.day_of(self.day)
    }
}
