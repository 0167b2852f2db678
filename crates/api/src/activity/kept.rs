//! What of recorded responses is told (Part 1D, PROG-01).

use crate::problem::Problem;
use crate::state::Work;
use chrono::NaiveDate;
use peerline_domain::activity::{ActivityTerms, Entry, Kept, stripped};
use std::collections::BTreeMap;

/// What may stay of a month's entries: of each the stricter of the policy of its day and the one in force now,
/// whatever was in force when it was recorded.
pub struct KeptNow {
    now: Kept,
    by_day: BTreeMap<NaiveDate, Kept>,
}

impl KeptNow {
    /// Reads the policy in force now.
    pub fn of(work: &mut Work<'_, '_>) -> Result<Self, Problem> {
        let now = ActivityTerms::read(work.policy()?.document())?.kept;
        Ok(Self { now, by_day: BTreeMap::new() })
    }

    /// The entry as it may be told. Where no policy was in force on its day, by the one in force now.
    pub fn strip(&mut self, work: &mut Work<'_, '_>, entry: Entry) -> Result<Entry, Problem> {
        if let Some(kept) = self.by_day.get(&entry.day) {
            return Ok(stripped(*kept, entry));
        }
        let version = work.policy_at(entry.day)?;
        let of_day = version.map(|version| ActivityTerms::read(&version.document)).transpose()?;
        let kept = of_day.map_or(self.now, |terms| terms.kept.and(self.now));
        self.by_day.insert(entry.day, kept);
        Ok(stripped(kept, entry))
    }
}
