//! The operations: extract, run, answer.

use super::commands;
use super::dto::OutreachLog;
use crate::auth::{By, permit};
use crate::extract::MonthPath;
use crate::problem::Problem;
use crate::respond;
use crate::responses::ReadProblems;
use crate::state::AppState;
use actix_web::HttpResponse;
use actix_web::web::Data;

/// Read the month's outreach log
#[utoipa::path(get, path = "/v1/outreach-log/{month}", operation_id = "getOutreachLog", tag = "Outreach log",
    description = "The outreaches assigned in a month, by what became of them, and those still open. The coordinator's only: with one person concerned an entry would give that person away. Requests never enter, so the log and the trackers differ by design.",
    params(("month" = String, Path, description = "The month.", pattern = "^[0-9]{4}-[0-9]{2}$", example = "2026-10")),
    responses((status = 200, description = "The log.", body = OutreachLog), ReadProblems))]
pub async fn find(
    by: By<permit::ReadOutreachLog>,
    state: Data<AppState>,
    MonthPath(month): MonthPath,
) -> Result<HttpResponse, Problem> {
    let log = state.read(by.behalf(), move |work| commands::of(work, month)).await?;
    Ok(respond::ok(&log))
}
