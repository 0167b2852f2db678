//! Bodies of work: what happens inside the transaction.

use super::dto::{Choice, PublicProgram, PublicRequest, Reach, RequestReceipt, UnitChoice};
use crate::assignment::commands::has_become_unavailable;
use crate::auth::Behalf;
use crate::problem::Problem;
use crate::requests::commands::{Origin, take_in};
use crate::requests::keep::to_change;
use crate::requests::machine::Machine;
use crate::state::{AppState, InForce, Work};
use crate::stored_code::{code_of, value_of};
use chrono::NaiveDate;
use peerline_domain::access::Role;
use peerline_domain::assignment::MemberStatus;
use peerline_domain::audit::AuditVerb;
use peerline_domain::calendar::Month;
use peerline_domain::intake::{IntakeTerms, WebRequest};
use peerline_domain::request::{RequestEvent, RequestState};
use peerline_domain::unit::HEADCOUNT_FLOOR;
use peerline_persistence::Held;
use peerline_persistence::Scope;
use peerline_persistence::records::SupportRequest;

/// The agency of a public address.
///
/// # Errors
/// 404 for a name that is no agency's.
pub async fn agency(state: &AppState, slug: String) -> Result<Behalf, Problem> {
    let plausible = slug.len() <= 64 && slug.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if !plausible {
        return Err(Problem::not_found());
    }
    let found = state.read(Scope::Platform, move |work| Ok(work.tx.find_agency_by_slug(&slug)?)).await?;
    found.map(|agency| Behalf::Public(agency.id)).ok_or_else(Problem::not_found)
}

/// The policy in force, where it opens the nameless web form; otherwise the address does not exist (REFER-01).
pub fn nameless_form(work: &mut Work<'_, '_>) -> Result<InForce, Problem> {
    let policy = work.policy()?;
    match IntakeTerms::read(policy.document())?.web_request {
        WebRequest::Anonymous => Ok(policy),
        WebRequest::Off | WebRequest::Named => Err(Problem::not_found()),
    }
}

/// Takes a request in, with or without a receipt. The same receipt again gives the same answer and changes
/// nothing.
pub fn ask(
    work: &mut Work<'_, '_>,
    new: PublicRequest,
    receipt: Option<Vec<u8>>,
) -> Result<RequestReceipt, Problem> {
    work.does(AuditVerb::ASK_FOR_SUPPORT);
    let policy = nameless_form(work)?;
    if let Some(digest) = &receipt {
        work.tx.hold(Held::Receipt(digest))?;
    }
    if let Some(digest) = &receipt
        && let Some(known) = work.tx.find_request_by_receipt(digest)?
    {
        work.changes_nothing();
        return told(work, &policy, &known);
    }
    let origin = Origin { receipt_digest: receipt, ..Origin::default() };
    let (request, _) = take_in(work, &policy, new.into(), origin)?;
    told(work, &policy, &request)
}

/// What stands behind a receipt.
pub fn look_up(work: &mut Work<'_, '_>, digest: &[u8]) -> Result<RequestReceipt, Problem> {
    let policy = nameless_form(work)?;
    let request = work.tx.find_request_by_receipt(digest)?.ok_or_else(Problem::not_found)?;
    told(work, &policy, &request)
}

/// A person who changed their mind: the request ends and its row is gone (FOLLOW-06).
pub fn withdraw(work: &mut Work<'_, '_>, digest: &[u8]) -> Result<(), Problem> {
    work.does(AuditVerb::WITHDRAW_OWN_REQUEST);
    nameless_form(work)?;
    let request = work.tx.find_request_by_receipt(digest)?.ok_or_else(Problem::not_found)?;
    let request = to_change(work, request.id)?;
    Machine::of(work, &request)?.next(&request, RequestEvent::Withdraw)?;
    work.concerns("support_request", request.id);
    let closed_in = Month::containing(work.policy()?.today);
    if work.tx.close_request(request.id, closed_in)? { Ok(()) } else { Err(Problem::not_found()) }
}

fn told(
    work: &mut Work<'_, '_>,
    policy: &InForce,
    request: &SupportRequest,
) -> Result<RequestReceipt, Problem> {
    let state: RequestState = value_of(&request.state)?;
    // An assignment shows once the member declared to be free of conflicts, so that nobody calls a supervisor.
    let member = match (state, request.member_id) {
        (RequestState::Assigned | RequestState::InContact, Some(id)) if request.declared => {
            // Nobody is sent to somebody who is away or has left, also before the request is given to another.
            let is_gone = has_become_unavailable(work, Some(id), policy.today)?;
            work.tx.find_member(id)?.filter(|_| !is_gone)
        }
        _ => None,
    };
    let (status, call) = match member {
        Some(member) => ("assigned", vec![Reach { channel: member.channel, hours: member.hours }]),
        None => ("received", coordinators(work, policy.today)?),
    };
    Ok(RequestReceipt {
        status: status.to_owned(),
        spoken_code: request.spoken_code.clone(),
        call,
        emergency_text: policy.document().registers.meta.emergency_text.clone(),
    })
}

/// How the active coordinators are reached.
fn coordinators(work: &mut Work<'_, '_>, today: NaiveDate) -> Result<Vec<Reach>, Problem> {
    let mut found = Vec::new();
    let utc = work.now.date_naive();
    for member in work.tx.all_members()? {
        let roles = work.tx.role_grants_of(member.principal_id)?;
        let holds = roles.iter().any(|grant| grant.role == Role::Coordinator && grant.holds_on(utc));
        // Whoever may not sign in any more is nobody to call.
        let coordinates = holds
            && work.tx.authorization_of(member.principal_id)?.is_some_and(|found| found.revoked_at.is_none());
        if coordinates && member.status_on(today) == MemberStatus::Active {
            found.push(Reach { channel: member.channel, hours: member.hours });
        }
    }
    Ok(found)
}

/// The program, to everybody (PROG-06, PROG-23, CONF-28, RES-05, RES-09).
pub fn program(work: &mut Work<'_, '_>) -> Result<PublicProgram, Problem> {
    let policy = work.policy()?;
    let call = coordinators(work, policy.today)?;
    let units = work.tx.list_units()?;
    let terms = IntakeTerms::read(policy.document())?;
    let registers = &policy.document().registers;
    Ok(PublicProgram {
        name: registers.meta.name.clone(),
        emergency_text: registers.meta.emergency_text.clone(),
        boundary_text: registers.meta.boundary_text.clone(),
        confidentiality_statement: registers.meta.confidentiality_statement.clone(),
        web_request: code_of(&terms.web_request),
        call,
        categories: registers
            .categories
            .iter()
            .map(|entry| Choice { code: entry.code.clone(), label: entry.label.clone() })
            .collect(),
        modes: registers
            .modes
            .iter()
            .map(|entry| Choice { code: entry.code.clone(), label: entry.label.clone() })
            .collect(),
        units: units
            .into_iter()
            .filter(|unit| unit.headcount >= HEADCOUNT_FLOOR)
            .map(|unit| UnitChoice { id: unit.id, name: unit.name })
            .collect(),
    })
}
