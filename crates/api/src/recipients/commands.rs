//! Bodies of work: what happens inside the transaction.

use crate::assignment::commands::{acting_member, is_assigned};
use crate::auth::Actor;
use crate::problem::{Code, FieldError, Problem};
use crate::requests::keep::is_there;
use crate::state::{InForce, Work};
use crate::stored_code::value_of;
use peerline_domain::access::Role;
use peerline_domain::calendar::Month;
use peerline_domain::catalog::RefusalCode;
use peerline_domain::recipient::{RecipientField, RecipientTerms, RefusedField, check_fields, check_reader};
use peerline_domain::request::RequestState;
use peerline_persistence::Held;
use peerline_persistence::disclosure::AuditReceipt;
use peerline_persistence::records::{CaseRecord, SealedRecipient, SupportRequest};
use uuid::Uuid;

/// Where a recipient is to be kept: the request's case, or a new one.
#[derive(Debug, Clone, Copy)]
pub struct Destination {
    /// The case.
    pub case: Uuid,
    /// Whether it is there already.
    pub exists: bool,
}

/// Looks a request up, after what the policy in force says was asked, and asks the terms that govern it too. So a
/// mode that names nobody refuses every id alike.
fn governed(
    work: &mut Work<'_, '_>,
    id: Uuid,
    check: impl Fn(&RecipientTerms) -> Result<(), Problem>,
) -> Result<(SupportRequest, InForce), Problem> {
    let policy = work.policy()?;
    check(&RecipientTerms::read(policy.document())?)?;
    let request = work.tx.find_request(id)?.ok_or_else(Problem::not_found)?;
    let opened = work.policy_version(request.policy_version_id)?;
    check(&RecipientTerms::governing(&opened.document, policy.document())?)?;
    if is_there(work, &request)? { Ok((request, policy)) } else { Err(Problem::not_found()) }
}

/// Every field the mode rules out, with its pointer.
pub fn not_permitted(refused: Vec<RefusedField>) -> Problem {
    let at = |field| match field {
        RecipientField::Name => "/name",
        RecipientField::Contact => "/contact",
        RecipientField::Context => "/context",
    };
    let clause = refused.first().and_then(|one| one.refusal.clause.clone());
    let requirement = refused.first().map(|one| one.refusal.requirement.to_owned());
    let errors =
        refused.iter().map(|one| FieldError::at(at(one.field), Code::Rule(one.refusal.code))).collect();
    Problem { requirement, clause, errors, ..Problem::new(Code::Rule(RefusalCode::FieldNotPermitted)) }
}

/// A case that ended is kept as it was.
fn refuse_over(request: &SupportRequest) -> Result<(), Problem> {
    let is_over = value_of::<RequestState>(&request.state)?.is_final();
    if is_over { Err(Problem::out_of_order("CONF-27")) } else { Ok(()) }
}

/// Whether these fields may be recorded for a request, and where.
pub fn destination(
    work: &mut Work<'_, '_>,
    id: Uuid,
    fields: &[RecipientField],
) -> Result<Destination, Problem> {
    let (request, _) = governed(work, id, |terms| check_fields(terms, fields).map_err(not_permitted))?;
    refuse_over(&request)?;
    Ok(match work.tx.case_of_request(id)? {
        Some(case) => Destination { case: case.id, exists: true },
        None => Destination { case: work.new_id(), exists: false },
    })
}

/// Keeps a sealed recipient. What may be recorded is asked again: the policy can have changed in between.
pub fn keep(
    work: &mut Work<'_, '_>,
    id: Uuid,
    fields: &[RecipientField],
    to: Destination,
    recipient: SealedRecipient,
) -> Result<(), Problem> {
    let (request, policy) = governed(work, id, |terms| check_fields(terms, fields).map_err(not_permitted))?;
    refuse_over(&request)?;
    let opened_on = match work.tx.case_of_request(id)? {
        Some(case) => case.opened_on,
        None => policy.today,
    };
    work.concerns("case", to.case);
    work.tx.hold(Held::Case(to.case))?;
    let record = CaseRecord { id: to.case, request_id: id, opened_on, recipient };
    if to.exists {
        work.tx.update_case_record(record)?;
    } else {
        work.tx.insert_case_record(record)?;
    }
    Ok(())
}

/// Whether a case is not kept, and will not be. The transaction that was to keep it held the same while it did, also
/// where its answer was lost on the way: this waits for its end, or fails.
pub fn never_came_to_be(work: &mut Work<'_, '_>, case: Uuid) -> Result<bool, Problem> {
    work.changes_nothing();
    work.tx.hold(Held::Case(case))?;
    Ok(!work.tx.has_case_record(case)?)
}

/// Takes a recipient out, sealed, with the audit row of the disclosure.
pub fn take_out(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    id: Uuid,
) -> Result<(AuditReceipt, CaseRecord), Problem> {
    let (request, policy) = governed(work, id, |terms| {
        // Where nobody may be named, there is nothing here, whatever was recorded under a looser policy.
        if !terms.mode.may_name_recipient() {
            return Err(Problem::not_found());
        }
        Ok(check_reader(terms, actor.role)?)
    })?;
    if !matches!(actor.role, Role::Coordinator | Role::ProgrammeHead) {
        let member = acting_member(work, actor, policy.today)?;
        if !is_assigned(request.member_id, member.as_ref()) {
            return Err(Problem::not_found());
        }
    }
    let record = work.tx.case_of_request(id)?.ok_or_else(Problem::not_found)?;
    Ok((work.disclose("case", record.id)?, record))
}

/// Purges a recipient before the request closes.
pub fn purge(work: &mut Work<'_, '_>, id: Uuid) -> Result<(), Problem> {
    let purged_in = Month::containing(work.policy()?.today);
    if work.tx.purge_case_of_request(id, purged_in)? { Ok(()) } else { Err(Problem::not_found()) }
}
