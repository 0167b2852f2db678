//! Bodies of work: what happens inside the transaction.

use super::dto::{NewOutreachEvent, OutreachDto};
use super::machine::{incident_open, machine_of};
use super::view::{may_record, shown};
use crate::assignment::commands::{
    acting_member, declare as judge, fit_member, found, is_assigned, nothing_of_a_member, own_member,
};
use crate::assignment::dto::{ConflictDeclaration, NewAssignment, NewOutreach};
use crate::assignment::overseer::{Oversight, object_refusal};
use crate::assignment::sifted;
use crate::auth::Actor;
use crate::incidents::commands::{load as load_incident, takes_outreach};
use crate::limits_notice;
use crate::problem::Problem;
use crate::responses::referenced;
use crate::state::Work;
use crate::stored_code::{code_of, value_of};
use peerline_domain::activity::ActivityTerms;
use peerline_domain::assignment::check_member;
use peerline_domain::calendar::Month;
use peerline_domain::incident::Route;
use peerline_domain::outreach::{OutreachEvent, OutreachKind, OutreachState, OutreachTerms, next, open};
use peerline_persistence::Held;
use peerline_persistence::records::OutreachSlot;
use uuid::Uuid;

/// Opens an outreach for a slot of an incident and gives it to a member (V.C.2, TRACK-05).
pub fn assign(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    incident: Uuid,
    new: &NewOutreach,
) -> Result<OutreachDto, Problem> {
    let policy = work.policy()?;
    work.tx.hold(Held::Incident(incident))?;
    let (incident, _) = load_incident(work, actor, incident)?;
    takes_outreach(&incident)?;
    let earlier = match new.earlier_outreach_id {
        None => Vec::new(),
        Some(id) => {
            let known = work.tx.find_outreach(id)?.filter(|slot| slot.incident_id == incident.id);
            vec![machine_of(work, &referenced(known, "/earlier_outreach_id")?)?.2]
        }
    };
    let opened = open(&OutreachTerms::read(policy.document())?, value_of(&incident.state)?, &earlier)?;
    let (member, declared) = fit_member(work, actor, policy.document(), new.member_id, policy.today)?;
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
    work.concerns("outreach", slot.id);
    shown(work, actor, slot, Vec::new())
}

/// An outreach that is about to be changed: nobody else changes it, or closes its incident, before this
/// transaction ends.
fn to_change(work: &mut Work<'_, '_>, id: Uuid) -> Result<OutreachSlot, Problem> {
    let slot = work.tx.find_outreach(id)?.ok_or_else(Problem::not_found)?;
    work.tx.hold(Held::Incident(slot.incident_id))?;
    work.tx.find_outreach(id)?.ok_or_else(Problem::not_found)
}

