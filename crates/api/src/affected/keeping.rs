//! People are kept in two databases: the key first, then the rows sealed with it. Where the rows do not come to be,
//! the key is given up.

use super::commands::{self, Told};
use super::dto::NewAffectedPerson;
use crate::auth::{Actor, Behalf};
use crate::problem::Problem;
use crate::recipients::commands::Destination;
use crate::recipients::keeping::give_up_key;
use crate::state::{AppState, Work};
use actix_web::web::Data;
use peerline_persistence::records::{AffectedPerson, SealedPerson};
use uuid::Uuid;

/// Seals people for rows of their own under a case.
pub(crate) async fn seal(
    state: &AppState,
    agency: Uuid,
    case: Uuid,
    people: Vec<NewAffectedPerson>,
) -> Result<Vec<SealedPerson>, Problem> {
    let row = |person: NewAffectedPerson| (state.random.uuid(), AffectedPerson::from(person));
    let rows = people.into_iter().map(row).collect();
    state.with_keys(move |keys| keys.seal_people(agency, case, rows)).await
}

/// Records whom an incident affected.
pub(super) async fn record(
    state: Data<AppState>,
    (behalf, actor): (Behalf, Actor),
    agency: Uuid,
    id: Uuid,
    people: Vec<NewAffectedPerson>,
) -> Result<(), Problem> {
    let told: Told = people.iter().map(NewAffectedPerson::fields).collect();
    let (asked, asking) = (told.clone(), actor.clone());
    let destination = move |work: &mut Work<'_, '_>| commands::destination(work, &asking, id, &asked);
    let to = state.read(behalf.clone(), destination).await?;
    let kept = seal_and_keep(&state, (behalf, actor), agency, id, (to, told, people)).await;
    if kept.is_err() && !to.exists {
        give_up_key(&state, agency, to.case).await;
    }
    kept
}

async fn seal_and_keep(
    state: &AppState,
    (behalf, actor): (Behalf, Actor),
    agency: Uuid,
    id: Uuid,
    (to, told, people): (Destination, Told, Vec<NewAffectedPerson>),
) -> Result<(), Problem> {
    let sealed = seal(state, agency, to.case, people).await?;
    state.write(behalf, move |work| commands::keep(work, &actor, id, &told, (to, sealed))).await
}
