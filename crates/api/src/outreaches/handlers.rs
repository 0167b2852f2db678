//! The operations: extract, run, answer.

use super::dto::{NewOutreachEvent, OutreachDto, OutreachPage};
use super::{commands, view};
use crate::assignment::Viewer;
use crate::assignment::dto::{ConflictDeclaration, NewAssignment, NewOutreach};
use crate::auth::{By, permit};
use crate::extract::{ContactBody, Page, PathId};
use crate::problem::Problem;
use crate::replay::Once;
use crate::respond;
use crate::responses::{PageQuery, ReadProblems, WriteProblems};
use crate::state::{AppState, Work};
use actix_web::HttpResponse;
use actix_web::web::Data;

/// Assign an outreach
#[utoipa::path(post, path = "/v1/incidents/{id}/outreaches", operation_id = "assignOutreach", tag = "Outreach",
    description = "Opens a slot of an incident and gives it to a member. The slot is random; who it is travels outside the server.",
    params(("id" = Uuid, Path, description = "The incident.")), request_body = NewOutreach,
    responses((status = 201, description = "The outreach.", body = OutreachDto), WriteProblems))]
pub async fn assign(
    by: By<permit::AssignOutreach>,
    state: Data<AppState>,
    PathId(incident): PathId,
    once: Once,
    ContactBody(new): ContactBody<NewOutreach>,
) -> Result<HttpResponse, Problem> {
    let (actor, reader) = (by.0.clone(), by.0.clone());
    let assign = move |work: &mut Work<'_, '_>| commands::assign(work, &actor, incident, &new);
    let again = move |work: &mut Work<'_, '_>, id| commands::read(work, &reader, id);
    let outreach = state.create(by.behalf(), once, assign, |outreach| outreach.id, again).await?;
    Ok(respond::created(&format!("/v1/outreaches/{}", outreach.id), &outreach))
}

/// List outreaches
#[utoipa::path(get, path = "/v1/outreaches", operation_id = "listOutreaches", tag = "Outreach",
    description = "All for the coordinator; for a team lead those of incidents in the unit the role is limited to, or all; for a member the ones assigned to them.", params(PageQuery),
    responses((status = 200, description = "A page of outreaches.", body = OutreachPage), ReadProblems))]
pub async fn list(
    by: By<permit::ReadOutreach>,
    state: Data<AppState>,
    page: Page,
) -> Result<HttpResponse, Problem> {
    let (asked, actor) = (page.clone(), by.0.clone());
    let (items, next_cursor) = state
        .read(by.behalf(), move |work| {
            let seen = |work: &mut Work<'_, '_>, after, probe| commands::visible(work, &actor, after, probe);
            let (slots, next) = asked.of(work, seen, |slot| slot.id)?;
            let mut viewer = Viewer::of(work, &actor)?;
            let items: Result<Vec<OutreachDto>, Problem> =
                slots.into_iter().map(|slot| view::shown_to(work, &mut viewer, slot, Vec::new())).collect();
            Ok((items?, next))
        })
        .await?;
    let body = OutreachPage { items, next_cursor };
    Ok(page.answer(&body, body.next_cursor.as_deref()))
}

/// Read an outreach
#[utoipa::path(get, path = "/v1/outreaches/{id}", operation_id = "getOutreach", tag = "Outreach",
    description = "One outreach, for coordinator, team lead and the assigned member.",
    params(("id" = Uuid, Path, description = "The outreach.")),
    responses((status = 200, description = "The outreach.", body = OutreachDto), ReadProblems))]
pub async fn find(
    by: By<permit::ReadOutreach>,
    state: Data<AppState>,
    PathId(id): PathId,
) -> Result<HttpResponse, Problem> {
    let actor = by.0.clone();
    let outreach = state.read(by.behalf(), move |work| commands::read(work, &actor, id)).await?;
    Ok(respond::ok(&outreach))
}

/// Give an outreach to another member
#[utoipa::path(post, path = "/v1/outreaches/{id}/assignment", operation_id = "reassignOutreach", tag = "Outreach",
    description = "Its dates stay as they are.", params(("id" = Uuid, Path, description = "The outreach.")),
    request_body = NewAssignment,
    responses((status = 200, description = "The outreach.", body = OutreachDto), WriteProblems))]
pub async fn reassign(
    by: By<permit::AssignOutreach>,
    state: Data<AppState>,
    PathId(id): PathId,
    once: Once,
    ContactBody(new): ContactBody<NewAssignment>,
) -> Result<HttpResponse, Problem> {
    let (actor, reader) = (by.0.clone(), by.0.clone());
    let reassign = move |work: &mut Work<'_, '_>| commands::reassign(work, &actor, id, &new);
    let outreach =
        state.post(by.behalf(), once, reassign, move |work| commands::read(work, &reader, id)).await?;
    Ok(respond::ok(&outreach))
}

/// Declare conflicts for one's own outreach
#[utoipa::path(post, path = "/v1/outreaches/{id}/conflict-declaration", operation_id = "declareOutreachConflict",
    tag = "Outreach",
    description = "The assigned member answers the policy's questions. With a conflict the outreach goes back; `returned` says why, without reasons or names.",
    params(("id" = Uuid, Path, description = "The outreach.")), request_body = ConflictDeclaration,
    responses((status = 200, description = "The outreach.", body = OutreachDto), WriteProblems))]
pub async fn declare(
    by: By<permit::DeclareConflict>,
    state: Data<AppState>,
    PathId(id): PathId,
    once: Once,
    ContactBody(declaration): ContactBody<ConflictDeclaration>,
) -> Result<HttpResponse, Problem> {
    let (actor, reader) = (by.0.clone(), by.0.clone());
    let declare = move |work: &mut Work<'_, '_>| commands::declare(work, &actor, id, &declaration);
    let outreach =
        state.post(by.behalf(), once, declare, move |work| commands::read(work, &reader, id)).await?;
    Ok(respond::ok(&outreach))
}

/// Record what happened in an outreach
#[utoipa::path(post, path = "/v1/outreaches/{id}/events", operation_id = "recordOutreachEvent", tag = "Outreach",
    description = "A decline sets the one check-in; a second decline suppresses every further contact of the team about this incident.",
    params(("id" = Uuid, Path, description = "The outreach.")), request_body = NewOutreachEvent,
    responses((status = 200, description = "The outreach.", body = OutreachDto), WriteProblems))]
pub async fn record(
    by: By<permit::RecordOutreachEvent>,
    state: Data<AppState>,
    PathId(id): PathId,
    once: Once,
    ContactBody(new): ContactBody<NewOutreachEvent>,
) -> Result<HttpResponse, Problem> {
    let (actor, reader) = (by.0.clone(), by.0.clone());
    let record = move |work: &mut Work<'_, '_>| commands::record(work, &actor, id, new);
    let outreach =
        state.post(by.behalf(), once, record, move |work| commands::read(work, &reader, id)).await?;
    Ok(respond::ok(&outreach))
}
