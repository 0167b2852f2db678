//! Bodies of work: what happens inside the transaction.

use super::dto::{IncidentDto, Triage};
use super::sight::Sight;
use super::view::shown;
use crate::assignment::sifted;
use crate::auth::Actor;
use crate::problem::{Code, Problem, TechnicalCode};
use crate::responses::referenced;
use crate::state::Work;
use crate::stored_code::{code_of, value_of};
use peerline_domain::Refusal;
use peerline_domain::calendar::Month;
use peerline_domain::catalog::RefusalCode;
use peerline_domain::incident::{
    CaseStanding, IncidentEvent, IncidentState, IncidentTerms, Route, judge_case, may_open_outreach, next,
    route,
};
use peerline_domain::outreach::outcome_codes;
use peerline_domain::unit::{UnitFacts, recorded_unit};
use peerline_persistence::Held;
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

/// An incident the caller may see, with the version whose timelines it follows.
pub fn load(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    id: Uuid,
) -> Result<(Incident, Arc<PolicyVersion>), Problem> {
    // The same reads for an incident of others as for none.
    let sight = Sight::of(work, actor)?;
    let found = work.tx.find_incident(id)?.filter(|incident| sight.covers(incident));
    let incident = found.ok_or_else(Problem::not_found)?;
    let version = work.policy_version(incident.policy_version_id)?;
    Ok((incident, version))
}

/// One incident, for its reader.
pub fn read(work: &mut Work<'_, '_>, actor: &Actor, id: Uuid) -> Result<IncidentDto, Problem> {
    let (incident, _) = load(work, actor, id)?;
    shown(work, incident, actor.role, Vec::new())
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
    saved(work, incident)
}

/// Writes an incident over its previous revision.
pub fn saved(work: &mut Work<'_, '_>, mut incident: Incident) -> Result<Incident, Problem> {
    incident.revision += 1;
    work.tx.update_incident(incident.clone())?;
    Ok(incident)
}

/// Closes an incident: what its slots came to is kept as counts of the month, the slots are purged (FOLLOW-05,
/// CONF-27), and so are the people it affected and the times of its notice.
pub fn close(work: &mut Work<'_, '_>, actor: &Actor, id: Uuid) -> Result<Incident, Problem> {
    work.concerns("incident", id);
    work.tx.hold(Held::Incident(id))?;
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
    work.tx.delete_incident_notice(id)?;
    let purged_in = Month::containing(work.policy()?.today);
    work.tx.purge_names_of_incident(id, purged_in)?;
    decided(work, incident, reached)
}

/// Refuses outreach for an incident that does not take any (FOLLOW-05, REFER-04).
pub fn takes_outreach(incident: &Incident) -> Result<(), Problem> {
    Ok(may_open_outreach(value_of(&incident.state)?)?)
}
