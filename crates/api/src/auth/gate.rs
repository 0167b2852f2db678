//! Who may not ask at all is told so first.
//!
//! The framework reads what a handler takes side by side, so that a malformed body could be answered before the
//! role. An extractor that refuses therefore waits for the caller's own refusal, if there is one: a caller whose
//! role may not ask learns nothing about what they sent.

use super::actor::Actor;
use super::anew::confirm_anew;
use crate::problem::Problem;
use actix_web::{HttpMessage, HttpRequest};
use futures_util::FutureExt;
use futures_util::future::{LocalBoxFuture, Shared};

type Decision = Shared<LocalBoxFuture<'static, Result<Actor, Problem>>>;

/// The decision about the caller, in the request's extensions.
#[derive(Clone)]
struct Gate(Decision);

/// Shares the decision about the caller with the extractors beside it.
pub(super) fn close(
    request: &HttpRequest,
    decision: LocalBoxFuture<'static, Result<Actor, Problem>>,
) -> Decision {
    let shared = decision.shared();
    request.extensions_mut().insert(Gate(shared.clone()));
    shared
}

/// Gives an extractor's outcome on; a refusal only after the caller's own.
pub async fn behind_gate<T>(request: HttpRequest, outcome: Result<T, Problem>) -> Result<T, Problem> {
    let Err(problem) = outcome else { return outcome };
    if let Some(actor) = caller_let_in(&request).await? {
        confirm_anew(&request, &actor).await?;
    }
    Err(problem)
}

/// The caller, once let in; none on public addresses.
pub async fn caller_let_in(request: &HttpRequest) -> Result<Option<Actor>, Problem> {
    let gate = request.extensions().get::<Gate>().cloned();
    match gate {
        Some(Gate(decision)) => decision.await.map(Some),
        None => Ok(None),
    }
}
