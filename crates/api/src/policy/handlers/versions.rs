//! Versions and drafts.

use crate::auth::{By, permit};
use crate::extract::{Body, IfMatch, PathId};
use crate::policy::dto::{
    NewPolicyVersion, PolicyChanges, PolicyVersionDetail, PolicyVersionDto, PolicyVersionList,
};
use crate::policy::{commands, local_today};
use crate::problem::Problem;
use crate::replay::Once;
use crate::respond;
use crate::responses::{ConditionalProblems, ReadProblems, WriteProblems};
use crate::state::{AppState, Work};
use actix_web::HttpResponse;
use actix_web::web::Data;

/// List policy versions
#[utoipa::path(get, path = "/v1/policy-versions", operation_id = "listPolicyVersions", tag = "Policy",
    description = "Every version of the agency's policy without its document, oldest first.",
    responses((status = 200, description = "The versions.", body = PolicyVersionList), ReadProblems))]
pub async fn list(by: By<permit::ReadPolicy>, state: Data<AppState>) -> Result<HttpResponse, Problem> {
    let items = state
        .read(by.behalf(), |work| {
            let today = local_today(work)?;
            let versions = work.tx.list_policy_versions()?;
            Ok(versions.iter().map(|version| PolicyVersionDto::on(today, version)).collect())
        })
        .await?;
    Ok(respond::ok(&PolicyVersionList { items }))
}

/// Draft a policy version
#[utoipa::path(post, path = "/v1/policy-versions", operation_id = "createPolicyVersion", tag = "Policy",
    description = "Clones a version or a preset as a new draft with the next number.",
    request_body = NewPolicyVersion,
    responses((status = 201, description = "The draft.", body = PolicyVersionDetail), WriteProblems))]
pub async fn create(
    by: By<permit::DraftPolicy>,
    state: Data<AppState>,
    once: Once,
    Body(new): Body<NewPolicyVersion>,
) -> Result<HttpResponse, Problem> {
    let author = by.principal;
    let draft = move |work: &mut Work<'_, '_>| {
        let version = commands::draft(work, &new.based_on, author)?;
        Ok(PolicyVersionDetail::on(version.drafted_on, version))
    };
    let id = |detail: &PolicyVersionDetail| detail.version.id;
    let detail = state.create(by.behalf(), once, draft, id, commands::read).await?;
    Ok(respond::created(&format!("/v1/policy-versions/{}", detail.version.id), &detail))
}

/// Read a policy version
#[utoipa::path(get, path = "/v1/policy-versions/{id}", operation_id = "getPolicyVersion", tag = "Policy",
    description = "One version with its document. Its entity tag is what a change names in If-Match.",
    params(("id" = Uuid, Path, description = "The version.")),
    responses((status = 200, description = "The version.", body = PolicyVersionDetail), ReadProblems))]
pub async fn find(
    by: By<permit::ReadPolicy>,
    state: Data<AppState>,
    PathId(id): PathId,
) -> Result<HttpResponse, Problem> {
    Ok(respond::ok(&state.read(by.behalf(), move |work| commands::read(work, id)).await?))
}

/// Change a draft
#[utoipa::path(patch, path = "/v1/policy-versions/{id}", operation_id = "changePolicyVersion", tag = "Policy",
    description = "Changes settings, texts and exceptions of a draft. Every change that cannot be made is named at once, and then none is made.",
    params(("id" = Uuid, Path, description = "The draft."),
        ("If-Match" = String, Header, description = "Entity tag of what was read.")),
    request_body = PolicyChanges,
    responses((status = 200, description = "The draft.", body = PolicyVersionDetail,
        headers(("ETag" = String, description = "Entity tag of what the caller now sees at the address."))), ConditionalProblems))]
pub async fn change(
    by: By<permit::DraftPolicy>,
    state: Data<AppState>,
    PathId(id): PathId,
    if_match: IfMatch,
    Body(changes): Body<PolicyChanges>,
) -> Result<HttpResponse, Problem> {
    let (author, precondition) = (by.principal, if_match.sent()?);
    let (detail, tag) = state
        .write(by.behalf(), move |work| {
            let version = commands::change(work, id, &precondition, changes, author)?;
            commands::tagged(work, version)
        })
        .await?;
    Ok(respond::ok_tagged(&detail, &tag))
}
