//! The clause that rules a field, or an attachment, out.

use crate::auth::Actor;
use crate::problem::{Code, Problem};
use crate::public::commands::agency;
use crate::state::AppState;
use actix_web::HttpRequest;
use actix_web::web::Data;
use peerline_domain::catalog::RefusalCode;

/// A refused field, with the clause of the agency's policy on what may be documented (`document.notes_allowed`); a refused
/// attachment, with that on what is never shared (`response.fatality_alert_shared`).
/// Where no agency or no policy is found, the refusal goes without.
pub(super) async fn named(request: &HttpRequest, caller: Option<Actor>, problem: Problem) -> Problem {
    let setting = match problem.code {
        Code::Rule(RefusalCode::FieldNotPermitted) => "document.notes_allowed",
        Code::Rule(RefusalCode::AttachmentForbidden) => "response.fatality_alert_shared",
        _ => return problem,
    };
    let clause = find(request, caller, setting).await.ok().flatten();
    Problem { clause, ..problem }
}

async fn find(
    request: &HttpRequest,
    caller: Option<Actor>,
    setting: &'static str,
) -> Result<Option<String>, Problem> {
    let state = request.app_data::<Data<AppState>>().cloned().ok_or_else(Problem::not_found)?;
    let scope = match (caller, request.match_info().get("agency")) {
        (Some(actor), _) => actor.behalf(),
        (None, Some(slug)) => agency(&state, slug.to_owned()).await?,
        (None, None) => return Ok(None),
    };
    state.read(scope, |work| Ok(work.policy()?.document().clause(setting).map(str::to_owned))).await
}
