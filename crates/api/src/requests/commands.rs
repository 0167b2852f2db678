//! Bodies of work: what happens inside the transaction.

use super::dto::{NewRequestEvent, NewSupportRequest, RequestDecision, SupportRequestDto};
use super::keep::{end, is_there, save, to_change};
use super::machine::Machine;
use super::view::{may_record, shown};
use crate::assignment::commands::{
    acting_member, declare as judge, fit_member, found, has_become_unavailable, is_assigned,
    nothing_of_a_member, own_member,
};
use crate::assignment::dto::{ConflictDeclaration, NewAssignment};
use crate::assignment::overseer::{Oversight, object_refusal};
use crate::assignment::sifted;
use crate::auth::Actor;
use crate::incidents::commands::recorded;
use crate::limits_notice;
use crate::problem::{Code, Problem};
use crate::resource::resources;
use crate::responses::referenced;
use crate::state::{InForce, Work};
use crate::stored_code::{code_of, value_of};
use peerline_domain::activity::{ActivityTerms, check_medium};
use peerline_domain::assignment::check_member;
use peerline_domain::calendar::Month;
use peerline_domain::catalog::RefusalCode;
use peerline_domain::follow_up::FollowUps;
use peerline_domain::intake::{IntakeTerms, NewRequest, check_request, spoken_code};
use peerline_domain::policy::PolicyDocument;
use peerline_domain::request::{RequestEvent, RequestState};
use peerline_domain::{Refusal, Variance};
use peerline_persistence::records::SupportRequest;
use uuid::Uuid;

fn known_code(known: bool, pointer: &str, clause: Option<&str>) -> Result<(), Problem> {
    if known {
        return Ok(());
    }
    let problem = Problem::field(pointer, Code::Rule(RefusalCode::KindNotInPolicy));
    let requirement = Some("RESP-33".to_owned());
    Err(Problem { requirement, clause: clause.map(str::to_owned), ..problem })
}

/// A policy without such a list has no place for the field, as on the tracker.
fn no_place(pointer: &str, requirement: &str) -> Problem {
    let problem = Problem::field(pointer, Code::Rule(RefusalCode::FieldNotPermitted));
    Problem { requirement: Some(requirement.to_owned()), ..problem }
}

fn check_codes(document: &PolicyDocument, new: &NewSupportRequest) -> Result<(), Problem> {
    let registers = &document.registers;
    if new.category.is_some() && registers.categories.is_empty() {
        return Err(no_place("/category", "TRACK-24"));
    }
    if new.mode.is_some() && registers.modes.is_empty() {
        return Err(no_place("/mode", "TRACK-06"));
    }
    if let Some(category) = &new.category {
        let clause = registers.categories.first().map(|entry| entry.clause.as_str());
        known_code(registers.categories.iter().any(|entry| entry.code == *category), "/category", clause)?;
    }
    if let Some(mode) = &new.mode {
        check_medium(&ActivityTerms::read(document)?, mode)
            .map_err(|refusal| Problem::at("/mode", refusal))?;
        let clause = document.clause("response.modes");
        known_code(registers.modes.iter().any(|entry| entry.code == *mode), "/mode", clause)?;
    }
    Ok(())
}

/// A refusal at the field that is not told, or one that shows where help is to be had (PROG-03).
fn elsewhere(document: &PolicyDocument, refusal: Refusal) -> Problem {
    if refusal.code == RefusalCode::FieldRequired {
        let field = if refusal.requirement == "PROG-04" { "/stressor" } else { "/population" };
        return Problem::at(field, refusal);
    }
    Problem::from(refusal)
        .saying(document.registers.meta.emergency_text.clone())
        .with("resources", serde_json::json!(resources(document)))
}

/// Where a request comes from.
#[derive(Debug, Default)]
pub struct Origin {
    /// Digest of the requester's receipt, where one was drawn.
    pub receipt_digest: Option<Vec<u8>>,
    /// Who refers, a code.
    pub referred_by: Option<String>,
    /// What a referral rests on, a code.
    pub source: Option<String>,
}

