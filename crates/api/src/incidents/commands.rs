//! Bodies of work: what happens inside the transaction.

use super::dto::{IncidentDto, NewIncident, Triage};
use super::sight::Sight;
use crate::assignment::overseer::offered;
use crate::assignment::sifted;
use crate::auth::Actor;
use crate::problem::{Code, Problem, TechnicalCode};
use crate::resource::resources;
use crate::responses::referenced;
use crate::state::Work;
use crate::stored_code::{code_of, value_of};
use crate::units::area::check_named;
use peerline_domain::Refusal;
use peerline_domain::access::{Action, Role};
use peerline_domain::calendar::Month;
use peerline_domain::catalog::RefusalCode;
use peerline_domain::incident::{
    CaseStanding, IncidentEvent, IncidentState, IncidentTerms, Route, allowed_events, judge_case,
    may_open_outreach, next, route,
};
use peerline_domain::outreach::outcome_codes;
use peerline_domain::policy::PolicyDocument;
use peerline_domain::unit::{UnitFacts, recorded_unit};
use peerline_persistence::records::{Incident, PolicyVersion};
use std::sync::Arc;
use uuid::Uuid;

use crate::outreaches::machine::machine_of;

/// The unit recorded for one that was named: itself, or the nearest above the headcount floor.
pub fn recorded(work: &mut Work<'_, '_>, unit: Uuid, pointer: &str) -> Result<Uuid, Problem> {
    let units: Vec<UnitFacts> = work
        .tx
        .list_units()?
        .into_iter()
        .map(|unit| UnitFacts { id: unit.id, parent_id: unit.parent_id, headcount: unit.headcount })
        .collect();
    referenced(recorded_unit(&units, unit), pointer)
}

/// Takes an alert in (REFER-04): the same insert for everybody, decided on later.
pub fn raise(work: &mut Work<'_, '_>, actor: &Actor, new: NewIncident) -> Result<Uuid, Problem> {
    check_named(work, actor, new.unit_id)?;
    let policy = work.policy()?;
    if new.occurred_on > policy.today {
        return Err(Problem::field("/occurred_on", Code::Technical(TechnicalCode::TimeInFuture)));
    }
    // An event is judged by the version in force on its day (PROG-01).
    let version = work.policy_on(new.occurred_on)?;
    let terms = IncidentTerms::read(&version.document)?;
    let entry = terms.types.iter().find(|entry| entry.code == new.r#type).ok_or_else(|| {
        let mut problem = Problem::field("/type", Code::Rule(RefusalCode::KindNotInPolicy));
        problem.requirement = Some("REFER-04".to_owned());
        problem
    })?;
    let id = work.new_id();
    let incident = Incident {
        id,
        policy_version_id: version.id,
        type_code: entry.code.clone(),
        occurred_on: new.occurred_on,
        unit_id: recorded(work, new.unit_id, "/unit_id")?,
        route: code_of(&Route::from(entry.route)),
        case_qualifies: None,
        case_judged_on: None,
        state: code_of(&IncidentState::Reported),
        revision: 1,
    };
    work.tx.insert_incident(incident)?;
    work.concerns("incident", id);
    Ok(id)
}

/// An incident the caller may see, with the version whose timelines it follows.
pub fn load(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    id: Uuid,
) -> Result<(Incident, Arc<PolicyVersion>), Problem> {
    let incident = work.tx.find_incident(id)?.ok_or_else(Problem::not_found)?;
    if !Sight::of(work, actor)?.covers(&incident) {
        return Err(Problem::not_found());
    }
    let version = work.policy_version(incident.policy_version_id)?;
    Ok((incident, version))
}

/// One incident, for its reader.
pub fn read(work: &mut Work<'_, '_>, actor: &Actor, id: Uuid) -> Result<IncidentDto, Problem> {
    let (incident, version) = load(work, actor, id)?;
    shown(incident, &version.document, actor.role)
}

/// A page of the incidents the caller sees, with one more that tells whether there is a next.
pub fn visible(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    after: Option<Uuid>,
    probe: i64,
) -> Result<Vec<Incident>, Problem> {
    let sight = Sight::of(work, actor)?;
    let read = |work: &mut Work<'_, '_>, after| Ok(work.tx.list_incidents(after, probe)?);
    sifted(work, (after, probe), read, |incident| incident.id, |_, incident| Ok(sight.covers(incident)))
}

