//! From draft to force.

use crate::auth::{By, permit};
use crate::extract::{Body, IfMatch, PathId};
use crate::policy::commands;
use crate::policy::dto::{Activation, ActivationOutcome, PolicyVersionDto, ValidationOutcome};
use crate::problem::Problem;
use crate::replay::Once;
use crate::respond;
use crate::responses::{ConditionalProblems, ReadProblems};
use crate::state::{AppState, Work};
use actix_web::HttpResponse;
use actix_web::web::Data;

/// Validate a policy version
#[utoipa::path(post, path = "/v1/policy-versions/{id}/validation", operation_id = "validatePolicyVersion", tag = "Policy",
    description = "Finds every contradiction, gap and loosening at once. Stores nothing, its Idempotency-Key neither: sent again, it is found anew.",
    params(("id" = Uuid, Path, description = "The version.")),
    responses((status = 200, description = "What was found.", body = ValidationOutcome), ReadProblems))]
pub async fn validate(
    by: By<permit::DraftPolicy>,
    state: Data<AppState>,
    PathId(id): PathId,
    once: Once,
) -> Result<HttpResponse, Problem> {
    once.checked()?;
    let version = state.read(by.behalf(), move |work| commands::find(work, id)).await?;
    Ok(respond::ok(&commands::check(&version.document)))
}

/// Activate a policy version
#[utoipa::path(post, path = "/v1/policy-versions/{id}/activation", operation_id = "activatePolicyVersion", tag = "Policy",
    description = "Puts a draft in force from a local day on. The open-ended version it follows ends that day; before a scheduled version it ends the day that one begins. A draft that contradicts itself or leaves open what its rules need is refused with every place at once.",
    params(("id" = Uuid, Path, description = "The draft."),
        ("If-Match" = String, Header, description = "Entity tag of what was read.")),
    request_body = Activation,
    responses((status = 200, description = "The version, and what somebody should look at.", body = ActivationOutcome,
        headers(("ETag" = String, description = "Entity tag of what the caller now sees of the version."))), ConditionalProblems))]
pub async fn activate(
    by: By<permit::ActivatePolicy>,
    state: Data<AppState>,
    PathId(id): PathId,
    if_match: IfMatch,
    once: Once,
    Body(asked): Body<Activation>,
) -> Result<HttpResponse, Problem> {
    let (sponsor, precondition) = (by.principal, if_match.sent()?);
    let activate =
        move |work: &mut Work<'_, '_>| commands::activate(work, id, &precondition, &asked, sponsor);
    let again = move |work: &mut Work<'_, '_>| commands::activated_before(work, id);
    let (outcome, tag) = state.post(by.behalf(), once, activate, again).await?;
    Ok(respond::ok_tagged(&outcome, &tag))
}

/// Withdraw a scheduled policy version
#[utoipa::path(post, path = "/v1/policy-versions/{id}/withdrawal", operation_id = "withdrawPolicyVersion", tag = "Policy",
    description = "Makes a version a draft again before its first day, and gives its days to the version before it. A version that governs today, or has governed a day, stays: `step_out_of_order`.",
    params(("id" = Uuid, Path, description = "The scheduled version."),
        ("If-Match" = String, Header, description = "Entity tag of what was read.")),
    responses((status = 200, description = "The version, a draft again.", body = PolicyVersionDto,
        headers(("ETag" = String, description = "Entity tag of what the caller now sees of the version."))), ConditionalProblems))]
pub async fn withdraw(
    by: By<permit::WithdrawPolicy>,
    state: Data<AppState>,
    PathId(id): PathId,
    if_match: IfMatch,
    once: Once,
) -> Result<HttpResponse, Problem> {
    let (sponsor, precondition) = (by.principal, if_match.sent()?);
    let withdraw = move |work: &mut Work<'_, '_>| commands::withdraw(work, id, &precondition, sponsor);
    let again = move |work: &mut Work<'_, '_>| commands::withdrawn_before(work, id);
    let (version, tag) = state.post(by.behalf(), once, withdraw, again).await?;
    Ok(respond::ok_tagged(&version, &tag))
}
