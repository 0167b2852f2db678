//! Bodies of work: what happens inside the transaction.

use crate::assignment::commands::acting_member;
use crate::auth::Actor;
use crate::incidents::commands::load;
use crate::problem::{Code, FieldError, Problem};
use crate::recipients::commands::{Destination, not_permitted};
use crate::state::Work;
use crate::stored_code::value_of;
use peerline_domain::Refusal;
use peerline_domain::access::Role;
use peerline_domain::calendar::Month;
use peerline_domain::catalog::RefusalCode;
use peerline_domain::incident::IncidentState;
use peerline_domain::outreach::OutreachState;
use peerline_domain::policy::PolicyDocument;
use peerline_domain::recipient::{RecipientField, RecipientTerms, check_fields};
use peerline_persistence::Held;
use peerline_persistence::disclosure::AuditReceipt;
use peerline_persistence::records::{Incident, IncidentName, SealedPerson};
use uuid::Uuid;

/// What is told of each person, for the checks before anything is sealed.
pub type Told = Vec<Vec<RecipientField>>;

/// Whether the terms have a place for what is told; every field that has none, with its pointer.
fn check_told(terms: &RecipientTerms, told: &Told) -> Result<(), Problem> {
    let mut found: Option<Problem> = None;
    for (place, fields) in told.iter().enumerate() {
        let Err(refused) = check_fields(terms, fields) else { continue };
        let problem = not_permitted(refused);
        let errors = problem.errors.iter().map(|error| FieldError {
            pointer: format!("/affected/{place}{}", error.pointer),
            ..error.clone()
        });
        let errors: Vec<FieldError> = errors.collect();
        match &mut found {
            None => found = Some(Problem { errors, ..problem }),
            Some(first) => first.errors.extend(errors),
        }
    }
    found.map_or(Ok(()), Err)
}

/// Whether the policy in force has a place for people, and the case of a new incident to keep them in.
pub fn place_for(work: &mut Work<'_, '_>, told: &Told) -> Result<Uuid, Problem> {
    check_told(&RecipientTerms::read(work.policy()?.document())?, told)?;
    Ok(work.new_id())
}

/// Whether the terms that govern an incident have a place for people: those of the version it runs on, and of the
/// one in force.
pub fn check_governing(work: &mut Work<'_, '_>, opened: &PolicyDocument, told: &Told) -> Result<(), Problem> {
    let policy = work.policy()?;
    check_told(&RecipientTerms::governing(opened, policy.document())?, told)
}

/// An incident of which people may be named, after what the policy in force says was asked. So a mode that names
/// nobody refuses every id alike.
fn governed(work: &mut Work<'_, '_>, actor: &Actor, id: Uuid, told: &Told) -> Result<Incident, Problem> {
    check_told(&RecipientTerms::read(work.policy()?.document())?, told)?;
    let (incident, version) = load(work, actor, id)?;
    check_governing(work, &version.document, told)?;
    if value_of::<IncidentState>(&incident.state)? == IncidentState::Closed {
        return Err(Refusal::new(RefusalCode::IncidentClosed, "FOLLOW-05").into());
    }
    Ok(incident)
}

/// Where people are to be kept: the incident's case, or a new one.
pub fn destination(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    id: Uuid,
    told: &Told,
) -> Result<Destination, Problem> {
    governed(work, actor, id, told)?;
    Ok(match work.tx.case_of_incident(id)? {
        Some(case) => Destination { case, exists: true },
        None => Destination { case: work.new_id(), exists: false },
    })
}

/// Keeps sealed people in the place of who is there. What may be recorded is asked again: the policy can have
/// changed since they were sealed, and the incident can have closed.
pub fn keep(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    id: Uuid,
    told: &Told,
    (to, people): (Destination, Vec<SealedPerson>),
) -> Result<(), Problem> {
    work.tx.hold(Held::Incident(id))?;
    governed(work, actor, id, told)?;
    let expected = to.exists.then_some(to.case);
    if work.tx.case_of_incident(id)? != expected {
        // Somebody named or purged them since they were sealed: the incident has one case, and what is purged stays
        // purged.
        return Err(peerline_persistence::StoreError::Stale.into());
    }
    work.concerns("case", to.case);
    insert(work, id, to.case, people)
}

/// Keeps sealed people of an incident under its case.
pub fn insert(
    work: &mut Work<'_, '_>,
    incident: Uuid,
    case: Uuid,
    people: Vec<SealedPerson>,
) -> Result<(), Problem> {
    work.tx.hold(Held::Case(case))?;
    let name = |person| IncidentName { incident_id: incident, case_id: case, person };
    work.tx.replace_incident_names(incident, people.into_iter().map(name).collect())?;
    Ok(())
}

/// Takes people out, sealed, with the audit row of the disclosure. For the coordinator, and for members on the team who
/// hold an outreach of the incident that is not over (Part 1A).
pub fn take_out(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    id: Uuid,
) -> Result<(AuditReceipt, Vec<IncidentName>), Problem> {
    // Where nobody may be named, there is nothing here, whatever was recorded under a looser policy.
    let policy = work.policy()?;
    if !RecipientTerms::read(policy.document())?.mode.may_name_recipient() {
        return Err(Problem::not_found());
    }
    let (_, version) = load(work, actor, id)?;
    if !RecipientTerms::governing(&version.document, policy.document())?.mode.may_name_recipient() {
        return Err(Problem::not_found());
    }
    if actor.role != Role::Coordinator && !holds_outreach(work, actor, id)? {
        return Err(Problem::not_found());
    }
    let case = work.tx.case_of_incident(id)?.ok_or_else(Problem::not_found)?;
    let people = work.tx.names_of_incident(id)?;
    Ok((work.disclose("case", case)?, people))
}

fn holds_outreach(work: &mut Work<'_, '_>, actor: &Actor, incident: Uuid) -> Result<bool, Problem> {
    let today = work.policy()?.today;
    let Some(member) = acting_member(work, actor, today)? else { return Ok(false) };
    for slot in work.tx.outreaches_of_incident(incident)? {
        let state: OutreachState = value_of(&slot.state)?;
        if slot.member_id == Some(member.id) && !state.is_over() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Purges people before the incident closes.
pub fn purge(work: &mut Work<'_, '_>, actor: &Actor, id: Uuid) -> Result<(), Problem> {
    load(work, actor, id)?;
    work.concerns("incident", id);
    work.tx.hold(Held::Incident(id))?;
    let purged_in = Month::containing(work.policy()?.today);
    if work.tx.purge_names_of_incident(id, purged_in)? { Ok(()) } else { Err(Problem::not_found()) }
}

/// That something has no place in the body.
pub fn no_place(pointer: &str, requirement: &str, clause: Option<&str>) -> Problem {
    let errors = vec![FieldError::at(pointer, Code::Rule(RefusalCode::FieldNotPermitted))];
    let problem = Problem::new(Code::Rule(RefusalCode::FieldNotPermitted));
    Problem {
        requirement: Some(requirement.to_owned()),
        clause: clause.map(str::to_owned),
        errors,
        ..problem
    }
}
