//! The operations: extract, run, answer.

use super::dto::{
    EnteredReceipt, NewFollowUp, NewRequestEvent, NewSupportRequest, RequestTriage, SupportRequestDto,
    SupportRequestPage,
};
use super::entry::{self, Entered};
use super::{commands, follow_ups, view};
use crate::assignment::Viewer;
use crate::assignment::dto::{ConflictDeclaration, NewAssignment};
use crate::auth::{By, permit};
use crate::extract::{ContactBody, Page, PathId};
use crate::problem::Problem;
use crate::replay::Once;
use crate::respond;
use crate::responses::{PageQuery, ReadProblems, WriteProblems};
use crate::state::{AppState, Work};
use actix_web::HttpResponse;
use actix_web::web::Data;

/// Enter a request
#[utoipa::path(post, path = "/v1/support-requests", operation_id = "enterSupportRequest", tag = "Support requests",
    description = "Enters a request that reached the coordinator, a member or a supervisor. Who oversees it, the coordinator or a team lead, is answered with the request; everybody else with a receipt that says `received` and nothing more. A supervisor whose role is limited to a unit names that unit, one below it, or none.",
    request_body = NewSupportRequest,
    responses((status = 201, description = "The request.", body = SupportRequestDto),
        (status = 202, description = "Taken in.", body = EnteredReceipt), WriteProblems))]
pub async fn enter(
    by: By<permit::EnterRequest>,
    state: Data<AppState>,
    once: Once,
    ContactBody(new): ContactBody<NewSupportRequest>,
) -> Result<HttpResponse, Problem> {
    entry::refuse_web_form(new.channel)?;
    let (actor, reader) = (by.0.clone(), by.0.clone());
    let enter = move |work: &mut Work<'_, '_>| entry::enter(work, &actor, new);
    let again = move |work: &mut Work<'_, '_>, id| entry::again(work, &reader, id);
    Ok(match state.create(by.behalf(), once, enter, Entered::id, again).await? {
        Entered::Shown(request) => {
            respond::created(&format!("/v1/support-requests/{}", request.id), request.as_ref())
        }
        Entered::Received(id) => respond::accepted(&EnteredReceipt { id, status: "received".to_owned() }),
    })
}

/// List requests
#[utoipa::path(get, path = "/v1/support-requests", operation_id = "listSupportRequests", tag = "Support requests",
    description = "All open ones for the coordinator; for a team lead those of the unit the role is limited to, or all; for a member the ones assigned to them.",
    params(PageQuery),
    responses((status = 200, description = "A page of requests.", body = SupportRequestPage), ReadProblems))]
pub async fn list(
    by: By<permit::ReadRequests>,
    state: Data<AppState>,
    page: Page,
) -> Result<HttpResponse, Problem> {
    let (asked, actor) = (page.clone(), by.0.clone());
    let (items, next_cursor) = state
        .read(by.behalf(), move |work| {
            let seen = |work: &mut Work<'_, '_>, after, probe| commands::visible(work, &actor, after, probe);
            let (requests, next) = asked.of(work, seen, |row| row.id)?;
            let mut viewer = Viewer::of(work, &actor)?;
            let items: Result<Vec<SupportRequestDto>, Problem> =
                requests.into_iter().map(|row| view::shown_to(work, &mut viewer, row, Vec::new())).collect();
            Ok((items?, next))
        })
        .await?;
    let body = SupportRequestPage { items, next_cursor };
    Ok(page.answer(&body, body.next_cursor.as_deref()))
}

/// Read a request
#[utoipa::path(get, path = "/v1/support-requests/{id}", operation_id = "getSupportRequest", tag = "Support requests",
    description = "One request, for coordinator, team lead and the assigned member.",
    params(("id" = Uuid, Path, description = "The request.")),
    responses((status = 200, description = "The request.", body = SupportRequestDto), ReadProblems))]
pub async fn find(
    by: By<permit::ReadRequests>,
    state: Data<AppState>,
    PathId(id): PathId,
) -> Result<HttpResponse, Problem> {
    let actor = by.0.clone();
    let request = state.read(by.behalf(), move |work| commands::read(work, &actor, id)).await?;
    Ok(respond::ok(&request))
}

/// Decide about a request
#[utoipa::path(post, path = "/v1/support-requests/{id}/triage", operation_id = "triageSupportRequest",
    tag = "Support requests", description = "In scope, or out of scope with resources given; the latter ends the request. Where the policy has outcomes of its own, one of them.",
    params(("id" = Uuid, Path, description = "The request.")), request_body = RequestTriage,
    responses((status = 200, description = "The request.", body = SupportRequestDto), WriteProblems))]
