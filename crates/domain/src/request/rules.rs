//! The machine of a request (4.4).

use super::model::{RequestEvent as E, RequestState as S};
use super::terms::RequestTerms;
use crate::catalog::RefusalCode;
use crate::decision::Refusal;

/// The state a request comes to.
///
/// # Errors
/// `step_out_of_order` for every event that is not listed for the state, and for one the policy has no place for.
pub fn next(terms: &RequestTerms, state: S, event: E) -> Result<S, Refusal> {
    match (state, event) {
        (S::Received | S::ManagerReview, E::TriageIn)
        | (S::ManagerReview, E::OtherOptions)
        | (S::Assigned, E::ConflictFound | E::MemberDeclines)
        | (S::Assigned | S::InContact, E::MemberUnavailable) => Ok(S::TriagedIn),
        (S::Received, E::Consult) if terms.manager_review => Ok(S::ManagerReview),
        (S::Received | S::ManagerReview, E::TriageOut) => Ok(S::TriagedOut),
        (S::TriagedIn, E::Assign) => Ok(S::Assigned),
        (S::Assigned, E::ContactMade) => Ok(S::InContact),
        (S::InContact, E::NeedBeyondScope) => Ok(S::ReferredOut),
        (S::InContact, E::RecipientDeclines) if terms.keeps_case => Ok(S::Declined),
        (S::InContact, E::Finish) => Ok(S::Closed),
        (state, E::Withdraw) if !state.is_final() => Ok(S::Closed),
        _ => Err(Refusal::new(RefusalCode::StepOutOfOrder, "REFER-39")),
    }
}

/// The events [`next`] would accept.
pub fn allowed_events(terms: &RequestTerms, state: S) -> Vec<E> {
    E::ALL.into_iter().filter(|event| next(terms, state, *event).is_ok()).collect()
}

/// Whether the case stays when a request ends this way (4.4: `restricted_case` is retained on `closed`). What was
/// never taken up, or ended before anybody spoke, leaves nothing.
pub const fn retains(terms: &RequestTerms, before: S, reached: S) -> bool {
    terms.keeps_case
        && matches!(before, S::InContact)
        && matches!(reached, S::Closed | S::ReferredOut | S::Declined)
}