/// Takes a request in. The word by which requester and member will know each other is drawn here.
pub fn take_in(
    work: &mut Work<'_, '_>,
    policy: &InForce,
    new: NewSupportRequest,
    origin: Origin,
) -> Result<(SupportRequest, Vec<Variance>), Problem> {
    let terms = IntakeTerms::read(policy.document())?;
    let asked = NewRequest {
        population: new.population,
        stressor: new.stressor,
        via: new.channel,
        about_incident: new.incident_id.is_some(),
    };
    if let Some(incident) = new.incident_id {
        referenced(work.tx.find_incident(incident)?, "/incident_id")?;
    }
    let decision = check_request(&terms, &asked).map_err(|refusal| elsewhere(policy.document(), refusal))?;
    check_codes(policy.document(), &new)?;
    let unit_id = new.unit_id.map(|unit| recorded(work, unit, "/unit_id")).transpose()?;
    let (_, found) = work.accept(decision, Month::containing(policy.today))?;
    let request = SupportRequest {
        id: work.new_id(),
        policy_version_id: policy.version.id,
        receipt_digest: origin.receipt_digest,
        received_at: work.now,
        channel: code_of(&new.channel),
        population: code_of(&new.population),
        stressor: code_of(&new.stressor),
        category: new.category,
        mode: new.mode,
        unit_id,
        spoken_code: spoken_code(work.random.bytes16()),
        state: code_of(&RequestState::Received),
        member_id: None,
        declared: false,
        referred_by: origin.referred_by,
        source: origin.source,
        follow_ups: None,
        revision: 1,
    };
    work.tx.insert_request(request.clone())?;
    work.concerns("support_request", request.id);
    Ok((request, found))
}

/// A request the caller oversees and is about to change.
fn overseen(work: &mut Work<'_, '_>, actor: &Actor, id: Uuid) -> Result<SupportRequest, Problem> {
    let request = to_change(work, id)?;
    if Oversight::of(work, actor)?.covers(&request) { Ok(request) } else { Err(Problem::not_found()) }
}

/// Decides about a request (REFER-33).
///
/// # Errors
/// `kind_not_in_policy` for an outcome that is not among the policy's.
pub fn triage(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    id: Uuid,
    decision: RequestDecision,
) -> Result<SupportRequestDto, Problem> {
    work.concerns("support_request", id);
    let outcomes = &work.policy()?.version.document.registers.triage_outcomes;
    let code = code_of(&decision);
    if decision.is_outcome_of_policy() && !outcomes.contains(&code) {
        return Err(Refusal::new(RefusalCode::KindNotInPolicy, "REFER-33").into());
    }
    let event = decision.event();
    let request = overseen(work, actor, id)?;
    advance(work, actor, request, event, Vec::new())
}

/// Gives a request to a member (ASSIGN-01, ASSIGN-02).
pub fn assign(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    id: Uuid,
    new: &NewAssignment,
) -> Result<SupportRequestDto, Problem> {
    work.concerns("support_request", id);
    let policy = work.policy()?;
    let mut request = overseen(work, actor, id)?;
    let machine = Machine::of(work, &request)?;
    if has_become_unavailable(work, request.member_id, policy.today)? {
        request.state = code_of(&machine.next(&request, RequestEvent::MemberUnavailable)?);
    }
    machine.next(&request, RequestEvent::Assign)?;
    let (member, declared) = fit_member(work, actor, policy.document(), new.member_id, policy.today)?;
    request.member_id = Some(member.id);
    request.declared = declared;
    advance(work, actor, request, RequestEvent::Assign, Vec::new())
}

/// The assigned member's declaration: fit, or back to triage (ASSIGN-10, ASSIGN-21).
pub fn declare(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    id: Uuid,
    declaration: &ConflictDeclaration,
) -> Result<SupportRequestDto, Problem> {
    work.concerns("support_request", id);
    let policy = work.policy()?;
    let member = own_member(work, actor, policy.today)?;
    let mut request = to_change(work, id)?;
    if !is_assigned(request.member_id, Some(&member)) {
        return Err(Problem::not_found());
    }
    if request.declared || value_of::<RequestState>(&request.state)? != RequestState::Assigned {
        return Err(Problem::out_of_order("ASSIGN-21"));
    }
    match judge(policy.document(), declaration)? {
        Ok(decision) => {
            let ((), found) = work.accept(decision, Month::containing(policy.today))?;
            request.declared = true;
            save(work, &mut request)?;
            shown(work, actor, request, found)
        }
        Err(refusal) => {
            let mut dto = advance(work, actor, request, RequestEvent::ConflictFound, Vec::new())?;
            dto.returned = Some(found(refusal));
            Ok(dto)
        }
    }
}

