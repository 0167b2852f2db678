//! The operations: extract, run, answer.

use super::body::{NewReferral, ReferralBody};
use super::dto::ReferralReceipt;
use super::keeping;
use crate::auth::{By, permit};
use crate::problem::{Problem, TechnicalCode};
use crate::replay::Once;
use crate::requests::entry::refuse_web_form;
use crate::respond;
use crate::responses::WriteProblems;
use crate::state::AppState;
use actix_web::HttpResponse;
use actix_web::web::Data;

/// Refer somebody
#[utoipa::path(post, path = "/v1/referrals", operation_id = "refer", tag = "Referrals",
    description = "Tells the program of a person who may want support. Taken also where it is late or lacks something. The answer says that it was received, and what of it was late or missing; nothing of the person, now or later. What it rests on may be said, no report has to be finished first, and none is sent along: a body with a member `attachment`, `attachments`, `document`, `documents`, `file` or `files`, or one in several parts, is refused as `attachment_forbidden`.",
    request_body(content = NewReferral, examples(
        ("none" = (summary = "Nothing of the person", value = json!({"identity": "none", "channel": "telephone",
            "population": "employee", "stressor": "work"}))),
        ("intake_only" = (summary = "The way to the person", value = json!({"identity": "intake_only",
            "channel": "telephone", "population": "employee", "stressor": "work",
            "recipient": {"name": "Jordan Example", "contact": "extension 5502"}}))),
        ("restricted_case" = (summary = "A case that names the person", value = json!({"identity": "restricted_case",
            "channel": "telephone", "population": "employee", "stressor": "work",
            "exposed_at": "2026-10-01T16:20:00-07:00", "recipient": {"name": "Jordan Example",
            "contact": "extension 5502", "context": "Was present when it happened."}}))))),
    responses((status = 202, description = "Received.", body = ReferralReceipt), WriteProblems))]
pub async fn refer(
    by: By<permit::Refer>,
    state: Data<AppState>,
    once: Once,
    ReferralBody(referral): ReferralBody,
) -> Result<HttpResponse, Problem> {
    refuse_web_form(referral.request.channel)?;
    let agency = by.agency.ok_or_else(Problem::not_found)?;
    once.checked()?;
    // Carried to its end also where the caller hangs up: between the key and the record there is something to undo.
    let referring =
        actix_web::rt::spawn(keeping::refer(state, (by.0.clone(), by.behalf()), agency, once, referral));
    let (id, variances) = referring.await.map_err(|_| Problem::technical(TechnicalCode::Unavailable))??;
    Ok(respond::accepted(&ReferralReceipt { id, status: "received".to_owned(), variances }))
}