pub async fn triage(
    by: By<permit::TriageRequest>,
    state: Data<AppState>,
    PathId(id): PathId,
    once: Once,
    ContactBody(triage): ContactBody<RequestTriage>,
) -> Result<HttpResponse, Problem> {
    let (actor, reader) = (by.0.clone(), by.0.clone());
    let triage = move |work: &mut Work<'_, '_>| commands::triage(work, &actor, id, triage.decision);
    let request =
        state.post(by.behalf(), once, triage, move |work| commands::read(work, &reader, id)).await?;
    state.carry_out_purges(by.scope()).await;
    Ok(respond::ok(&request))
}

/// Assign a request
#[utoipa::path(post, path = "/v1/support-requests/{id}/assignment", operation_id = "assignSupportRequest",
    tag = "Support requests", description = "Gives a request to an active member.",
    params(("id" = Uuid, Path, description = "The request.")), request_body = NewAssignment,
    responses((status = 200, description = "The request.", body = SupportRequestDto), WriteProblems))]
pub async fn assign(
    by: By<permit::AssignRequest>,
    state: Data<AppState>,
    PathId(id): PathId,
    once: Once,
    ContactBody(new): ContactBody<NewAssignment>,
) -> Result<HttpResponse, Problem> {
    let (actor, reader) = (by.0.clone(), by.0.clone());
    let assign = move |work: &mut Work<'_, '_>| commands::assign(work, &actor, id, &new);
    let request =
        state.post(by.behalf(), once, assign, move |work| commands::read(work, &reader, id)).await?;
    Ok(respond::ok(&request))
}

/// Declare conflicts for one's own request
#[utoipa::path(post, path = "/v1/support-requests/{id}/conflict-declaration", operation_id = "declareRequestConflict",
    tag = "Support requests",
    description = "The assigned member answers the policy's questions. With a conflict the request goes back to triage; `returned` says why, without reasons or names.",
    params(("id" = Uuid, Path, description = "The request.")), request_body = ConflictDeclaration,
    responses((status = 200, description = "The request.", body = SupportRequestDto), WriteProblems))]
pub async fn declare(
    by: By<permit::DeclareConflict>,
    state: Data<AppState>,
    PathId(id): PathId,
    once: Once,
    ContactBody(declaration): ContactBody<ConflictDeclaration>,
) -> Result<HttpResponse, Problem> {
    let (actor, reader) = (by.0.clone(), by.0.clone());
    let declare = move |work: &mut Work<'_, '_>| commands::declare(work, &actor, id, &declaration);
    let request =
        state.post(by.behalf(), once, declare, move |work| commands::read(work, &reader, id)).await?;
    Ok(respond::ok(&request))
}

/// Record what happened with a request
#[utoipa::path(post, path = "/v1/support-requests/{id}/events", operation_id = "recordRequestEvent",
    tag = "Support requests", description = "A request that ends is deleted, and the answer is the last that is seen of it, unless the policy keeps its case.",
    params(("id" = Uuid, Path, description = "The request.")), request_body = NewRequestEvent,
    responses((status = 200, description = "The request.", body = SupportRequestDto), WriteProblems))]
pub async fn record(
    by: By<permit::RecordRequestEvent>,
    state: Data<AppState>,
    PathId(id): PathId,
    once: Once,
    ContactBody(new): ContactBody<NewRequestEvent>,
) -> Result<HttpResponse, Problem> {
    let (actor, reader) = (by.0.clone(), by.0.clone());
    let record = move |work: &mut Work<'_, '_>| commands::record(work, &actor, id, new);
    let request =
        state.post(by.behalf(), once, record, move |work| commands::read(work, &reader, id)).await?;
    state.carry_out_purges(by.scope()).await;
    Ok(respond::ok(&request))
}

/// Record that a follow-up was held
#[utoipa::path(post, path = "/v1/support-requests/{id}/follow-ups", operation_id = "recordFollowUp",
    tag = "Support requests",
    description = "By the assigned member, on the day. Early and late are both taken; the second one comes after the first found it necessary.",
    params(("id" = Uuid, Path, description = "The request.")), request_body = NewFollowUp,
    responses((status = 200, description = "The request.", body = SupportRequestDto), WriteProblems))]
pub async fn hold_follow_up(
    by: By<permit::RecordFollowUp>,
    state: Data<AppState>,
    PathId(id): PathId,
    once: Once,
    ContactBody(new): ContactBody<NewFollowUp>,
) -> Result<HttpResponse, Problem> {
    let (actor, reader) = (by.0.clone(), by.0.clone());
    let record = move |work: &mut Work<'_, '_>| follow_ups::record(work, &actor, id, new);
    let request =
        state.post(by.behalf(), once, record, move |work| commands::read(work, &reader, id)).await?;
    Ok(respond::ok(&request))
}