/// Decides about an incident (REFER-02, REFER-03, REFER-04).
pub fn triage(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    id: Uuid,
    decision: &Triage,
) -> Result<Incident, Problem> {
    work.concerns("incident", id);
    let (mut incident, version) = load(work, actor, id)?;
    let today = work.policy()?.today;
    let terms = IncidentTerms::read(&version.document)?;
    let case = match &decision.case {
        None => None,
        Some(case) => Some(case.as_rule().ok_or_else(|| {
            Problem::field("/case/closed_on", Code::Technical(TechnicalCode::FieldInvalid))
        })?),
    };
    if matches!(case, Some(CaseStanding::ClosedOn(day)) if day > today) {
        return Err(Problem::field("/case/closed_on", Code::Technical(TechnicalCode::TimeInFuture)));
    }
    let (state, announced): (IncidentState, Route) = (value_of(&incident.state)?, value_of(&incident.route)?);
    let event = IncidentEvent::Triage(decision.outcome);
    if state != IncidentState::Reported {
        // Says so before a missing case is asked for.
        next(&terms, announced, state, event)?;
    }
    let way = route(&terms, &incident.type_code, case, incident.occurred_on).map_err(case_missing)?.value;
    let reached = next(&terms, way, state, event)?;
    if let (Route::OutreachOffered, Some(case)) = (announced, case) {
        let judged = judge_case(&terms, case, incident.occurred_on, today);
        incident.case_qualifies = Some(judged.qualifies);
        incident.case_judged_on = Some(judged.judged_on);
    }
    incident.route = code_of(&way);
    decided(work, incident, reached)
}

/// Says at which place of the body the case is missing.
fn case_missing(refusal: Refusal) -> Problem {
    let missing = refusal.code == RefusalCode::FieldRequired;
    let problem = Problem::from(refusal);
    if missing {
        let errors = Problem::field("/case", Code::Rule(RefusalCode::FieldRequired)).errors;
        return Problem { errors, ..problem };
    }
    problem
}

fn decided(
    work: &mut Work<'_, '_>,
    mut incident: Incident,
    reached: IncidentState,
) -> Result<Incident, Problem> {
    incident.state = code_of(&reached);
    incident.revision += 1;
    work.tx.update_incident(incident.clone())?;
    Ok(incident)
}

/// Closes an incident: what its slots came to is kept as counts of the month, the slots are purged (FOLLOW-05,
/// CONF-27).
pub fn close(work: &mut Work<'_, '_>, actor: &Actor, id: Uuid) -> Result<Incident, Problem> {
    work.concerns("incident", id);
    let (incident, version) = load(work, actor, id)?;
    let terms = IncidentTerms::read(&version.document)?;
    let reached = next(&terms, value_of(&incident.route)?, value_of(&incident.state)?, IncidentEvent::Close)?;
    for slot in work.tx.outreaches_of_incident(id)? {
        let (terms, kind, outreach) = machine_of(work, &slot)?;
        for code in outcome_codes(&terms, kind, &outreach) {
            work.tx.count_outreach_outcome(Month::containing(slot.assigned_on), code)?;
        }
    }
    work.tx.purge_outreaches_of(id)?;
    decided(work, incident, reached)
}

/// Refuses outreach for an incident that does not take any (FOLLOW-05, REFER-04).
pub fn takes_outreach(incident: &Incident) -> Result<(), Problem> {
    Ok(may_open_outreach(value_of(&incident.state)?)?)
}

/// An incident as its reader sees it.
pub fn shown(incident: Incident, document: &PolicyDocument, role: Role) -> Result<IncidentDto, Problem> {
    let terms = IncidentTerms::read(document)?;
    let state: IncidentState = value_of(&incident.state)?;
    let elsewhere = if state == IncidentState::NotInPurview { resources(document) } else { Vec::new() };
    let events = allowed_events(&terms, value_of(&incident.route)?, state);
    let candidates = [
        (Action::TriageIncident, events.iter().any(|event| matches!(event, IncidentEvent::Triage(_)))),
        (Action::CloseIncident, events.contains(&IncidentEvent::Close)),
        (Action::AssignOutreach, may_open_outreach(state).is_ok()),
    ];
    Ok(IncidentDto {
        id: incident.id,
        r#type: incident.type_code,
        occurred_on: incident.occurred_on,
        unit_id: incident.unit_id,
        route: incident.route,
        case_qualifies: incident.case_qualifies,
        case_judged_on: incident.case_judged_on,
        state: incident.state,
        resources: elsewhere,
        allowed_actions: offered(role, &candidates),
    })
}
