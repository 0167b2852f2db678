//! Bodies of work: what happens inside the transaction.

use super::dto::{ConflictDeclaration, FoundConflict};
use super::overseer::Oversight;
use crate::auth::Actor;
use crate::problem::{Code, FieldError, Problem};
use crate::responses::referenced;
use crate::state::Work;
use crate::stored_code::code_of;
use chrono::NaiveDate;
use peerline_domain::access::{Action, Role};
use peerline_domain::assignment::{
    AssignmentTerms, MemberStatus, Question, check_declaration, check_member, check_self_assignment,
    declarations_asked, declared,
};
use peerline_domain::catalog::RefusalCode;
use peerline_domain::policy::PolicyDocument;
use peerline_domain::{Decision, Refusal};
use peerline_persistence::Held;
use peerline_persistence::records::Member;
use uuid::Uuid;

/// The member the caller is, if active today.
///
/// # Errors
/// 404 where the caller is no member; the domain's refusal where they are not active.
pub fn own_member(work: &mut Work<'_, '_>, actor: &Actor, today: NaiveDate) -> Result<Member, Problem> {
    let member = work.tx.find_member_by_principal(actor.principal)?.ok_or_else(Problem::not_found)?;
    check_member(member.status_on(today))?;
    Ok(member)
}

/// A member fit for an assignment, and whether the policy has nothing to ask them.
///
/// # Errors
/// `reference_unknown` for an id that is none, or is of nobody the caller assigns; the refusals of ASSIGN-01 and ASSIGN-17.
pub fn fit_member(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    document: &PolicyDocument,
    member: Uuid,
    today: NaiveDate,
) -> Result<(Member, bool), Problem> {
    let terms = AssignmentTerms::read(document)?;
    // Whoever goes on leave at this moment gives back what they hold: before this, or after and with it.
    work.tx.hold(Held::Member(member))?;
    let oversight = Oversight::of(work, actor)?;
    let known = work.tx.find_member(member)?.filter(|member| oversight.knows(actor, member));
    let member = referenced(known, "/member_id")?;
    check_member(member.status_on(today))?;
    if !can_act(work, &member)? {
        return Err(Refusal::new(RefusalCode::MemberNotActive, "ASSIGN-01").into());
    }
    let roles: Vec<Role> =
        work.tx.role_grants_of(member.principal_id)?.into_iter().map(|grant| grant.role).collect();
    if roles.contains(&Role::Coordinator) {
        check_self_assignment(&terms, roles.contains(&Role::Peer))?;
    }
    Ok((member, declarations_asked(&terms).is_empty()))
}

/// The member the caller is, if they may act on what is assigned to them today; on leave, or no longer on the
/// team, they may not (ASSIGN-20).
pub fn acting_member(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    today: NaiveDate,
) -> Result<Option<Member>, Problem> {
    let member = work.tx.find_member_by_principal(actor.principal)?;
    Ok(member.filter(|member| member.status_on(today) == MemberStatus::Active))
}

/// What a member sees of assignments who may not act on any today: nothing.
///
/// # Errors
/// 404 where the caller never was a member.
pub fn nothing_of_a_member<T>(work: &mut Work<'_, '_>, actor: &Actor) -> Result<Vec<T>, Problem> {
    let member = work.tx.find_member_by_principal(actor.principal)?;
    member.map(|_| Vec::new()).ok_or_else(Problem::not_found)
}

/// Whether the member something is assigned to can no longer act on it (ASSIGN-20).
pub fn has_become_unavailable(
    work: &mut Work<'_, '_>,
    assigned: Option<Uuid>,
    today: NaiveDate,
) -> Result<bool, Problem> {
    let Some(id) = assigned else { return Ok(false) };
    Ok(match work.tx.find_member(id)? {
        Some(member) if member.status_on(today) == MemberStatus::Active => !can_act(work, &member)?,
        _ => true,
    })
}

/// Whether a member who is on the team is let in, in a role that acts on assignments and that the policy in force has.
pub fn can_act(work: &mut Work<'_, '_>, member: &Member) -> Result<bool, Problem> {
    let is_let_in =
        work.tx.authorization_of(member.principal_id)?.is_some_and(|found| found.revoked_at.is_none());
    let (policy, today) = (work.policy()?, work.now.date_naive());
    let acts = |role| Action::DeclareConflict.permitted_to(role) && policy.document().role_exists(role);
    let mut grants = work.tx.role_grants_of(member.principal_id)?.into_iter();
    Ok(is_let_in && grants.any(|grant| grant.holds_on(today) && acts(grant.role)))
}

/// What a supporter's own declaration leads to: fit, or a conflict for which the assignment goes back. Without an answer
/// to each question the policy puts it leads to nothing.
pub fn declare(
    document: &PolicyDocument,
    declaration: &ConflictDeclaration,
) -> Result<Result<Decision<()>, Refusal>, Problem> {
    let terms = AssignmentTerms::read(document)?;
    match declared(&terms, |question| declaration.answer(question)) {
        Ok(answers) => Ok(check_declaration(&terms, &answers, declaration.situation())),
        Err(questions) => Err(unanswered(&questions)),
    }
}

fn unanswered(questions: &[Question]) -> Problem {
    let required = Code::Rule(RefusalCode::FieldRequired);
    let errors = questions.iter().map(|question| FieldError::at(format!("/{}", code_of(question)), required));
    let refusal = Refusal::new(RefusalCode::FieldRequired, "ASSIGN-21");
    Problem { errors: errors.collect(), ..refusal.into() }
}

/// A conflict, as it is served.
pub fn found(refusal: Refusal) -> FoundConflict {
    FoundConflict {
        code: refusal.code.as_str().to_owned(),
        requirement: refusal.requirement.to_owned(),
        clause: refusal.clause,
    }
}

/// Whether `member` is the one assigned.
pub fn is_assigned(assigned: Option<Uuid>, member: Option<&Member>) -> bool {
    matches!((assigned, member), (Some(id), Some(member)) if id == member.id)
}
