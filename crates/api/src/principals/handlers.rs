//! The operations on principals.

use super::dto::{NewPrincipal, NewRole, PrincipalDto, PrincipalPage};
use super::{commands, revocation};
use crate::auth::{Actor, By, permit};
use crate::extract::{Body, Page, PathId};
use crate::problem::Problem;
use crate::replay::Once;
use crate::respond;
use crate::responses::{PageQuery, ReadProblems, WriteProblems};
use crate::state::{AppState, Work};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use peerline_domain::access::Role;
use uuid::Uuid;

pub(super) fn agency_of(actor: &Actor) -> Result<Uuid, Problem> {
    actor.agency.ok_or_else(Problem::not_found)
}

/// List principals
#[utoipa::path(get, path = "/v1/principals", operation_id = "listPrincipals", tag = "Principals",
    description = "The people and machines of the agency, by identifier.", params(PageQuery),
    responses((status = 200, description = "A page of principals.", body = PrincipalPage), ReadProblems))]
pub async fn list(
    by: By<permit::AppointPrincipals>,
    state: Data<AppState>,
    page: Page,
) -> Result<HttpResponse, Problem> {
    let asked = page.clone();
    let (items, next_cursor) = state
        .read(by.behalf(), move |work| asked.of(work, commands::list, |found: &PrincipalDto| found.id))
        .await?;
    let body = PrincipalPage { items, next_cursor };
    Ok(page.answer(&body, body.next_cursor.as_deref()))
}

/// Appoint a person or machine
#[utoipa::path(post, path = "/v1/principals", operation_id = "createPrincipal", tag = "Principals",
    description = "Appoints a person or machine of the agency, with roles.", request_body = NewPrincipal,
    responses((status = 201, description = "The principal.", body = PrincipalDto), WriteProblems))]
pub async fn create(
    by: By<permit::AppointPrincipals>,
    state: Data<AppState>,
    once: Once,
    Body(new): Body<NewPrincipal>,
) -> Result<HttpResponse, Problem> {
    let agency = agency_of(&by)?;
    let appoint = move |work: &mut Work<'_, '_>| commands::appoint(work, agency, new);
    let again = move |work: &mut Work<'_, '_>, id| commands::read(work, agency, id);
    let principal = state.create(by.behalf(), once, appoint, |principal| principal.id, again).await?;
    Ok(respond::created(&format!("/v1/principals/{}", principal.id), &principal))
}

/// Read a principal
#[utoipa::path(get, path = "/v1/principals/{id}", operation_id = "getPrincipal", tag = "Principals",
    description = "One person or machine of the agency.",
    params(("id" = Uuid, Path, description = "The principal.")),
    responses((status = 200, description = "The principal.", body = PrincipalDto), ReadProblems))]
pub async fn find(
    by: By<permit::AppointPrincipals>,
    state: Data<AppState>,
    PathId(id): PathId,
) -> Result<HttpResponse, Problem> {
    let agency = agency_of(&by)?;
    let principal = state.read(by.behalf(), move |work| commands::read(work, agency, id)).await?;
    Ok(respond::ok(&principal))
}

/// Give a role
#[utoipa::path(post, path = "/v1/principals/{id}/roles", operation_id = "giveRole", tag = "Principals",
    description = "Gives a role, from a day and to a day where they are named. It holds from the next request on.",
    params(("id" = Uuid, Path, description = "The principal.")), request_body = NewRole,
    responses((status = 200, description = "The principal with its roles.", body = PrincipalDto), WriteProblems))]
pub async fn give_role(
    by: By<permit::AppointPrincipals>,
    state: Data<AppState>,
    PathId(id): PathId,
    once: Once,
    Body(new): Body<NewRole>,
) -> Result<HttpResponse, Problem> {
    let agency = agency_of(&by)?;
    let give = move |work: &mut Work<'_, '_>| commands::give(work, agency, id, new);
    let principal = state.post(by.behalf(), once, give, move |work| commands::read(work, agency, id)).await?;
    Ok(respond::ok(&principal))
}

/// End a role
#[utoipa::path(delete, path = "/v1/principals/{id}/roles/{role}", operation_id = "endRole", tag = "Principals",
    description = "Ends a role. It holds no longer from the next request on. The agency's last administrator stays.",
    params(("id" = Uuid, Path, description = "The principal."), ("role" = Role, Path, description = "The role.")),
    responses((status = 200, description = "The principal with the roles that are left.", body = PrincipalDto), ReadProblems))]
pub async fn end_role(
    by: By<permit::AppointPrincipals>,
    state: Data<AppState>,
    PathId(id): PathId,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let agency = agency_of(&by)?;
    let role = request.match_info().get("role").and_then(Role::from_code).ok_or_else(Problem::not_found)?;
    let principal = state.write(by.behalf(), move |work| commands::end(work, agency, id, role)).await?;
    Ok(respond::ok(&principal))
}

/// Revoke a principal
#[utoipa::path(post, path = "/v1/principals/{id}/revocation", operation_id = "revokePrincipal", tag = "Principals",
    description = "Closes everything to a person or machine from the next request on: their tokens, and a machine's secrets. The agency's last administrator stays.",
    params(("id" = Uuid, Path, description = "The principal.")),
    responses((status = 200, description = "The principal, revoked.", body = PrincipalDto), WriteProblems))]
pub async fn revoke(
    by: By<permit::AppointPrincipals>,
    state: Data<AppState>,
    PathId(id): PathId,
    once: Once,
) -> Result<HttpResponse, Problem> {
    let agency = agency_of(&by)?;
    let revoke = move |work: &mut Work<'_, '_>| revocation::revoke(work, agency, id);
    let again = move |work: &mut Work<'_, '_>| commands::read(work, agency, id);
    let principal = state.post(by.behalf(), once, revoke, again).await?;
    Ok(respond::ok(&principal))
}

/// Reinstate a principal
#[utoipa::path(delete, path = "/v1/principals/{id}/revocation", operation_id = "reinstatePrincipal", tag = "Principals",
    description = "Opens again what the roles allow. Tokens issued before the revocation stay refused.",
    params(("id" = Uuid, Path, description = "The principal.")),
    responses((status = 200, description = "The principal, reinstated.", body = PrincipalDto), ReadProblems))]
pub async fn reinstate(
    by: By<permit::AppointPrincipals>,
    state: Data<AppState>,
    PathId(id): PathId,
) -> Result<HttpResponse, Problem> {
    let agency = agency_of(&by)?;
    let principal = state.write(by.behalf(), move |work| revocation::reinstate(work, agency, id)).await?;
    Ok(respond::ok(&principal))
}
