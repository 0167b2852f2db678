use crate::problem::Problem;
use crate::state::Work;
use chrono::NaiveDate;
use peerline_domain::activity::ReportTerms;
use peerline_domain::calendar::Month;
use peerline_domain::policy::PolicyDocument;
use peerline_domain::release::{GRACE_DAYS, earliest_seal, seals_on};

/// When a month seals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct SealPlan {
    /// Local day its reports are due, where the policy asks for any.
    pub(super) due_on: Option<NaiveDate>,
    /// First local day it can seal.
    pub(super) earliest: NaiveDate,
    /// Local day it seals, once it was combined.
    pub(super) seals_on: Option<NaiveDate>,
}

/// The plan of a month under the policy in force on its last day. Where no report is asked for, the grace counts
/// from the end of the month.
pub(super) fn plan(
    work: &mut Work<'_, '_>,
    month: Month,
    document: &PolicyDocument,
) -> Result<SealPlan, Problem> {
    let due_on = ReportTerms::read(document)?.due_on(month);
    let closes_on = due_on.unwrap_or_else(|| month.last_day());
    let first_combined_on = work.tx.combinations_of(month)?.first().map(|first| first.combined_on);
    Ok(SealPlan {
        due_on,
        earliest: earliest_seal(closes_on, GRACE_DAYS),
        seals_on: seals_on(closes_on, GRACE_DAYS, first_combined_on),
    })
}
