//! The operations: extract, run, answer.

use super::commands;
use super::dto::{CombinationDto, NewCombination};
use crate::auth::{By, permit};
use crate::extract::{Body, MonthPath, MonthVersionPath};
use crate::problem::Problem;
use crate::replay::Once;
use crate::respond;
use crate::responses::{ReadProblems, WriteProblems};
use crate::state::{AppState, Work};
use actix_web::HttpResponse;
use actix_web::web::Data;

/// Combine a month's reports
#[utoipa::path(post, path = "/v1/combinations", operation_id = "combineReports", tag = "Combinations",
    description = "Makes all submitted trackers of a month that is over one, with the team's totals. Combined again, it is a new version; who has not submitted is listed.",
    request_body = NewCombination,
    responses((status = 201, description = "The new version.", body = CombinationDto), WriteProblems))]
pub async fn combine(
    by: By<permit::CombineReports>,
    state: Data<AppState>,
    once: Once,
    Body(new): Body<NewCombination>,
) -> Result<HttpResponse, Problem> {
    let combine = move |work: &mut Work<'_, '_>| commands::combine_month(work, new.month);
    let again = move |work: &mut Work<'_, '_>, version| commands::find(work, new.month, Some(version));
    let made = state.create(by.behalf(), once, combine, |made| made.version, again).await?;
    Ok(respond::created(&format!("/v1/combinations/{}/versions/{}", made.month, made.version), &made))
}

/// Read a month's combined tracker
#[utoipa::path(get, path = "/v1/combinations/{month}", operation_id = "getCombination", tag = "Combinations",
    description = "The latest version of the month's working sheet.",
    params(("month" = String, Path, description = "The month.", pattern = "^[0-9]{4}-[0-9]{2}$", example = "2026-10")),
    responses((status = 200, description = "The working sheet.", body = CombinationDto), ReadProblems))]
pub async fn latest(
    by: By<permit::ReadCombination>,
    state: Data<AppState>,
    MonthPath(month): MonthPath,
) -> Result<HttpResponse, Problem> {
    let found = state.read(by.behalf(), move |work| commands::find(work, month, None)).await?;
    Ok(respond::ok(&found))
}

/// Read a version of a month's combined tracker
#[utoipa::path(get, path = "/v1/combinations/{month}/versions/{version}", operation_id = "getCombinationVersion", tag = "Combinations",
    description = "One version of the month's working sheet.",
    params(
        ("month" = String, Path, description = "The month.", pattern = "^[0-9]{4}-[0-9]{2}$", example = "2026-10"),
        ("version" = i32, Path, description = "The version.", minimum = 1, example = 1),
    ),
    responses((status = 200, description = "The working sheet.", body = CombinationDto), ReadProblems))]
pub async fn version(
    by: By<permit::ReadCombination>,
    state: Data<AppState>,
    MonthVersionPath(month, version): MonthVersionPath,
) -> Result<HttpResponse, Problem> {
    let found = state.read(by.behalf(), move |work| commands::find(work, month, Some(version))).await?;
    Ok(respond::ok(&found))
}
