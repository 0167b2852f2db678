use crate::problem::Problem;
use crate::state::Work;
use peerline_domain::activity::ActivityTerms;
use peerline_domain::calendar::Month;
use peerline_domain::policy::PolicyDocument;

/// The code lists a month's entries were judged by: those of its last day, and what the version of its first
/// day, or the one it is combined under, lists besides.
pub(super) fn month_terms(
    work: &mut Work<'_, '_>,
    month: Month,
    combined_under: &PolicyDocument,
) -> Result<ActivityTerms, Problem> {
    let combined_under = ActivityTerms::read(combined_under)?;
    let mut terms = match work.policy_at(month.last_day())? {
        Some(version) => ActivityTerms::read(&version.document)?,
        None => combined_under.clone(),
    };
    if let Some(version) = work.policy_at(month.first_day())? {
        add_codes(&mut terms, ActivityTerms::read(&version.document)?);
    }
    add_codes(&mut terms, combined_under);
    Ok(terms)
}

fn add_codes(terms: &mut ActivityTerms, other: ActivityTerms) {
    for kind in other.kinds {
        if terms.kind(&kind.code).is_none() {
            terms.kinds.push(kind);
        }
    }
    for mode in other.modes {
        if terms.mode(&mode.code).is_none() {
            terms.modes.push(mode);
        }
    }
    for category in other.categories {
        if terms.categories.iter().all(|known| known.code != category.code) {
            terms.categories.push(category);
        }
    }
}