/// Records what happened with a request. The assigned member does; whoever oversees the program may withdraw it
/// for a person who changed their mind.
pub fn record(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    id: Uuid,
    new: NewRequestEvent,
) -> Result<SupportRequestDto, Problem> {
    work.concerns("support_request", id);
    let event: RequestEvent = new.event.into();
    let mut request = to_change(work, id)?;
    let member = work.tx.find_member_by_principal(actor.principal)?;
    let overseen = Oversight::of(work, actor)?.covers(&request);
    if !may_record(overseen, &request, member.as_ref(), event) {
        return Err(object_refusal(overseen));
    }
    if let Some(member) = member.filter(|member| request.member_id == Some(member.id)) {
        check_member(member.status_on(work.policy()?.today))?;
    }
    let machine = Machine::of(work, &request)?;
    machine.next(&request, event)?;
    let is_contact = event == RequestEvent::ContactMade;
    limits_notice::check(work.policy()?.document(), is_contact, new.limits_stated)?;
    if is_contact {
        if !request.declared {
            return Err(Problem::out_of_order("ASSIGN-21"));
        }
        // The initial meeting, from which the follow-ups are counted; one before a change of supporter stays (FOLLOW-07).
        let today = work.policy()?.today;
        if machine.follow_ups.is_some() {
            request.follow_ups = request.follow_ups.or(Some(FollowUps::after(today)));
        }
    }
    advance(work, actor, request, event, Vec::new())
}

/// Moves a request on; one that ends is deleted, and with it its receipt, unless the policy keeps its case (FOLLOW-06,
/// CONF-27).
pub fn advance(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    mut request: SupportRequest,
    event: RequestEvent,
    found: Vec<Variance>,
) -> Result<SupportRequestDto, Problem> {
    let machine = Machine::of(work, &request)?;
    let (before, reached) = (value_of(&request.state)?, machine.next(&request, event)?);
    request.state = code_of(&reached);
    if reached == RequestState::TriagedIn {
        request.member_id = None;
        request.declared = false;
    }
    if reached.is_final() {
        end(work, &machine, before, reached, &mut request)?;
    } else {
        save(work, &mut request)?;
    }
    shown(work, actor, request, found)
}

/// One request, for its reader: who oversees it, or the assigned member.
pub fn read(work: &mut Work<'_, '_>, actor: &Actor, id: Uuid) -> Result<SupportRequestDto, Problem> {
    let request = work.tx.find_request(id)?.ok_or_else(Problem::not_found)?;
    let today = work.policy()?.today;
    let member = acting_member(work, actor, today)?;
    let is_theirs =
        Oversight::of(work, actor)?.covers(&request) || is_assigned(request.member_id, member.as_ref());
    if !is_theirs || !is_there(work, &request)? {
        return Err(Problem::not_found());
    }
    shown(work, actor, request, Vec::new())
}

/// Requests the caller may see: those they oversee, otherwise the own ones.
pub fn visible(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    after: Option<Uuid>,
    limit: i64,
) -> Result<Vec<SupportRequest>, Problem> {
    let oversight = Oversight::of(work, actor)?;
    let today = work.policy()?.today;
    let member = acting_member(work, actor, today)?;
    if oversight == Oversight::Nothing {
        // What is over is nobody's assignment, and who is away or has left holds none.
        let Some(member) = member else { return nothing_of_a_member(work, actor) };
        return Ok(work.tx.list_requests_of(member.id, after, limit)?);
    }
    let read = |work: &mut Work<'_, '_>, after| Ok(work.tx.list_requests(after, limit)?);
    let seen = |work: &mut Work<'_, '_>, request: &SupportRequest| {
        let is_theirs = oversight.covers(request) || is_assigned(request.member_id, member.as_ref());
        Ok(is_theirs && is_there(work, request)?)
    };
    sifted(work, (after, limit), read, |request| request.id, seen)
}
