//! The machine of a request (4.4).

use super::model::{RequestEvent as E, RequestState as S};
use crate::catalog::RefusalCode;
use crate::decision::Refusal;

/// The state a request comes to.
///
/// # Errors
/// `step_out_of_order` for every event that is not listed for the state.
pub fn next(state: S, event: E) -> Result<S, Refusal> {
    match (state, event) {
        (S::Received, E::TriageIn)
        | (S::Assigned, E::ConflictFound | E::MemberDeclines)
        | (S::Assigned | S::InContact, E::MemberUnavailable) => Ok(S::TriagedIn),
        (S::Received, E::TriageOut) => Ok(S::TriagedOut),
        (S::TriagedIn, E::Assign) => Ok(S::Assigned),
        (S::Assigned, E::ContactMade) => Ok(S::InContact),
        (S::InContact, E::NeedBeyondScope) => Ok(S::ReferredOut),
        (S::InContact, E::Finish) => Ok(S::Closed),
        (state, E::Withdraw) if !state.is_final() => Ok(S::Closed),
        _ => Err(Refusal::new(RefusalCode::StepOutOfOrder, "REFER-39")),
    }
}

/// The events [`next`] would accept.
pub fn allowed_events(state: S) -> Vec<E> {
    E::ALL.into_iter().filter(|event| next(state, *event).is_ok()).collect()
}
