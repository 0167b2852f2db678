//! Bodies of work: what happens inside the transaction.

use super::dto::OutreachDto;
use crate::assignment::commands::{declare as judge, fit_member, found, is_assigned, own_member};
use crate::assignment::dto::{ConflictDeclaration, NewAssignment};
use crate::auth::Actor;
use crate::incidents::commands::{load as load_incident, out_of_order, takes_outreach};
use crate::problem::Problem;
use crate::state::Work;
use crate::stored_code::{code_of, value_of};
use crate::variance::variances;
use peerline_domain::access::{Action, Role};
use peerline_domain::assignment::{AssignmentTerms, declarations_asked};
use peerline_domain::calendar::Month;
use peerline_domain::catalog::RefusalCode;
use peerline_domain::incident::{IncidentState, Route};
use peerline_domain::outreach::{
    Outreach, OutreachEvent, OutreachKind, OutreachState, OutreachTerms, allowed_events, next, open,
};
use peerline_domain::{Refusal, Variance};
use peerline_persistence::records::{Incident, Member, OutreachSlot};
use uuid::Uuid;

/// A slot as the rules see it, with the terms of the version it was opened under (PROG-01).
pub fn machine_of(
    work: &mut Work<'_, '_>,
    slot: &OutreachSlot,
) -> Result<(OutreachTerms, OutreachKind, Outreach), Problem> {
    let document = work.policy_version(slot.policy_version_id)?.document;
    let outreach = Outreach {
        state: value_of(&slot.state)?,
        initial_contact_on: slot.initial_contact_on,
        followup_due_on: slot.followup_due_on,
    };
    Ok((OutreachTerms::read(&document)?, value_of(&slot.kind)?, outreach))
}

/// Opens an outreach for a slot of an incident and gives it to a member (V.C.2, TRACK-05).
pub fn assign(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    incident: Uuid,
    new: &NewAssignment,
) -> Result<OutreachDto, Problem> {
    let policy = work.policy()?;
    let (incident, _) = load_incident(work, incident)?;
    takes_outreach(&incident)?;
    let (member, declared) = fit_member(work, policy.document(), new, policy.today)?;
    let opened = open(&OutreachTerms::read(policy.document())?, value_of(&incident.state)?, &[])?;
    let slot = OutreachSlot {
        id: work.new_id(),
        policy_version_id: policy.version.id,
        incident_id: incident.id,
        kind: code_of(&OutreachKind::from(value_of::<Route>(&incident.route)?)),
        member_id: Some(member.id),
        declared,
        assigned_on: policy.today,
        state: code_of(&opened.state),
        initial_contact_on: None,
        followup_due_on: None,
        revision: 1,
    };
    work.tx.insert_outreach(slot.clone())?;
    shown(work, actor, slot, Vec::new())
}

/// Gives an outreach to another member; its dates stay (FOLLOW-16, ASSIGN-20).
pub fn reassign(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    id: Uuid,
    new: &NewAssignment,
) -> Result<OutreachDto, Problem> {
    let policy = work.policy()?;
    let mut slot = work.tx.find_outreach(id)?.ok_or_else(Problem::not_found)?;
    match value_of(&slot.state)? {
        OutreachState::SecondDeclinedClosed => return Err(suppressed(work, &slot)?),
        OutreachState::Closed => return Err(out_of_order("REFER-39")),
        _ => {}
    }
    let (member, declared) = fit_member(work, policy.document(), new, policy.today)?;
    slot.member_id = Some(member.id);
    slot.declared = declared;
    save(work, &mut slot)?;
    shown(work, actor, slot, Vec::new())
}

/// The assigned member's declaration: fit, or back to whoever assigns (ASSIGN-10, ASSIGN-21).
pub fn declare(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    id: Uuid,
    declaration: &ConflictDeclaration,
) -> Result<OutreachDto, Problem> {
    let policy = work.policy()?;
    let member = own_member(work, actor, policy.today)?;
    let mut slot = work.tx.find_outreach(id)?.ok_or_else(Problem::not_found)?;
    refuse_suppressed(work, &slot)?;
    if !is_assigned(slot.member_id, Some(&member)) {
        return Err(Problem::not_found());
    }
    if slot.declared || value_of::<OutreachState>(&slot.state)? == OutreachState::Closed {
        return Err(out_of_order("ASSIGN-21"));
    }
    match judge(policy.document(), declaration)? {
        Ok(decision) => {
            let ((), found) = work.accept(decision, Month::containing(policy.today))?;
            slot.declared = true;
            save(work, &mut slot)?;
            shown(work, actor, slot, found)
        }
        Err(refusal) => {
            slot.member_id = None;
            save(work, &mut slot)?;
            let mut dto = shown(work, actor, slot, Vec::new())?;
            dto.returned = Some(found(refusal));
            Ok(dto)
        }
    }
}

/// Records what happened in an outreach.
///
/// Who may: the assigned member, once declared free of conflicts; the coordinator may close what was attempted.
/// After a second decline every member of the team is told `contact_suppressed`, whoever is assigned (FOLLOW-02).
pub fn record(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    id: Uuid,
    event: OutreachEvent,
) -> Result<OutreachDto, Problem> {
    let policy = work.policy()?;
    let mut slot = work.tx.find_outreach(id)?.ok_or_else(Problem::not_found)?;
    refuse_suppressed(work, &slot)?;
    let member = work.tx.find_member_by_principal(actor.principal)?;
    if !may_record(actor, &slot, member.as_ref(), event) {
        return Err(object_refusal(actor));
    }
    let (terms, kind, outreach) = machine_of(work, &slot)?;
    let open = incident_open(&work.tx.find_incident(slot.incident_id)?.ok_or_else(Problem::not_found)?)?;
    let decision = next(&terms, kind, &outreach, event, policy.today, open)?;
    if !slot.declared && event != OutreachEvent::Close {
        return Err(out_of_order("ASSIGN-21"));
    }
    let (reached, found) = work.accept(decision, Month::containing(policy.today))?;
    slot.state = code_of(&reached.state);
    slot.initial_contact_on = reached.initial_contact_on;
    slot.followup_due_on = reached.followup_due_on;
    save(work, &mut slot)?;
    shown(work, actor, slot, found)
}

