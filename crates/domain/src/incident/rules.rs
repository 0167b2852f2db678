//! Which way an incident takes, and what may happen to it.

use super::model::{CaseJudgment, CaseStanding, IncidentEvent, IncidentState, Route, TriageOutcome};
use super::terms::IncidentTerms;
use crate::calendar::within_last_years;
use crate::catalog::RefusalCode;
use crate::decision::{Decision, Refusal};
use chrono::NaiveDate;

fn qualifies(terms: &IncidentTerms, case: CaseStanding, occurred_on: NaiveDate) -> bool {
    match case {
        CaseStanding::Ongoing => true,
        CaseStanding::ClosedOn(closed_on) => terms
            .lookback_years
            .is_some_and(|years| within_last_years(closed_on, occurred_on, years, terms.boundary)),
        CaseStanding::NeverOngoing => false,
    }
}

/// Judges a case for an incident of the local day `occurred_on`: it qualifies if it is ongoing, or was until
/// within the look-back (REFER-02, REFER-03). What comes back is all that may be kept of it.
pub fn judge_case(
    terms: &IncidentTerms,
    case: CaseStanding,
    occurred_on: NaiveDate,
    judged_on: NaiveDate,
) -> CaseJudgment {
    CaseJudgment { qualifies: qualifies(terms, case, occurred_on), judged_on }
}

/// The way an incident of the type `type_code` takes.
///
/// Where the policy asks for a qualifying case (`referral.case_lookback_years`) and the case does not qualify,
/// the incident is evaluated like any other significant one (REFER-02, REFER-04).
///
/// # Errors
/// - `kind_not_in_policy`: no such type.
/// - `field_required`: the type depends on a case, and `case` is not given.
pub fn route(
    terms: &IncidentTerms,
    type_code: &str,
    case: Option<CaseStanding>,
    occurred_on: NaiveDate,
) -> Result<Decision<Route>, Refusal> {
    route_of_sub_type(terms, type_code, None, case, occurred_on)
}

/// As [`route`], for policies whose types take different ways by their narrower code.
///
/// Without `sub_code` such a type goes to the manager, so that nothing is refused or taken up by itself
/// (REFER-14).
///
/// # Errors
/// As [`route`]; `kind_not_in_policy` also for a sub-code the type does not have.
pub fn route_of_sub_type(
    terms: &IncidentTerms,
    type_code: &str,
    sub_code: Option<&str>,
    case: Option<CaseStanding>,
    occurred_on: NaiveDate,
) -> Result<Decision<Route>, Refusal> {
    let known = terms.types.iter().filter(|entry| {
        entry.code == type_code
            && sub_code.is_none_or(|narrow| entry.sub_codes.iter().any(|code| code == narrow))
    });
    let mut routes = known.map(|entry| Route::from(entry.route));
    let first = routes.next().ok_or(Refusal::new(RefusalCode::KindNotInPolicy, "REFER-04"))?;
    let route = if routes.all(|other| other == first) { first } else { Route::ConsultManagerOtherOptions };
    if route != Route::OutreachOffered || terms.lookback_years.is_none() {
        return Ok(Decision::clean(route));
    }
    let case = case.ok_or_else(|| {
        Refusal::new(RefusalCode::FieldRequired, "REFER-02").under(terms.lookback_clause.as_deref())
    })?;
    Ok(Decision::clean(if qualifies(terms, case, occurred_on) { route } else { Route::PurviewDecision }))
}

/// The state an incident on the way `route` comes to.
///
/// A triage that sends it to the manager for other options leaves it reported: that is the holding state until
/// the manager has decided (REFER-14). On the way [`Route::OutreachOffered`] nobody may decide against it,
/// because the policy says that outreach will be offered (REFER-02).
///
/// # Errors
/// - `incident_closed`: it is over.
/// - `kind_not_in_policy`: the policy knows no such outcome.
/// - `step_out_of_order`: anything that does not follow, also closing what was never decided on.
pub fn next(
    terms: &IncidentTerms,
    route: Route,
    state: IncidentState,
    event: IncidentEvent,
) -> Result<IncidentState, Refusal> {
    match (state, event) {
        (IncidentState::Closed, _) => Err(Refusal::new(RefusalCode::IncidentClosed, "FOLLOW-05")),
        (IncidentState::Reported, IncidentEvent::Triage(outcome)) => triage(terms, route, outcome),
        (IncidentState::InPurview | IncidentState::NotInPurview, IncidentEvent::Close) => {
            Ok(IncidentState::Closed)
        }
        _ => Err(Refusal::new(RefusalCode::StepOutOfOrder, "REFER-33")),
    }
}

fn triage(terms: &IncidentTerms, route: Route, outcome: TriageOutcome) -> Result<IncidentState, Refusal> {
    if !terms.outcomes.is_empty() && !terms.outcomes.contains(&outcome) {
        return Err(Refusal::new(RefusalCode::KindNotInPolicy, "REFER-33"));
    }
    match outcome {
        TriageOutcome::InPurview | TriageOutcome::PteQualifies => Ok(IncidentState::InPurview),
        _ if route == Route::OutreachOffered => {
            Err(Refusal::new(RefusalCode::StepOutOfOrder, "REFER-02").under(terms.lookback_clause.as_deref()))
        }
        TriageOutcome::NotInPurview | TriageOutcome::ReferOutNonWork => Ok(IncidentState::NotInPurview),
        TriageOutcome::ConsultManagerOtherOptions => Ok(IncidentState::Reported),
    }
}

/// The events [`next`] would accept.
pub fn allowed_events(terms: &IncidentTerms, route: Route, state: IncidentState) -> Vec<IncidentEvent> {
    let mut events: Vec<IncidentEvent> = TriageOutcome::ALL.map(IncidentEvent::Triage).to_vec();
    events.push(IncidentEvent::Close);
    events.retain(|event| next(terms, route, state, *event).is_ok());
    events
}

/// Whether outreach may begin for an incident in this state.
///
/// # Errors
/// `incident_closed` (FOLLOW-05), or `step_out_of_order` where it is not within the purview.
pub fn may_open_outreach(state: IncidentState) -> Result<(), Refusal> {
    match state {
        IncidentState::InPurview => Ok(()),
        IncidentState::Closed => Err(Refusal::new(RefusalCode::IncidentClosed, "FOLLOW-05")),
        IncidentState::Reported | IncidentState::NotInPurview => {
            Err(Refusal::new(RefusalCode::StepOutOfOrder, "REFER-04"))
        }
    }
}
