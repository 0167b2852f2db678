//! The operations on members.

use super::commands;
use super::dto::{Leave, MemberDto, MemberPage, MembershipEnd, NewMember};
use crate::auth::{By, permit};
use crate::extract::{Body, Page, PathId};
use crate::problem::Problem;
use crate::replay::Once;
use crate::respond;
use crate::responses::{PageQuery, ReadProblems, WriteProblems};
use crate::state::{AppState, Work};
use actix_web::HttpResponse;
use actix_web::web::Data;

/// List members
#[utoipa::path(get, path = "/v1/members", operation_id = "listMembers", tag = "Members",
    description = "The roster, by identifier, former members included; for a team lead whose role is limited to a unit, those of that unit and all below it.", params(PageQuery),
    responses((status = 200, description = "A page of the roster.", body = MemberPage), ReadProblems))]
pub async fn list(
    by: By<permit::ReadRoster>,
    state: Data<AppState>,
    page: Page,
) -> Result<HttpResponse, Problem> {
    let (asked, actor) = (page.clone(), by.0.clone());
    let (items, next_cursor) = state
        .read(by.behalf(), move |work| {
            let known = |work: &mut Work<'_, '_>, after, probe| commands::list(work, &actor, after, probe);
            asked.of(work, known, |member: &MemberDto| member.id)
        })
        .await?;
    let body = MemberPage { items, next_cursor };
    Ok(page.answer(&body, body.next_cursor.as_deref()))
}

/// Add a member
#[utoipa::path(post, path = "/v1/members", operation_id = "createMember", tag = "Members",
    description = "Adds a person of the agency to the team.", request_body = NewMember,
    responses((status = 201, description = "The member.", body = MemberDto), WriteProblems))]
pub async fn create(
    by: By<permit::ManageRoster>,
    state: Data<AppState>,
    once: Once,
    Body(new): Body<NewMember>,
) -> Result<HttpResponse, Problem> {
    let agency = by.agency;
    let add = move |work: &mut Work<'_, '_>| commands::add(work, agency, new);
    let member = state.create(by.behalf(), once, add, |member| member.id, commands::read).await?;
    Ok(respond::created(&format!("/v1/members/{}", member.id), &member))
}

/// Read a member
#[utoipa::path(get, path = "/v1/members/{id}", operation_id = "getMember", tag = "Members",
    description = "One member.", params(("id" = Uuid, Path, description = "The member.")),
    responses((status = 200, description = "The member.", body = MemberDto), ReadProblems))]
pub async fn find(
    by: By<permit::ReadRoster>,
    state: Data<AppState>,
    PathId(id): PathId,
) -> Result<HttpResponse, Problem> {
    let actor = by.0.clone();
    let member = state.read(by.behalf(), move |work| commands::find_for(work, &actor, id)).await?;
    Ok(respond::ok(&member))
}

/// Set a member's leave
#[utoipa::path(put, path = "/v1/members/{id}/leave", operation_id = "setMemberLeave", tag = "Members",
    description = "Sets the dates of a leave of absence. A member on leave is not assigned. No reason is taken.",
    params(("id" = Uuid, Path, description = "The member.")), request_body = Leave,
    responses((status = 200, description = "The member.", body = MemberDto), WriteProblems))]
pub async fn set_leave(
    by: By<permit::ManageRoster>,
    state: Data<AppState>,
    PathId(id): PathId,
    Body(leave): Body<Leave>,
) -> Result<HttpResponse, Problem> {
    let member = state.write(by.behalf(), move |work| commands::set_leave(work, id, &leave)).await?;
    Ok(respond::ok(&member))
}

/// Take a member's leave back
#[utoipa::path(delete, path = "/v1/members/{id}/leave", operation_id = "clearMemberLeave", tag = "Members",
    description = "Forgets the dates of the leave; the member is back.",
    params(("id" = Uuid, Path, description = "The member.")),
    responses((status = 200, description = "The member, without a leave.", body = MemberDto), ReadProblems))]
pub async fn clear_leave(
    by: By<permit::ManageRoster>,
    state: Data<AppState>,
    PathId(id): PathId,
) -> Result<HttpResponse, Problem> {
    let member = state.write(by.behalf(), move |work| commands::clear_leave(work, id)).await?;
    Ok(respond::ok(&member))
}

/// End a membership
#[utoipa::path(post, path = "/v1/members/{id}/end", operation_id = "endMembership", tag = "Members",
    description = "Ends a membership from a local day on. An end still to come can be moved; one that has come stays.",
    params(("id" = Uuid, Path, description = "The member.")), request_body = MembershipEnd,
    responses((status = 200, description = "The member.", body = MemberDto), WriteProblems))]
pub async fn end(
    by: By<permit::ManageRoster>,
    state: Data<AppState>,
    PathId(id): PathId,
    once: Once,
    Body(end): Body<MembershipEnd>,
) -> Result<HttpResponse, Problem> {
    let end = move |work: &mut Work<'_, '_>| commands::end(work, id, &end);
    let member = state.post(by.behalf(), once, end, move |work| commands::read(work, id)).await?;
    Ok(respond::ok(&member))
}