/// Gives an outreach to another member; its dates stay (FOLLOW-16, ASSIGN-20).
pub fn reassign(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    id: Uuid,
    new: &NewAssignment,
) -> Result<OutreachDto, Problem> {
    work.concerns("outreach", id);
    let policy = work.policy()?;
    let mut slot = to_change(work, id)?;
    if !Oversight::of(work, actor)?.covers_slot(work, &slot)? {
        return Err(Problem::not_found());
    }
    match value_of(&slot.state)? {
        OutreachState::SecondDeclinedClosed => return Err(suppressed(work, &slot)?),
        OutreachState::Closed => return Err(Problem::out_of_order("REFER-39")),
        _ => {}
    }
    let (member, declared) = fit_member(work, actor, policy.document(), new.member_id, policy.today)?;
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
    work.concerns("outreach", id);
    let policy = work.policy()?;
    let member = own_member(work, actor, policy.today)?;
    let mut slot = to_change(work, id)?;
    refuse_suppressed(work, &slot)?;
    if !is_assigned(slot.member_id, Some(&member)) {
        return Err(Problem::not_found());
    }
    if slot.declared || value_of::<OutreachState>(&slot.state)? == OutreachState::Closed {
        return Err(Problem::out_of_order("ASSIGN-21"));
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
    new: NewOutreachEvent,
) -> Result<OutreachDto, Problem> {
    work.concerns("outreach", id);
    let (policy, event) = (work.policy()?, new.event);
    let mut slot = to_change(work, id)?;
    refuse_suppressed(work, &slot)?;
    let member = work.tx.find_member_by_principal(actor.principal)?;
    let overseen = Oversight::of(work, actor)?.covers_slot(work, &slot)?;
    if !may_record(overseen, &slot, member.as_ref(), event) {
        return Err(object_refusal(overseen));
    }
    if let Some(member) = member.filter(|member| slot.member_id == Some(member.id)) {
        check_member(member.status_on(policy.today))?;
    }
    let (terms, kind, outreach) = machine_of(work, &slot)?;
    let open = incident_open(work, &slot)?;
    let decision = next(&terms, kind, &outreach, event, policy.today, open)?;
    if !slot.declared && event != OutreachEvent::Close {
        return Err(Problem::out_of_order("ASSIGN-21"));
    }
    let is_contact = event == OutreachEvent::InitialContact;
    limits_notice::check(policy.document(), is_contact, new.limits_stated)?;
    let (reached, found) = work.accept(decision, Month::containing(policy.today))?;
    let opened = work.policy_version(slot.policy_version_id)?;
    let kept = ActivityTerms::read(&opened.document)?.kept.and(ActivityTerms::read(policy.document())?.kept);
    let reached = reached.settled(kept);
    slot.state = code_of(&reached.state);
    slot.initial_contact_on = reached.initial_contact_on;
    slot.followup_due_on = reached.followup_due_on;
    save(work, &mut slot)?;
    shown(work, actor, slot, found)
}

/// One outreach, for its reader: who oversees it, or the assigned member.
pub fn read(work: &mut Work<'_, '_>, actor: &Actor, id: Uuid) -> Result<OutreachDto, Problem> {
    let slot = work.tx.find_outreach(id)?.ok_or_else(Problem::not_found)?;
    let today = work.policy()?.today;
    let member = acting_member(work, actor, today)?;
    if !Oversight::of(work, actor)?.covers_slot(work, &slot)? && !is_assigned(slot.member_id, member.as_ref())
    {
        return Err(Problem::not_found());
    }
    shown(work, actor, slot, Vec::new())
}

/// Outreaches the caller may see: those they oversee, otherwise the own ones.
pub fn visible(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    after: Option<Uuid>,
    limit: i64,
) -> Result<Vec<OutreachSlot>, Problem> {
    let oversight = Oversight::of(work, actor)?;
    let today = work.policy()?.today;
    let member = acting_member(work, actor, today)?;
    match oversight {
        Oversight::All => return Ok(work.tx.list_outreaches(after, limit)?),
        Oversight::OfUnits(_) => {
            let read = |work: &mut Work<'_, '_>, after| Ok(work.tx.list_outreaches(after, limit)?);
            let seen = |work: &mut Work<'_, '_>, slot: &OutreachSlot| {
                Ok(is_assigned(slot.member_id, member.as_ref()) || oversight.covers_slot(work, slot)?)
            };
            return sifted(work, (after, limit), read, |slot| slot.id, seen);
        }
        Oversight::Nothing => {}
    }
    let Some(member) = member else { return nothing_of_a_member(work, actor) };
    Ok(work.tx.list_outreaches_of(member.id, after, limit)?)
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
    Ok(refused.err().map_or_else(|| Problem::out_of_order("FOLLOW-02"), Problem::from))
}

fn save(work: &mut Work<'_, '_>, slot: &mut OutreachSlot) -> Result<(), Problem> {
    slot.revision += 1;
    work.tx.update_outreach(slot.clone())?;
    Ok(())
}
