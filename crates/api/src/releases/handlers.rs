//! The operations: extract, run, answer.

use super::dto::{CalendarQuery, ReleaseCalendar, ReleaseDto};
use super::{calendar, commands};
use crate::auth::{By, permit};
use crate::extract::{MonthPath, Query};
use crate::problem::{Code, Problem, TechnicalCode};
use crate::respond;
use crate::responses::ReadProblems;
use crate::state::AppState;
use actix_web::http::header::{CacheControl, CacheDirective, ETag, EntityTag, Header, IfNoneMatch};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use data_encoding::HEXLOWER;
use peerline_persistence::records::Release;
use sha2::{Digest, Sha256};

/// See when releases come
#[utoipa::path(get, path = "/v1/releases/calendar", operation_id = "getReleaseCalendar", tag = "Releases",
    description = "The months of a year: when their reports are due, and when their releases seal.", params(CalendarQuery),
    responses((status = 200, description = "The calendar.", body = ReleaseCalendar), ReadProblems))]
pub async fn calendar(
    by: By<permit::ReadReleases>,
    state: Data<AppState>,
    Query(query): Query<CalendarQuery>,
) -> Result<HttpResponse, Problem> {
    let calendar = state.read(by.behalf(), move |work| calendar::of_year(work, query.year)).await?;
    Ok(respond::ok(&calendar))
}

/// Read a sealed release
#[utoipa::path(get, path = "/v1/releases/{month}", operation_id = "getRelease", tag = "Releases",
    description = "The month's sealed release: the same bytes for every reader, for ever. It seals five days after the reports are due or when the month is first combined, whichever is later; before that the answer is 404 `not_yet_sealed` with `planned_on`.",
    params(
        ("month" = String, Path, description = "The month.", pattern = "^[0-9]{4}-[0-9]{2}$", example = "2026-10"),
        ("If-None-Match" = Option<String>, Header, description = "Entity tag of the release the caller has.", nullable = false),
    ),
    responses(
        (status = 200, description = "The release.", body = ReleaseDto,
            headers(("ETag" = String, description = "SHA-256 of the bytes."))),
        (status = 304, description = "The caller has it."),
        ReadProblems
    ))]
pub async fn find(
    by: By<permit::ReadReleases>,
    state: Data<AppState>,
    MonthPath(month): MonthPath,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let behalf = by.behalf();
    let agency = by.agency.ok_or_else(Problem::not_found)?;
    let release = match state.read(behalf.clone(), move |work| Ok(work.tx.find_release(month)?)).await? {
        Some(release) => release,
        None => {
            match state.write(behalf.clone(), move |work| commands::find_or_seal(work, agency, month)).await {
                // Somebody else asked first and sealed it meanwhile.
                Err(problem) if problem.code == Code::Technical(TechnicalCode::Duplicate) => {
                    state.write(behalf, move |work| commands::find_or_seal(work, agency, month)).await?
                }
                sealed => sealed?,
            }
        }
    };
    Ok(served(&request, release))
}

fn served(request: &HttpRequest, release: Release) -> HttpResponse {
    let tag = EntityTag::new_strong(HEXLOWER.encode(&Sha256::digest(release.content.as_bytes())));
    let has_it = match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Any) => true,
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|sent| sent.weak_eq(&tag)),
        Err(_) => false,
    };
    let mut response = if has_it { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response.insert_header(ETag(tag)).insert_header(CacheControl(vec![CacheDirective::Private]));
    if has_it { response.finish() } else { response.content_type("application/json").body(release.content) }
}
