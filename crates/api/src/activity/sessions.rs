//! Group responses the coordinator approves beforehand (RESP-08, PROG-09).

use super::pointer::no_such_kind;
use crate::auth::Actor;
use crate::problem::Problem;
use crate::state::Work;
use data_encoding::BASE32_NOPAD;
use peerline_domain::Refusal;
use peerline_domain::access::Role;
use peerline_domain::activity::{ActivityTerms, Entry};
use peerline_domain::catalog::RefusalCode;
use peerline_persistence::records::GroupSession;

/// Characters of a session code: 50 bits of chance.
const CODE_LENGTH: usize = 10;

/// Whether a group response of an entry was approved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Approval {
    /// The code names a session of this kind that was approved in time.
    Given,
    /// It names one that was approved only after the response.
    TooLate,
    /// It names none of this kind.
    Unknown,
    /// No code was sent.
    NoCode,
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
    let session = GroupSession { session_code: code, kind, approved_on: policy.today };
    work.tx.insert_group_session(session.clone())?;
    Ok(session)
}

/// Looks up the session an entry names. Approval comes before the response; the coordinator, whose approval it
/// is, may draw the code for the own response afterwards.
pub(super) fn approval(work: &mut Work<'_, '_>, actor: &Actor, entry: &Entry) -> Result<Approval, Problem> {
    let Some(code) = entry.session_code.as_deref() else { return Ok(Approval::NoCode) };
    let found = work.tx.find_group_session(code)?.filter(|session| session.kind == entry.kind);
    Ok(match found {
        None => Approval::Unknown,
        Some(session) if session.approved_on <= entry.day || actor.role == Role::Coordinator => {
            Approval::Given
        }
        Some(_) => Approval::TooLate,
    })
}
