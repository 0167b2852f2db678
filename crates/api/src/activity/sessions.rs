//! Group responses the coordinator approves beforehand (RESP-08, PROG-09).

use super::pointer::no_such_kind;
use crate::auth::Actor;
use crate::problem::Problem;
use crate::state::Work;
use data_encoding::BASE32_NOPAD;
use peerline_domain::Refusal;
use peerline_domain::access::Role;
use peerline_domain::activity::{ActivityTerms, ApprovedSession, Covers, Delivery, Entry, covers};
use peerline_domain::calendar::Timestamp;
use peerline_domain::catalog::RefusalCode;
use peerline_persistence::records::GroupSession;

/// Characters of a session code: 50 bits of chance.
const CODE_LENGTH: usize = 10;

/// Whether a group response of an entry was approved.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Approval {
    /// The code names a session of this kind and day that was approved in time.
    Given(UsedCode),
    /// It names one that was approved only after the response started. Where no approval is asked it still says
    /// which entries are one session.
    TooLate(UsedCode),
    /// It names the session of another day.
    AnotherDay,
    /// It names none of this kind.
    Unknown,
    /// No code was sent.
    NoCode,
}

/// A code as an entry uses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct UsedCode {
    session: GroupSession,
    delivery: Delivery,
    approved_prior: bool,
}

/// Approves a group response and gives it its code.
pub(super) fn approve(work: &mut Work<'_, '_>, kind: String) -> Result<GroupSession, Problem> {
    let policy = work.policy()?;
    let terms = ActivityTerms::read(policy.document())?;
    if !terms.kind(&kind).is_some_and(|kind| kind.group) {
        return Err(no_such_kind());
    }
    if !terms.session_codes {
        return Err(Refusal::new(RefusalCode::FieldNotPermitted, "TRACK-04").into());
    }
    let code = BASE32_NOPAD.encode(&work.random.bytes16()).chars().take(CODE_LENGTH).collect();
    let session = GroupSession {
        session_code: code,
        kind,
        approved_on: policy.today,
        approved_at: Some(work.now),
        held_on: None,
        approved_prior: false,
    };
    work.tx.insert_group_session(session.clone())?;
    Ok(session)
}

/// A session that was approved before: its code is no secret to whoever approved it.
pub(super) fn approved_before(work: &mut Work<'_, '_>, code: String) -> Result<GroupSession, Problem> {
    work.tx.find_group_session(&code)?.ok_or_else(Problem::not_found)
}

/// Looks up the session an entry names, and whether its approval covers the entry.
pub(super) fn approval(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    terms: &ActivityTerms,
    entry: &Entry,
    started_at: Timestamp,
) -> Result<Approval, Problem> {
    let Some(code) = entry.session_code.as_deref() else { return Ok(Approval::NoCode) };
    let found = work.tx.find_group_session(code)?.filter(|session| session.kind == entry.kind);
    let Some(session) = found else { return Ok(Approval::Unknown) };
    let by_coordinator = actor.role == Role::Coordinator;
    let Some(approved) = approved(&session) else { return Ok(Approval::AnotherDay) };
    let delivery = Delivery { started_at, day: entry.day, kept: terms.kept, by_coordinator };
    Ok(match covers(approved, &delivery) {
        Covers::Yes { approved_prior } => Approval::Given(UsedCode { session, delivery, approved_prior }),
        Covers::NotPrior => Approval::TooLate(UsedCode { session, delivery, approved_prior: false }),
        Covers::AnotherDay => Approval::AnotherDay,
    })
}

/// Binds the code to the session of its first entry. From then on it is known to have been approved before, and
/// the instant of the approval is forgotten.
pub(super) fn hold(work: &mut Work<'_, '_>, used: &UsedCode) -> Result<(), Problem> {
    let UsedCode { session, delivery, approved_prior } = used;
    if session.held_on.is_some() {
        return Ok(());
    }
    Ok(work.tx.hold_group_session(&session.session_code, delivery.bound_day(), *approved_prior)?)
}

fn approved(session: &GroupSession) -> Option<ApprovedSession> {
    match session.held_on {
        Some(day) => Some(ApprovedSession::Held { day, approved_prior: session.approved_prior }),
        None => session.approved_at.map(|approved_at| ApprovedSession::Open { approved_at }),
    }
}
