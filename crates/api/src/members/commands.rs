//! How the roster is kept.

use super::dto::{Leave, MemberDto, MembershipEnd, NewMember};
use crate::assignment::overseer::Oversight;
use crate::assignment::release::give_back;
use crate::assignment::sifted;
use crate::auth::Actor;
use crate::policy::local_today;
use crate::problem::{Code, FieldError, Problem, TechnicalCode};
use crate::responses::referenced;
use crate::state::Work;
use peerline_domain::Refusal;
use peerline_domain::assignment::MemberStatus;
use peerline_domain::catalog::RefusalCode;
use peerline_persistence::Held;
use peerline_persistence::records::{Member, Principal, PrincipalKind};
use uuid::Uuid;

/// A person of the agency. Another agency's, a machine and an invented id are the same: not there.
fn person(work: &mut Work<'_, '_>, agency: Option<Uuid>, id: Uuid) -> Result<Principal, Problem> {
    let found = work.tx.find_principal(id)?;
    let own = found.filter(|found| found.agency_id == agency && found.kind == PrincipalKind::Person);
    referenced(own, "/principal_id")
}

fn out_of_range(pointer: &str, detail: &str) -> Problem {
    let error = FieldError::at(pointer, Code::Technical(TechnicalCode::FieldOutOfRange)).saying(detail);
    Problem::fields(vec![error])
}

/// A member.
fn find(work: &mut Work<'_, '_>, id: Uuid) -> Result<Member, Problem> {
    work.tx.find_member(id)?.ok_or_else(Problem::not_found)
}

/// A member that is about to be changed: nobody else changes or assigns them before this transaction ends.
fn to_change(work: &mut Work<'_, '_>, id: Uuid) -> Result<Member, Problem> {
    work.tx.hold(Held::Member(id))?;
    let member = find(work, id)?;
    Ok(Member { revision: member.revision + 1, ..member })
}

fn shown(work: &mut Work<'_, '_>, member: Member) -> Result<MemberDto, Problem> {
    Ok(MemberDto::on(local_today(work)?, member))
}

/// One member, for somebody who reads the roster.
pub(super) fn find_for(work: &mut Work<'_, '_>, actor: &Actor, id: Uuid) -> Result<MemberDto, Problem> {
    let (member, oversight) = (find(work, id)?, Oversight::of(work, actor)?);
    if oversight.knows(actor, &member) { shown(work, member) } else { Err(Problem::not_found()) }
}

/// One member.
pub(super) fn read(work: &mut Work<'_, '_>, id: Uuid) -> Result<MemberDto, Problem> {
    let member = find(work, id)?;
    shown(work, member)
}

/// A page of the roster, with one more that tells whether there is a next.
pub(super) fn list(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    after: Option<Uuid>,
    probe: i64,
) -> Result<Vec<MemberDto>, Problem> {
    let (today, oversight) = (local_today(work)?, Oversight::of(work, actor)?);
    let read = |work: &mut Work<'_, '_>, after| Ok(work.tx.list_members(after, probe)?);
    let known = |_: &mut Work<'_, '_>, member: &Member| Ok(oversight.knows(actor, member));
    let members = match oversight {
        Oversight::OfUnits(_) => sifted(work, (after, probe), read, |member| member.id, known)?,
        Oversight::All | Oversight::Nothing => read(work, after)?,
    };
    Ok(members.into_iter().map(|member| MemberDto::on(today, member)).collect())
}

/// Adds a person to the team.
pub(super) fn add(
    work: &mut Work<'_, '_>,
    agency: Option<Uuid>,
    new: NewMember,
) -> Result<MemberDto, Problem> {
    work.tx.hold(Held::Principal(new.principal_id))?;
    let principal = person(work, agency, new.principal_id)?;
    referenced(work.tx.find_unit(new.unit_id)?, "/unit_id")?;
    if work.tx.find_member_by_principal(principal.id)?.is_some() {
        return Err(Problem::field("/principal_id", Code::Technical(TechnicalCode::Duplicate)));
    }
    let member = Member {
        id: work.new_id(),
        principal_id: principal.id,
        display_name: principal.display_name,
        unit_id: new.unit_id,
        channel: new.channel,
        hours: new.hours,
        active_from: new.active_from,
        leave_from: None,
        leave_until: None,
        ended_on: None,
        revision: 1,
    };
    work.tx.insert_member(member.clone())?;
    work.concerns("member", member.id);
    shown(work, member)
}

/// From the day a member is away, what they hold goes back to whoever assigns (ASSIGN-20, REVOKE-05).
fn give_back_if_away(work: &mut Work<'_, '_>, member: &Member) -> Result<(), Problem> {
    if member.status_on(local_today(work)?) == MemberStatus::Active {
        return Ok(());
    }
    give_back(work, member.id)
}

/// Sets the present or planned leave (REVOKE-14).
pub(super) fn set_leave(work: &mut Work<'_, '_>, id: Uuid, leave: &Leave) -> Result<MemberDto, Problem> {
    work.concerns("member", id);
    let mut member = to_change(work, id)?;
    if leave.until.is_some_and(|back| back <= leave.from) {
        return Err(out_of_range("/until", "later than from"));
    }
    if member.status_on(local_today(work)?) == MemberStatus::Ended {
        return Err(Refusal::new(RefusalCode::MemberNotActive, "REVOKE-14").into());
    }
    member.leave_from = Some(leave.from);
    member.leave_until = leave.until;
    work.tx.update_member(member.clone())?;
    give_back_if_away(work, &member)?;
    shown(work, member)
}

/// Takes the leave back.
pub(super) fn clear_leave(work: &mut Work<'_, '_>, id: Uuid) -> Result<MemberDto, Problem> {
    work.concerns("member", id);
    let mut member = to_change(work, id)?;
    member.leave_from = None;
    member.leave_until = None;
    work.tx.update_member(member.clone())?;
    shown(work, member)
}

/// Ends a membership (REVOKE-05). An end that is still to come can be moved; one that has come stays.
pub(super) fn end(work: &mut Work<'_, '_>, id: Uuid, end: &MembershipEnd) -> Result<MemberDto, Problem> {
    work.concerns("member", id);
    let mut member = to_change(work, id)?;
    if end.ended_on < member.active_from {
        return Err(out_of_range("/ended_on", "not before active_from"));
    }
    if member.status_on(local_today(work)?) == MemberStatus::Ended {
        return Err(Refusal::new(RefusalCode::StepOutOfOrder, "REVOKE-05").into());
    }
    member.ended_on = Some(end.ended_on);
    work.tx.update_member(member.clone())?;
    give_back_if_away(work, &member)?;
    shown(work, member)
}
