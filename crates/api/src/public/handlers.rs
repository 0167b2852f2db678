//! The operations: extract, run, answer.

use super::commands;
use super::dto::{PublicProgram, PublicRequest, RequestReceipt};
use super::receipt::Receipt;
use crate::extract::ContactBody;
use crate::problem::Problem;
use crate::respond;
use crate::responses::{PublicReadProblems, PublicWriteProblems};
use crate::state::AppState;
use actix_web::HttpResponse;
use actix_web::web::{Data, Path};

/// Describe a program to everybody
#[utoipa::path(get, path = "/v1/public/{agency}", operation_id = "getPublicProgram", tag = "Public", security(()),
    description = "How to ask for support, what stays confidential, and what to do in an emergency.",
    params(("agency" = String, Path, description = "Short name of the agency.", max_length = 64)),
    responses((status = 200, description = "The program.", body = PublicProgram), PublicReadProblems))]
pub async fn program(state: Data<AppState>, slug: Path<String>) -> Result<HttpResponse, Problem> {
    let public = commands::agency(&state, slug.into_inner()).await?;
    Ok(respond::ok(&state.read(public, commands::program).await?))
}

/// Ask for support without a receipt
#[utoipa::path(post, path = "/v1/public/{agency}/support-requests", operation_id = "askForSupport", tag = "Public",
    security(()),
    description = "Takes a nameless request. The requester calls the number shown and says the word.",
    params(("agency" = String, Path, description = "Short name of the agency.", max_length = 64)),
    request_body = PublicRequest,
    responses((status = 202, description = "Taken in.", body = RequestReceipt), PublicWriteProblems))]
pub async fn ask(
    state: Data<AppState>,
    slug: Path<String>,
    ContactBody(new): ContactBody<PublicRequest>,
) -> Result<HttpResponse, Problem> {
    let public = commands::agency(&state, slug.into_inner()).await?;
    let receipt = state.write(public, move |work| commands::ask(work, new, None)).await?;
    Ok(respond::accepted(&receipt))
}

/// Ask for support under a receipt
#[utoipa::path(put, path = "/v1/public/{agency}/support-request", operation_id = "askForSupportWithReceipt",
    tag = "Public", security(()),
    description = "Takes a nameless request under a receipt the requester drew; the same receipt again gives the same answer. The receipt shows later which peer to call, and dies with the request.",
    params(("agency" = String, Path, description = "Short name of the agency.", max_length = 64),
        ("Peerline-Receipt" = String, Header, description = "32 hexadecimal digits, drawn at random by the requester.", pattern = "^[0-9a-fA-F]{32}$",
            example = "9f8e7d6c5b4a3c2d1e0f9a8b7c6d5e4f")),
    request_body = PublicRequest,
    responses((status = 202, description = "Taken in.", body = RequestReceipt), PublicWriteProblems))]
pub async fn ask_with_receipt(
    state: Data<AppState>,
    slug: Path<String>,
    Receipt(digest): Receipt,
    ContactBody(new): ContactBody<PublicRequest>,
) -> Result<HttpResponse, Problem> {
    let public = commands::agency(&state, slug.into_inner()).await?;
    let receipt = state.write(public, move |work| commands::ask(work, new, Some(digest))).await?;
    Ok(respond::accepted(&receipt))
}

/// Look at one's own request
#[utoipa::path(get, path = "/v1/public/{agency}/support-request", operation_id = "getSupportRequestByReceipt",
    tag = "Public", security(()),
    description = "Shows whom to call. Answers 404 once the request has ended.",
    params(("agency" = String, Path, description = "Short name of the agency.", max_length = 64),
        ("Peerline-Receipt" = String, Header, description = "The receipt.", pattern = "^[0-9a-fA-F]{32}$",
            example = "9f8e7d6c5b4a3c2d1e0f9a8b7c6d5e4f")),
    responses((status = 200, description = "The request.", body = RequestReceipt), PublicReadProblems))]
pub async fn look_up(
    state: Data<AppState>,
    slug: Path<String>,
    Receipt(digest): Receipt,
) -> Result<HttpResponse, Problem> {
    let public = commands::agency(&state, slug.into_inner()).await?;
    Ok(respond::ok(&state.read(public, move |work| commands::look_up(work, &digest)).await?))
}

/// Withdraw one's own request
#[utoipa::path(delete, path = "/v1/public/{agency}/support-request", operation_id = "withdrawSupportRequest",
    tag = "Public", security(()), description = "Ends the request; nothing of it stays and nobody follows up.",
    params(("agency" = String, Path, description = "Short name of the agency.", max_length = 64),
        ("Peerline-Receipt" = String, Header, description = "The receipt.", pattern = "^[0-9a-fA-F]{32}$",
            example = "9f8e7d6c5b4a3c2d1e0f9a8b7c6d5e4f")),
    responses((status = 204, description = "Withdrawn."), PublicWriteProblems))]
pub async fn withdraw(
    state: Data<AppState>,
    slug: Path<String>,
    Receipt(digest): Receipt,
) -> Result<HttpResponse, Problem> {
    let public = commands::agency(&state, slug.into_inner()).await?;
    let scope = public.scope();
    state.write(public, move |work| commands::withdraw(work, &digest)).await?;
    state.carry_out_purges(scope).await;
    Ok(respond::no_content())
}
