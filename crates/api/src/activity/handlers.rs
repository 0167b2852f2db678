//! The operations: extract, run, answer.

use super::dto::{
    ActivityReportDto, GroupSessionDto, NewActivityEntry, NewGroupSession, NewSubmission, RecordedActivity,
    ReportStatusList, SubmittedActivityReport,
};
use super::{commands, reports, sessions};
use crate::auth::{By, permit};
use crate::extract::{ContactBody, MonthPath, PathId};
use crate::problem::Problem;
use crate::replay::Once;
use crate::respond;
use crate::responses::{ReadProblems, WriteProblems};
use crate::state::{AppState, Work};
use actix_web::HttpResponse;
use actix_web::web::Data;
use peerline_persistence::records::GroupSession;

/// Approve a group response
#[utoipa::path(post, path = "/v1/group-sessions", operation_id = "approveGroupSession", tag = "Activity",
    description = "The coordinator approves a group response beforehand, no later than it starts; only the coordinator's own may be approved until it is recorded. Every member who delivers it enters the code; the session then counts once. One approval is for one session: the first entry binds the code to its local day.",
    request_body = NewGroupSession,
    responses((status = 201, description = "The approved session.", body = GroupSessionDto), WriteProblems))]
pub async fn approve_group(
    by: By<permit::ApproveGroup>,
    state: Data<AppState>,
    once: Once,
    ContactBody(new): ContactBody<NewGroupSession>,
) -> Result<HttpResponse, Problem> {
    let approve = move |work: &mut Work<'_, '_>| sessions::approve(work, new.kind);
    let code = |session: &GroupSession| session.session_code.clone();
    let session = state.create(by.behalf(), once, approve, code, sessions::approved_before).await?;
    // A session has no address: the code is told once, to whoever approves.
    Ok(HttpResponse::Created().json(GroupSessionDto::from(session)))
}

/// Record a response
#[utoipa::path(post, path = "/v1/activity-entries", operation_id = "recordActivity", tag = "Activity",
    description = "Records a response on the caller's own tracker of the local month in which it started. Nothing of the recipient is taken.",
    request_body = NewActivityEntry,
    responses((status = 201, description = "The entry, with the soft rules that were not met.", body = RecordedActivity), WriteProblems))]
pub async fn record(
    by: By<permit::RecordActivity>,
    state: Data<AppState>,
    once: Once,
    ContactBody(new): ContactBody<NewActivityEntry>,
) -> Result<HttpResponse, Problem> {
    let (actor, reader) = (by.0.clone(), by.0.clone());
    let record = move |work: &mut Work<'_, '_>| commands::record(work, &actor, new);
    let mark = |recorded: &RecordedActivity| (recorded.entry.id, recorded.variances.clone());
    let again = move |work: &mut Work<'_, '_>, (id, variances)| {
        let entry = commands::recorded(work, &reader, id)?;
        Ok(RecordedActivity { entry, variances })
    };
    let recorded = state.create(by.behalf(), once, record, mark, again).await?;
    Ok(respond::created(&format!("/v1/activity-entries/{}", recorded.entry.id), &recorded))
}

/// Remove a response
#[utoipa::path(delete, path = "/v1/activity-entries/{id}", operation_id = "removeActivity", tag = "Activity",
    description = "Removes an entry from the caller's own tracker. What was submitted stays as it was submitted until it is submitted anew.",
    params(("id" = uuid::Uuid, Path, description = "The entry.")),
    responses((status = 204, description = "It is removed."), WriteProblems))]
pub async fn remove(
    by: By<permit::RecordActivity>,
    state: Data<AppState>,
    PathId(id): PathId,
) -> Result<HttpResponse, Problem> {
    let actor = by.0.clone();
    state.write(by.behalf(), move |work| commands::remove(work, &actor, id)).await?;
    Ok(respond::no_content())
}

/// Read one's own report
#[utoipa::path(get, path = "/v1/activity-reports/{month}", operation_id = "getActivityReport", tag = "Activity",
    description = "The caller's own tracker of a month, also where nothing is recorded yet.",
    params(("month" = String, Path, description = "The month.", pattern = "^[0-9]{4}-[0-9]{2}$", example = "2026-10")),
    responses((status = 200, description = "The report.", body = ActivityReportDto), ReadProblems))]
pub async fn own_report(
    by: By<permit::ReadOwnReports>,
    state: Data<AppState>,
    MonthPath(month): MonthPath,
) -> Result<HttpResponse, Problem> {
    let actor = by.0.clone();
    let report = state.read(by.behalf(), move |work| reports::own(work, &actor, month)).await?;
    Ok(respond::ok(&report))
}

/// Submit one's own report
#[utoipa::path(post, path = "/v1/activity-reports/{month}/submission", operation_id = "submitActivityReport", tag = "Activity",
    description = "Submits the caller's own tracker once the month is over, also without activity. Submitted again after a change, it replaces the submission before; the first decides whether it was late.",
    params(("month" = String, Path, description = "The month.", pattern = "^[0-9]{4}-[0-9]{2}$", example = "2026-10")),
    request_body = NewSubmission,
    responses((status = 201, description = "The report, with the soft rules that were not met.", body = SubmittedActivityReport), WriteProblems))]
pub async fn submit(
    by: By<permit::SubmitReport>,
    state: Data<AppState>,
    MonthPath(month): MonthPath,
    once: Once,
    ContactBody(new): ContactBody<NewSubmission>,
) -> Result<HttpResponse, Problem> {
    let (actor, reader) = (by.0.clone(), by.0.clone());
    let submit = move |work: &mut Work<'_, '_>| reports::submit_own(work, &actor, month, new.nil);
    let report = state
        .post(by.behalf(), once, submit, move |work| reports::submitted_before(work, &reader, month))
        .await?;
    Ok(respond::created(&format!("/v1/activity-reports/{month}"), &report))
}

/// See who has submitted
#[utoipa::path(get, path = "/v1/activity-reports/{month}/status", operation_id = "getActivityReportStatus", tag = "Activity",
    description = "Every member who owes a report of the month, and where it stands.",
    params(("month" = String, Path, description = "The month.", pattern = "^[0-9]{4}-[0-9]{2}$", example = "2026-10")),
    responses((status = 200, description = "The members.", body = ReportStatusList), ReadProblems))]
pub async fn status(
    by: By<permit::ReadReportStatus>,
    state: Data<AppState>,
    MonthPath(month): MonthPath,
) -> Result<HttpResponse, Problem> {
    let list = state.read(by.behalf(), move |work| reports::status_of(work, month)).await?;
    Ok(respond::ok(&list))
}
