//! The operations: extract, run, answer.

use super::dto::{AffectedDto, NewAffected};
use super::{commands, keeping};
use crate::auth::{By, permit};
use crate::extract::{ContactBody, PathId};
use crate::problem::{Problem, TechnicalCode};
use crate::respond;
use crate::responses::{ReadProblems, WriteProblems};
use crate::state::AppState;
use actix_web::HttpResponse;
use actix_web::web::Data;

/// Record who was affected
#[utoipa::path(put, path = "/v1/incidents/{id}/affected", operation_id = "recordAffected", tag = "Incidents",
    description = "Where the policy lets people be named: kept sealed, and purged when the incident closes. Elsewhere every field is `field_not_permitted`. Sent again, it replaces who is there.",
    params(("id" = Uuid, Path, description = "The incident.")), request_body = NewAffected,
    responses((status = 204, description = "Recorded."), WriteProblems))]
pub async fn record(
    by: By<permit::RecordAffected>,
    state: Data<AppState>,
    PathId(id): PathId,
    ContactBody(new): ContactBody<NewAffected>,
) -> Result<HttpResponse, Problem> {
    let agency = by.agency.ok_or_else(Problem::not_found)?;
    // Carried to its end also where the caller hangs up: between the key and the rows there is something to undo.
    let recording =
        actix_web::rt::spawn(keeping::record(state, (by.behalf(), by.0.clone()), agency, id, new.affected));
    recording.await.map_err(|_| Problem::technical(TechnicalCode::Unavailable))??;
    Ok(respond::no_content())
}

/// Read who was affected
#[utoipa::path(get, path = "/v1/incidents/{id}/affected", operation_id = "getAffected", tag = "Incidents",
    description = "A disclosure: answered only once it stands in the audit. For the coordinator, and for members who hold an outreach of the incident.",
    params(("id" = Uuid, Path, description = "The incident.")),
    responses((status = 200, description = "The people.", body = AffectedDto), ReadProblems))]
pub async fn find(
    by: By<permit::ReadAffected>,
    state: Data<AppState>,
    PathId(id): PathId,
) -> Result<HttpResponse, Problem> {
    let actor = by.0.clone();
    let disclosed = state.disclose(by.behalf(), move |work| commands::take_out(work, &actor, id)).await?;
    let people = state.with_keys(move |keys| keys.open_people(&disclosed)).await?;
    Ok(respond::ok(&AffectedDto::from(people)))
}

/// Purge who was affected
#[utoipa::path(delete, path = "/v1/incidents/{id}/affected", operation_id = "purgeAffected", tag = "Incidents",
    description = "Deletes who is recorded and destroys their key, so that no backup gives them back. The incident stays.",
    params(("id" = Uuid, Path, description = "The incident.")),
    responses((status = 204, description = "Purged."), WriteProblems))]
pub async fn purge(
    by: By<permit::RecordAffected>,
    state: Data<AppState>,
    PathId(id): PathId,
) -> Result<HttpResponse, Problem> {
    let actor = by.0.clone();
    state.write(by.behalf(), move |work| commands::purge(work, &actor, id)).await?;
    state.carry_out_purges(by.scope()).await;
    Ok(respond::no_content())
}
