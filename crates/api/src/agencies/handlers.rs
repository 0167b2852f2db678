//! The operations on agencies.

use super::commands::{self, Founded};
use super::dto::{AgencyDto, AgencyPage, CreatedAgency, FirstAdministrator, NewAgency};
use crate::auth::{By, permit};
use crate::extract::{Body, Page, PathId};
use crate::problem::{Problem, TechnicalCode};
use crate::replay::Once;
use crate::respond;
use crate::responses::{PageQuery, ReadProblems, WriteProblems};
use crate::state::{AppState, Work};
use actix_web::HttpResponse;
use actix_web::web::Data;
use chrono::Duration;
use peerline_persistence::records::Agency;

/// Minutes the first administrator's token is valid.
const FIRST_TOKEN_MINUTES: i32 = 60;

/// List agencies
#[utoipa::path(get, path = "/v1/agencies", operation_id = "listAgencies", tag = "Agencies",
    description = "The agencies of the installation, by slug.", params(PageQuery),
    responses((status = 200, description = "A page of agencies.", body = AgencyPage), ReadProblems))]
pub async fn list(
    by: By<permit::ManageAgencies>,
    state: Data<AppState>,
    page: Page,
) -> Result<HttpResponse, Problem> {
    let asked = page.clone();
    let (items, next_cursor) = state
        .read(by.behalf(), move |work| asked.of(work, commands::list, |agency: &Agency| agency.id))
        .await?;
    let body = AgencyPage { items: items.into_iter().map(AgencyDto::from).collect(), next_cursor };
    Ok(page.answer(&body, body.next_cursor.as_deref()))
}

/// Create an agency
#[utoipa::path(post, path = "/v1/agencies", operation_id = "createAgency", tag = "Agencies",
    description = "Creates an agency, its first administrator with a token that is shown once, and version 1 of its policy, a draft made from a preset.",
    request_body = NewAgency,
    responses((status = 201, description = "The agency, its administrator and its draft.", body = CreatedAgency), WriteProblems))]
pub async fn create(
    by: By<permit::ManageAgencies>,
    state: Data<AppState>,
    once: Once,
    Body(new): Body<NewAgency>,
) -> Result<HttpResponse, Problem> {
    let author = by.principal;
    let found = move |work: &mut Work<'_, '_>| commands::found(work, new, author);
    let founded = state.create(by.behalf(), once, found, Founded::mark, commands::founded).await?;
    let lifetime = Duration::minutes(FIRST_TOKEN_MINUTES.into());
    let issue = || state.tokens.issue(founded.administrator, state.clock.now(), lifetime);
    // Shown once, to whoever is answered first.
    let access_token =
        founded.is_new.then(issue).transpose().map_err(|_| Problem::technical(TechnicalCode::Internal))?;
    let created = CreatedAgency {
        agency: founded.agency.into(),
        administrator: FirstAdministrator {
            principal_id: founded.administrator,
            access_token,
            token_type: "Bearer".to_owned(),
            expires_in: FIRST_TOKEN_MINUTES * 60,
        },
        policy_version_id: founded.policy_version,
    };
    Ok(respond::created(&format!("/v1/agencies/{}", created.agency.id), &created))
}

/// Read an agency
#[utoipa::path(get, path = "/v1/agencies/{id}", operation_id = "getAgency", tag = "Agencies",
    description = "One agency.", params(("id" = Uuid, Path, description = "The agency.")),
    responses((status = 200, description = "The agency.", body = AgencyDto), ReadProblems))]
pub async fn find(
    by: By<permit::ManageAgencies>,
    state: Data<AppState>,
    PathId(id): PathId,
) -> Result<HttpResponse, Problem> {
    let agency =
        state.read(by.behalf(), move |work| work.tx.find_agency(id)?.ok_or_else(Problem::not_found)).await?;
    Ok(respond::ok(&AgencyDto::from(agency)))
}
