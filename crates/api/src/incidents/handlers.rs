//! The operations: extract, run, answer.

use super::commands::{self, shown};
use super::dto::{AlertReceipt, IncidentDto, IncidentPage, NewIncident, Triage};
use crate::auth::{By, permit};
use crate::extract::{ContactBody, Page, PathId};
use crate::problem::Problem;
use crate::replay::Once;
use crate::respond;
use crate::responses::{PageQuery, ReadProblems, WriteProblems};
use crate::state::{AppState, Work};
use actix_web::HttpResponse;
use actix_web::web::Data;

/// Raise an alert
#[utoipa::path(post, path = "/v1/incidents", operation_id = "raiseAlert", tag = "Incidents",
    description = "Alerts the coordinator of an incident. The answer is the same whatever becomes of it; nobody who raises an alert learns an outcome. A supervisor whose role is limited to a unit names that unit or one below it.",
    request_body = NewIncident,
    responses((status = 202, description = "Taken in.", body = AlertReceipt), WriteProblems))]
pub async fn raise(
    by: By<permit::RaiseAlert>,
    state: Data<AppState>,
    once: Once,
    ContactBody(new): ContactBody<NewIncident>,
) -> Result<HttpResponse, Problem> {
    // Sent again it is `received` still, whatever has become of it.
    let actor = by.0.clone();
    let raise = move |work: &mut Work<'_, '_>| commands::raise(work, &actor, new);
    let id = state.create(by.behalf(), once, raise, |id| *id, |_, id| Ok(id)).await?;
    Ok(respond::accepted(&AlertReceipt { id, status: "received".to_owned() }))
}

/// List incidents
#[utoipa::path(get, path = "/v1/incidents", operation_id = "listIncidents", tag = "Incidents",
    description = "Incidents in no order of time: all for the coordinator, for a team lead those of the unit the role is limited to, or else of their own area, those they hold an outreach of for a member.", params(PageQuery),
    responses((status = 200, description = "A page of incidents.", body = IncidentPage), ReadProblems))]
pub async fn list(
    by: By<permit::ReadIncidents>,
    state: Data<AppState>,
    page: Page,
) -> Result<HttpResponse, Problem> {
    let (asked, actor) = (page.clone(), by.0.clone());
    let (items, next_cursor) = state
        .read(by.behalf(), move |work| {
            let seen = |work: &mut Work<'_, '_>, after, probe| commands::visible(work, &actor, after, probe);
            let (incidents, next) = asked.of(work, seen, |incident| incident.id)?;
            let mut items = Vec::with_capacity(incidents.len());
            for incident in incidents {
                let version = work.policy_version(incident.policy_version_id)?;
                items.push(shown(incident, &version.document, actor.role)?);
            }
            Ok((items, next))
        })
        .await?;
    let body = IncidentPage { items, next_cursor };
    Ok(page.answer(&body, body.next_cursor.as_deref()))
}

/// Read an incident
#[utoipa::path(get, path = "/v1/incidents/{id}", operation_id = "getIncident", tag = "Incidents",
    description = "One incident.", params(("id" = Uuid, Path, description = "The incident.")),
    responses((status = 200, description = "The incident.", body = IncidentDto), ReadProblems))]
pub async fn find(
    by: By<permit::ReadIncidents>,
    state: Data<AppState>,
    PathId(id): PathId,
) -> Result<HttpResponse, Problem> {
    let actor = by.0.clone();
    let incident = state.read(by.behalf(), move |work| commands::read(work, &actor, id)).await?;
    Ok(respond::ok(&incident))
}

/// Decide about an incident
#[utoipa::path(post, path = "/v1/incidents/{id}/triage", operation_id = "triageIncident", tag = "Incidents",
    description = "Decides whether the team takes an incident up. Where the type depends on a case, how the case stands is needed; only whether it qualifies, and when that was judged, is kept.",
    params(("id" = Uuid, Path, description = "The incident.")), request_body = Triage,
    responses((status = 200, description = "The incident.", body = IncidentDto), WriteProblems))]
pub async fn triage(
    by: By<permit::TriageIncident>,
    state: Data<AppState>,
    PathId(id): PathId,
    once: Once,
    ContactBody(decision): ContactBody<Triage>,
) -> Result<HttpResponse, Problem> {
    let (actor, reader) = (by.0.clone(), by.0.clone());
    let triage = move |work: &mut Work<'_, '_>| {
        let incident = commands::triage(work, &actor, id, &decision)?;
        let version = work.policy_version(incident.policy_version_id)?;
        shown(incident, &version.document, actor.role)
    };
    let incident =
        state.post(by.behalf(), once, triage, move |work| commands::read(work, &reader, id)).await?;
    Ok(respond::ok(&incident))
}

/// Close an incident
#[utoipa::path(post, path = "/v1/incidents/{id}/closure", operation_id = "closeIncident", tag = "Incidents",
    description = "Ends an incident. Its slots are purged, with the suppressions they carry; counts of the month stay.",
    params(("id" = Uuid, Path, description = "The incident.")),
    responses((status = 200, description = "The incident.", body = IncidentDto), WriteProblems))]
pub async fn close(
    by: By<permit::CloseIncident>,
    state: Data<AppState>,
    PathId(id): PathId,
    once: Once,
) -> Result<HttpResponse, Problem> {
    let (actor, reader) = (by.0.clone(), by.0.clone());
    let close = move |work: &mut Work<'_, '_>| {
        let incident = commands::close(work, &actor, id)?;
        let version = work.policy_version(incident.policy_version_id)?;
        shown(incident, &version.document, actor.role)
    };
    let incident =
        state.post(by.behalf(), once, close, move |work| commands::read(work, &reader, id)).await?;
    Ok(respond::ok(&incident))
}
