//! Who was let in by what is remembered of them is read anew.

use super::actor::Actor;
use super::standing::Standing;
use crate::problem::Problem;
use crate::state::AppState;
use actix_web::HttpRequest;
use actix_web::web::Data;
use peerline_persistence::Scope;
use std::sync::Arc;
use uuid::Uuid;

/// Reads what a principal may do, and remembers it.
pub(super) async fn reload(state: &AppState, principal: Uuid) -> Result<Arc<Standing>, Problem> {
    let standing = state.read(Scope::Platform, move |work| Standing::load(work.tx, principal)).await?;
    Ok(state.memory.standings.remember(standing))
}

/// That a caller let in by memory is still let in, for answers that no transaction precedes.
pub(super) async fn confirm_anew(request: &HttpRequest, actor: &Actor) -> Result<(), Problem> {
    let Some(state) = request.app_data::<Data<AppState>>().cloned() else { return Ok(()) };
    reload(&state, actor.principal).await?.admits(actor.token_issued_at)
}
