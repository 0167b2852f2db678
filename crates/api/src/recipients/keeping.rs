//! A recipient is kept in two databases: the key first, then the record sealed with it. Where the record does not come
//! to be, the key is given up.

use super::commands::{self, Destination};
use super::dto::NewRecipient;
use crate::auth::Behalf;
use crate::problem::Problem;
use crate::state::AppState;
use actix_web::web::Data;
use peerline_domain::recipient::RecipientField;
use peerline_persistence::Scope;
use uuid::Uuid;

/// Records who a request is for.
pub(super) async fn record(
    state: Data<AppState>,
    behalf: Behalf,
    agency: Uuid,
    id: Uuid,
    new: NewRecipient,
) -> Result<(), Problem> {
    let fields = new.fields();
    let asked = fields.clone();
    let to = state.read(behalf.clone(), move |work| commands::destination(work, id, &asked)).await?;
    let kept = seal_and_keep(&state, behalf, agency, id, (to, fields, new)).await;
    if kept.is_err() && !to.exists {
        give_up_key(&state, agency, to.case).await;
    }
    kept
}

async fn seal_and_keep(
    state: &AppState,
    behalf: Behalf,
    agency: Uuid,
    id: Uuid,
    (to, fields, new): (Destination, Vec<RecipientField>, NewRecipient),
) -> Result<(), Problem> {
    let sealed = state.with_keys(move |keys| keys.seal_recipient(agency, to.case, &new.into())).await?;
    state.write(behalf, move |work| commands::keep(work, id, &fields, to, sealed)).await
}

/// Gives up the key this request drew, where it is certain that the case is not kept: an orphaned key opens nothing,
/// a lost one can't be had back. Nor is there a sweep of keys without a record: started on a restored older
/// database, it would take the keys of all that is missing there.
pub(crate) async fn give_up_key(state: &AppState, agency: Uuid, case: Uuid) {
    let unkept = state.write(Scope::Agency(agency), move |work| commands::never_came_to_be(work, case)).await;
    let given_up = match unkept {
        Ok(true) => state.with_keys(move |keys| keys.give_up_case_key(agency, case)).await,
        Ok(false) => Ok(()),
        Err(problem) => Err(problem),
    };
    if let Err(problem) = given_up {
        log::error!("a key that nothing is sealed with stays: {problem}");
    }
}
