//! The operations: extract, run, answer.

use crate::problem::Problem;
use crate::respond;
use crate::responses::PublicReadProblems;
use crate::state::AppState;
use actix_web::HttpResponse;
use actix_web::web::Data;
use peerline_persistence::Scope;
use serde::Serialize;
use utoipa::ToSchema;

/// The state of the process.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"status": "ok"}))]
pub struct Health {
    /// Always `ok`; anything else is a problem document.
    pub status: String,
}

impl Health {
    fn ok() -> Self {
        Self { status: "ok".to_owned() }
    }
}

/// Tell whether the process lives
#[utoipa::path(get, path = "/livez", operation_id = "getLiveness", tag = "Health", security(()),
    description = "Answers as long as the process runs; asks nothing of the database.",
    responses((status = 200, description = "It lives.", body = Health), PublicReadProblems))]
pub async fn livez() -> HttpResponse {
    respond::ok(&Health::ok())
}

/// Tell whether the process can serve
#[utoipa::path(get, path = "/readyz", operation_id = "getReadiness", tag = "Health", security(()),
    description = "Answers 503 while the database does not answer.",
    responses((status = 200, description = "It can serve.", body = Health), PublicReadProblems))]
pub async fn readyz(state: Data<AppState>) -> Result<HttpResponse, Problem> {
    state.read(Scope::Platform, |work| Ok(work.tx.count_agencies()?)).await?;
    Ok(respond::ok(&Health::ok()))
}
