//! The operations on identities and secrets.

use super::commands;
use super::dto::{ClientSecretList, IdentityDto, IdentityList, IssuedSecret, NewIdentity};
use crate::auth::{By, permit};
use crate::extract::{Body, PathId};
use crate::principals::handlers::agency_of;
use crate::problem::Problem;
use crate::replay::Once;
use crate::respond;
use crate::responses::{ReadProblems, WriteProblems};
use crate::state::{AppState, Work};
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use std::sync::Arc;
use uuid::Uuid;

/// The last part of the address; what is no id names nothing.
fn named(request: &HttpRequest, name: &str) -> Result<Uuid, Problem> {
    request.match_info().get(name).and_then(|text| text.parse().ok()).ok_or_else(Problem::not_found)
}

/// List identities
#[utoipa::path(get, path = "/v1/principals/{id}/identities", operation_id = "listIdentities", tag = "Principals",
    description = "The identities a person signs in with. Subjects are not shown.",
    params(("id" = Uuid, Path, description = "The principal.")),
    responses((status = 200, description = "The identities.", body = IdentityList), ReadProblems))]
pub async fn list_identities(
    by: By<permit::AppointPrincipals>,
    state: Data<AppState>,
    PathId(id): PathId,
) -> Result<HttpResponse, Problem> {
    let agency = agency_of(&by)?;
    let items = state.read(by.behalf(), move |work| commands::identities(work, agency, id)).await?;
    Ok(respond::ok(&IdentityList { items }))
}

/// Add an identity
#[utoipa::path(post, path = "/v1/principals/{id}/identities", operation_id = "addIdentity", tag = "Principals",
    description = "Lets a subject of one of the agency's identity providers sign in as a person. A subject is one person.",
    params(("id" = Uuid, Path, description = "The principal.")), request_body = NewIdentity,
    responses((status = 201, description = "The identity.", body = IdentityDto), WriteProblems))]
pub async fn add_identity(
    by: By<permit::AppointPrincipals>,
    state: Data<AppState>,
    PathId(id): PathId,
    once: Once,
    Body(new): Body<NewIdentity>,
) -> Result<HttpResponse, Problem> {
    let agency = agency_of(&by)?;
    let providers = Arc::clone(&state.providers);
    let add = move |work: &mut Work<'_, '_>| commands::add_identity(work, agency, id, new, &providers);
    let again = move |work: &mut Work<'_, '_>, identity| commands::identity(work, agency, id, identity);
    let added = state.create(by.behalf(), once, add, |added| added.id, again).await?;
    Ok(respond::created(&format!("/v1/principals/{id}/identities/{}", added.id), &added))
}

/// Take an identity away
#[utoipa::path(delete, path = "/v1/principals/{id}/identities/{identity}", operation_id = "removeIdentity", tag = "Principals",
    description = "Takes an identity away. It opens nothing from the next request on.",
    params(("id" = Uuid, Path, description = "The principal."), ("identity" = Uuid, Path, description = "The identity.")),
    responses((status = 204, description = "The identity is gone."), ReadProblems))]
pub async fn remove_identity(
    by: By<permit::AppointPrincipals>,
    state: Data<AppState>,
    PathId(id): PathId,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let agency = agency_of(&by)?;
    let identity = named(&request, "identity")?;
    state.write(by.behalf(), move |work| commands::remove_identity(work, agency, id, identity)).await?;
    Ok(respond::no_content())
}

/// List secrets of a machine
#[utoipa::path(get, path = "/v1/principals/{id}/client-secrets", operation_id = "listClientSecrets", tag = "Principals",
    description = "The secrets of a machine, without what is secret.",
    params(("id" = Uuid, Path, description = "The principal.")),
    responses((status = 200, description = "The secrets.", body = ClientSecretList), ReadProblems))]
pub async fn list_secrets(
    by: By<permit::AppointPrincipals>,
    state: Data<AppState>,
    PathId(id): PathId,
) -> Result<HttpResponse, Problem> {
    let agency = agency_of(&by)?;
    let items = state.read(by.behalf(), move |work| commands::secrets(work, agency, id)).await?;
    Ok(respond::ok(&ClientSecretList { items }))
}

/// Make a secret of a machine
#[utoipa::path(post, path = "/v1/principals/{id}/client-secrets", operation_id = "issueClientSecret", tag = "Principals",
    description = "Makes a further secret of a machine and shows it this once. The old ones stay good until they are ended.",
    params(("id" = Uuid, Path, description = "The principal.")),
    responses((status = 201, description = "The secret.", body = IssuedSecret), WriteProblems))]
pub async fn issue_secret(
    by: By<permit::AppointPrincipals>,
    state: Data<AppState>,
    PathId(id): PathId,
    once: Once,
) -> Result<HttpResponse, Problem> {
    let agency = agency_of(&by)?;
    let issue = move |work: &mut Work<'_, '_>| commands::issue_secret(work, agency, id);
    let again = move |work: &mut Work<'_, '_>, secret| commands::issued_before(work, agency, id, secret);
    let issued = state.create(by.behalf(), once, issue, |issued| issued.id, again).await?;
    Ok(respond::created(&format!("/v1/principals/{id}/client-secrets/{}", issued.id), &issued))
}

/// End a secret of a machine
#[utoipa::path(delete, path = "/v1/principals/{id}/client-secrets/{secret}", operation_id = "endClientSecret", tag = "Principals",
    description = "Ends a secret. Tokens it was exchanged for stay good for their ten minutes; a revocation ends them at once.",
    params(("id" = Uuid, Path, description = "The principal."), ("secret" = Uuid, Path, description = "The secret.")),
    responses((status = 204, description = "The secret is ended."), ReadProblems))]
pub async fn end_secret(
    by: By<permit::AppointPrincipals>,
    state: Data<AppState>,
    PathId(id): PathId,
    request: HttpRequest,
) -> Result<HttpResponse, Problem> {
    let agency = agency_of(&by)?;
    let secret = named(&request, "secret")?;
    state.write(by.behalf(), move |work| commands::end_secret(work, agency, id, secret)).await?;
    Ok(respond::no_content())
}