/// One outreach, for its reader: coordinator and lead, or the assigned member.
pub fn read(work: &mut Work<'_, '_>, actor: &Actor, id: Uuid) -> Result<OutreachDto, Problem> {
    let slot = work.tx.find_outreach(id)?.ok_or_else(Problem::not_found)?;
    let member = work.tx.find_member_by_principal(actor.principal)?;
    if !oversees(actor) && !is_assigned(slot.member_id, member.as_ref()) {
        return Err(Problem::not_found());
    }
    shown(work, actor, slot, Vec::new())
}

/// Outreaches the caller may see: all for coordinator and lead, otherwise the own ones.
pub fn visible(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    after: Option<Uuid>,
    limit: i64,
) -> Result<Vec<OutreachSlot>, Problem> {
    if oversees(actor) {
        return Ok(work.tx.list_outreaches(after, limit)?);
    }
    let member = work.tx.find_member_by_principal(actor.principal)?.ok_or_else(Problem::not_found)?;
    Ok(work.tx.list_outreaches_of(member.id, after, limit)?)
}

/// An outreach as its reader sees it.
pub fn shown(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    slot: OutreachSlot,
    found: Vec<Variance>,
) -> Result<OutreachDto, Problem> {
    let policy = work.policy()?;
    let member = work.tx.find_member_by_principal(actor.principal)?;
    let (terms, kind, outreach) = machine_of(work, &slot)?;
    let open = incident_open(&work.tx.find_incident(slot.incident_id)?.ok_or_else(Problem::not_found)?)?;
    let events: Vec<OutreachEvent> = allowed_events(&terms, kind, &outreach, policy.today, open)
        .into_iter()
        .filter(|event| slot.declared || *event == OutreachEvent::Close)
        .filter(|event| may_record(actor, &slot, member.as_ref(), *event))
        .collect();
    let ended = matches!(outreach.state, OutreachState::Closed | OutreachState::SecondDeclinedClosed);
    let asked = declarations_asked(&AssignmentTerms::read(policy.document())?);
    let offered = [
        (Action::RecordOutreachEvent, !events.is_empty()),
        (Action::DeclareConflict, !ended && !slot.declared && is_assigned(slot.member_id, member.as_ref())),
        (Action::AssignOutreach, !ended),
    ];
    Ok(OutreachDto {
        id: slot.id,
        incident_id: slot.incident_id,
        kind: slot.kind,
        member_id: slot.member_id,
        declared: slot.declared,
        assigned_on: slot.assigned_on,
        state: slot.state,
        initial_contact_on: slot.initial_contact_on,
        followup_due_on: slot.followup_due_on,
        allowed_events: events.iter().map(code_of).collect(),
        allowed_actions: offered
            .into_iter()
            .filter(|(action, open)| *open && action.permitted_to(actor.role))
            .map(|(action, _)| action.as_str().to_owned())
            .collect(),
        declarations_asked: asked.iter().map(code_of).collect(),
        returned: None,
        variances: variances(found),
    })
}

fn may_record(actor: &Actor, slot: &OutreachSlot, member: Option<&Member>, event: OutreachEvent) -> bool {
    is_assigned(slot.member_id, member) || (oversees(actor) && event == OutreachEvent::Close)
}

/// Coordinator and lead see that the slot is there and not theirs; for everybody else it does not exist.
fn object_refusal(actor: &Actor) -> Problem {
    if oversees(actor) {
        Refusal::new(RefusalCode::ForbiddenForRole, "ASSIGN-01").into()
    } else {
        Problem::not_found()
    }
}

fn oversees(actor: &Actor) -> bool {
    matches!(actor.role, Role::Coordinator | Role::TeamLead)
}

fn incident_open(incident: &Incident) -> Result<bool, Problem> {
    Ok(value_of::<IncidentState>(&incident.state)? != IncidentState::Closed)
}

fn refuse_suppressed(work: &mut Work<'_, '_>, slot: &OutreachSlot) -> Result<(), Problem> {
    if value_of::<OutreachState>(&slot.state)? == OutreachState::SecondDeclinedClosed {
        return Err(suppressed(work, slot)?);
    }
    Ok(())
}

/// The rule's own refusal for a suppressed slot, with its clause.
fn suppressed(work: &mut Work<'_, '_>, slot: &OutreachSlot) -> Result<Problem, Problem> {
    let (terms, kind, outreach) = machine_of(work, slot)?;
    let refused = next(&terms, kind, &outreach, OutreachEvent::InitialContact, slot.assigned_on, true);
    Ok(refused.err().map_or_else(|| out_of_order("FOLLOW-02"), Problem::from))
}

fn save(work: &mut Work<'_, '_>, slot: &mut OutreachSlot) -> Result<(), Problem> {
    slot.revision += 1;
    work.tx.update_outreach(slot.clone())?;
    Ok(())
}
