//! A named referral is kept in two databases: the key of its case first, then the record sealed with it. Where this copy
//! of the command leaves no record, its key is given up: refused, or carried out before under the same key.

use super::commands::{self, Told};
use super::dto::Referral;
use crate::auth::{Actor, Behalf};
use crate::problem::Problem;
use crate::recipients::dto::NewRecipient;
use crate::recipients::keeping::give_up_key;
use crate::replay::Once;
use crate::state::{AppState, Work};
use crate::variance::VarianceDto;
use actix_web::web::Data;
use peerline_persistence::records::SealedRecipient;
use uuid::Uuid;

/// What whoever refers is told: the id, and the soft rules that were not met.
pub(super) type Received = (Uuid, Vec<VarianceDto>);

/// Takes a referral in.
pub(super) async fn refer(
    state: Data<AppState>,
    (actor, behalf): (Actor, Behalf),
    agency: Uuid,
    once: Once,
    mut referral: Referral,
) -> Result<Received, Problem> {
    let told = Told::by(&referral);
    let Some(recipient) = referral.recipient.take() else {
        return keep(&state, (actor, behalf), once, referral, told, None).await.map(|(received, _)| received);
    };
    let asked = told.clone();
    let case = state.read(behalf.clone(), move |work| commands::place_for(work, &asked)).await?;
    let kept = match seal(&state, agency, case, recipient).await {
        Ok(sealed) => keep(&state, (actor, behalf), once, referral, told, Some((case, sealed))).await,
        Err(problem) => Err(problem),
    };
    if !matches!(kept, Ok((_, true))) {
        give_up_key(&state, agency, case).await;
    }
    kept.map(|(received, _)| received)
}

async fn seal(
    state: &AppState,
    agency: Uuid,
    case: Uuid,
    recipient: NewRecipient,
) -> Result<SealedRecipient, Problem> {
    state.with_keys(move |keys| keys.seal_recipient(agency, case, &recipient.into())).await
}

/// Keeps it; the second is whether this copy did.
async fn keep(
    state: &AppState,
    (actor, behalf): (Actor, Behalf),
    once: Once,
    referral: Referral,
    told: Told,
    case: Option<(Uuid, SealedRecipient)>,
) -> Result<(Received, bool), Problem> {
    let refer =
        move |work: &mut Work<'_, '_>| Ok((commands::refer(work, &actor, referral, &told, case)?, true));
    // Sent again it is `received` still, whatever has become of it.
    state
        .create(behalf, once, refer, |(received, _)| received.clone(), |_, received| Ok((received, false)))
        .await
}
