//! Primary rules of a release, and when its period seals.

use super::model::{Cell, Mask};
use super::terms::ReleaseTerms;
use crate::activity::Tally;
use crate::calendar::days_after;
use chrono::NaiveDate;

/// Fewest supporters a released figure stands for.
pub const MIN_SUPPORTERS: u32 = 3;
/// Greatest part of a released figure that one supporter may have put in, in percent.
pub const DOMINANCE_PERCENT: u32 = 75;
/// Days a period stays open after its report is due.
pub const GRACE_DAYS: u32 = 5;

/// What each supporter put into a tally: minutes, or sessions where the policy lets no minutes be kept.
pub fn shares_of(tally: &Tally) -> Vec<u32> {
    let shares = || tally.shares.values();
    if tally.minutes == 0 {
        shares().map(|share| share.sessions).collect()
    } else {
        shares().map(|share| share.minutes).collect()
    }
}

/// The mask of a figure that stands for `responses` contacts, from the `shares` of its supporters.
///
/// Hidden are fewer than `release.k` contacts (zero like any small number), fewer than three supporters who put
/// anything in, and a supporter with over 75 % of it: that one could subtract the own part and read the rest.
pub fn primary_mask(terms: &ReleaseTerms, responses: u32, shares: &[u32]) -> Mask {
    let supporters = shares.iter().fold(0, |count: u32, share| count + u32::from(*share > 0));
    let sum: u64 = shares.iter().map(|share| u64::from(*share)).sum();
    let greatest = shares.iter().max().copied().unwrap_or(0);
    let dominated = u64::from(greatest) * 100 > sum * u64::from(DOMINANCE_PERCENT);
    if responses < terms.release_k || supporters < MIN_SUPPORTERS || dominated {
        Mask::Hide
    } else {
        Mask::Show
    }
}

/// A total as it is released; its other measures go under the same [`primary_mask`].
pub fn mask_total(terms: &ReleaseTerms, responses: u32, shares: &[u32]) -> Cell {
    primary_mask(terms, responses, shares).apply(responses)
}

/// The first local day on which the period of a report due on `due` can seal, as it is announced beforehand.
pub fn earliest_seal(due: NaiveDate, grace_days: u32) -> NaiveDate {
    days_after(due, grace_days)
}

/// The local day on which a period seals: its due date plus grace, or its first combination, whichever is
/// later. `None` as long as nobody has combined it.
pub fn seals_on(due: NaiveDate, grace_days: u32, first_combined_on: Option<NaiveDate>) -> Option<NaiveDate> {
    first_combined_on.map(|combined| combined.max(earliest_seal(due, grace_days)))
}
