//! The operations: extract, run, answer.

use super::dto::{NewRecipient, RecipientDto};
use super::{commands, keeping};
use crate::auth::{By, permit};
use crate::extract::{ContactBody, PathId};
use crate::problem::{Problem, TechnicalCode};
use crate::respond;
use crate::responses::{ReadProblems, WriteProblems};
use crate::state::AppState;
use actix_web::HttpResponse;
use actix_web::web::Data;

/// Record who a request is for
#[utoipa::path(put, path = "/v1/support-requests/{id}/recipient", operation_id = "recordRecipient",
    tag = "Support requests",
    description = "Where the policy lets a recipient be named: kept sealed, and purged when the request closes. Elsewhere every field is `field_not_permitted`. Sent again, it replaces what is there.",
    params(("id" = Uuid, Path, description = "The request.")), request_body = NewRecipient,
    responses((status = 204, description = "Recorded."), WriteProblems))]
pub async fn record(
    by: By<permit::RecordRecipient>,
    state: Data<AppState>,
    PathId(id): PathId,
    ContactBody(new): ContactBody<NewRecipient>,
) -> Result<HttpResponse, Problem> {
    let agency = by.agency.ok_or_else(Problem::not_found)?;
    // Carried to its end also where the caller hangs up: between the key and the record there is something to undo.
    let recording = actix_web::rt::spawn(keeping::record(state, by.behalf(), agency, id, new));
    recording.await.map_err(|_| Problem::technical(TechnicalCode::Unavailable))??;
    Ok(respond::no_content())
}

/// Read who a request is for
#[utoipa::path(get, path = "/v1/support-requests/{id}/recipient", operation_id = "getRecipient",
    tag = "Support requests",
    description = "A disclosure: answered only once it stands in the audit. For the coordinator, the assigned member and, where the policy keeps case files, the program's head.",
    params(("id" = Uuid, Path, description = "The request.")),
    responses((status = 200, description = "The recipient.", body = RecipientDto), ReadProblems))]
pub async fn find(
    by: By<permit::ReadRecipient>,
    state: Data<AppState>,
    PathId(id): PathId,
) -> Result<HttpResponse, Problem> {
    let actor = by.0.clone();
    let disclosed = state.disclose(by.behalf(), move |work| commands::take_out(work, &actor, id)).await?;
    let recipient = state.with_keys(move |keys| keys.open_recipient(&disclosed)).await?;
    Ok(respond::ok(&RecipientDto::from(recipient)))
}

/// Purge who a request is for
#[utoipa::path(delete, path = "/v1/support-requests/{id}/recipient", operation_id = "purgeRecipient",
    tag = "Support requests",
    description = "Deletes what is recorded and destroys its key, so that no backup gives it back. The request stays.",
    params(("id" = Uuid, Path, description = "The request.")),
    responses((status = 204, description = "Purged."), WriteProblems))]
pub async fn purge(
    by: By<permit::RecordRecipient>,
    state: Data<AppState>,
    PathId(id): PathId,
) -> Result<HttpResponse, Problem> {
    state.write(by.behalf(), move |work| commands::purge(work, id)).await?;
    state.carry_out_purges(by.scope()).await;
    Ok(respond::no_content())
}
