use super::dto::{PlannedRelease, ReleaseCalendar};
use super::plan::plan;
use crate::problem::{Problem, TechnicalCode};
use crate::state::Work;
use peerline_domain::calendar::Month;

/// When the releases of a year come.
pub(super) fn of_year(work: &mut Work<'_, '_>, year: i32) -> Result<ReleaseCalendar, Problem> {
    let today = work.policy()?.today;
    let mut items = Vec::new();
    for number in 1..=12 {
        let month = Month::new(year, number).map_err(|_| {
            Problem::technical(TechnicalCode::MalformedRequest).saying("year is 1970 to 9998")
        })?;
        let Some(version) = work.policy_at(month.last_day())? else { continue };
        let plan = plan(work, month, &version.document)?;
        let state = match plan.seals_on {
            Some(day) if day <= today => "sealed",
            None if plan.earliest <= today => "awaiting",
            _ => "open",
        };
        items.push(PlannedRelease {
            month,
            due_on: plan.due_on,
            seals_on: plan.seals_on,
            state: state.to_owned(),
        });
    }
    Ok(ReleaseCalendar { year, items })
}
