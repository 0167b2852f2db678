//! The operations: extract, run, answer.

use super::dto::OriginList;
use crate::auth::{By, permit};
use crate::extract::Body;
use crate::problem::Problem;
use crate::respond;
use crate::responses::{ReadProblems, WriteProblems};
use crate::state::AppState;
use actix_web::HttpResponse;
use actix_web::web::Data;

/// List the web origins
#[utoipa::path(get, path = "/v1/origins", operation_id = "listOrigins", tag = "Origins",
    description = "The web origins whose pages may read the agency's answers.",
    responses((status = 200, description = "The origins.", body = OriginList), ReadProblems))]
pub async fn list(by: By<permit::ManageOrigins>, state: Data<AppState>) -> Result<HttpResponse, Problem> {
    let origins = state.read(by.behalf(), |work| Ok(work.tx.list_origins()?)).await?;
    Ok(respond::ok(&OriginList { origins }))
}

/// Set the web origins
#[utoipa::path(put, path = "/v1/origins", operation_id = "setOrigins", tag = "Origins",
    description = "Sets the web origins whose pages may read the agency's answers. Other servers of the installation follow within a minute.",
    request_body = OriginList,
    responses((status = 200, description = "The origins.", body = OriginList), WriteProblems))]
pub async fn set(
    by: By<permit::ManageOrigins>,
    state: Data<AppState>,
    Body(new): Body<OriginList>,
) -> Result<HttpResponse, Problem> {
    let mut origins = new.origins;
    origins.sort();
    origins.dedup();
    let kept = origins.clone();
    state.write(by.behalf(), move |work| Ok(work.tx.replace_origins(kept)?)).await?;
    state.surface.origins.refresh(&state).await?;
    Ok(respond::ok(&OriginList { origins }))
}
