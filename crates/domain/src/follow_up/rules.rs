//! When follow-ups are due, and in which order they are held.

use super::model::{FollowUps, Planned, Stage};
use super::terms::FollowUpTerms;
use crate::calendar::days_after;
use crate::catalog::{RefusalCode, VarianceCode};
use crate::decision::{Decision, Refusal, Variance};
use chrono::NaiveDate;

fn due(terms: &FollowUpTerms, kept: &FollowUps, stage: Stage) -> Option<NaiveDate> {
    match stage {
        Stage::Day30 => Some(days_after(kept.met_on, terms.first_after)),
        Stage::Day90 => terms.second_after.map(|days| days_after(kept.met_on, days)),
    }
}

/// The follow-ups scheduled and held, in their order: the first always, the second where it was found necessary.
pub fn planned(terms: &FollowUpTerms, kept: &FollowUps, today: NaiveDate) -> Vec<Planned> {
    let show = |stage, held_on: Option<NaiveDate>| {
        let due_on = due(terms, kept, stage)?;
        Some(Planned { stage, due_on, held_on, is_overdue: held_on.is_none() && today > due_on })
    };
    let second = kept.second_needed.then(|| show(Stage::Day90, kept.second_held_on)).flatten();
    show(Stage::Day30, kept.first_held_on).into_iter().chain(second).collect()
}

/// Whether a scheduled follow-up was not held yet.
pub fn is_outstanding(terms: &FollowUpTerms, kept: &FollowUps) -> bool {
    planned(terms, kept, kept.met_on).iter().any(|one| one.held_on.is_none())
}

/// Whether a follow-up may be held now. Early and late are both fine (FOLLOW-07).
///
/// # Errors
/// - `followup_out_of_order`: the second before the first was held and found it necessary (FOLLOW-08).
/// - `step_out_of_order`: held already.
pub fn may_hold(terms: &FollowUpTerms, kept: &FollowUps, stage: Stage) -> Result<(), Refusal> {
    let clause = terms.clause.as_deref();
    let held = match stage {
        Stage::Day30 => kept.first_held_on,
        Stage::Day90 if kept.first_held_on.is_none() || !kept.second_needed => {
            return Err(Refusal::new(RefusalCode::FollowupOutOfOrder, "FOLLOW-08").under(clause));
        }
        Stage::Day90 => kept.second_held_on,
    };
    match held {
        None => Ok(()),
        Some(_) => Err(Refusal::new(RefusalCode::StepOutOfOrder, "FOLLOW-07").under(clause)),
    }
}

/// Records that a follow-up was held today. `second_needed` is the judgment of the first: whether there is to be a
/// second; at the second it says nothing.
///
/// # Errors
/// As [`may_hold`]; `followup_out_of_order` also where the policy has no second one and it is found necessary.
pub fn hold(
    terms: &FollowUpTerms,
    kept: &FollowUps,
    stage: Stage,
    second_needed: bool,
    today: NaiveDate,
) -> Result<Decision<FollowUps>, Refusal> {
    may_hold(terms, kept, stage)?;
    let clause = terms.clause.as_deref();
    if stage == Stage::Day30 && second_needed && terms.second_after.is_none() {
        return Err(Refusal::new(RefusalCode::FollowupOutOfOrder, "FOLLOW-08").under(clause));
    }
    let after = match stage {
        Stage::Day30 => FollowUps { first_held_on: Some(today), second_needed, ..*kept },
        Stage::Day90 => FollowUps { second_held_on: Some(today), ..*kept },
    };
    let late = due(terms, kept, stage).is_some_and(|due_on| today > due_on);
    let variances =
        late.then(|| Variance::new(VarianceCode::FollowupOverdue, "FOLLOW-10", clause)).into_iter().collect();
    Ok(Decision::with(after, variances))
}
