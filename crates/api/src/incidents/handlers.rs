//! The operations: extract, run, answer.

use super::alert::{self, Raised};
use super::dto::{AlertReceipt, IncidentDto, IncidentPage, NewAttestation, NewIncident, Triage};
use super::view::{listed, shown};
use super::{commands, notice};
use crate::affected::commands::{Told, place_for};
use crate::affected::dto::NewAffectedPerson;
use crate::affected::keeping;
use crate::auth::{Actor, Behalf, By, permit};
use crate::extract::{ContactBody, Page, PathId};
use crate::problem::{Problem, TechnicalCode};
use crate::recipients::keeping::give_up_key;
use crate::replay::Once;
use crate::respond;
use crate::responses::{PageQuery, ReadProblems, WriteProblems};
use crate::state::{AppState, Work};
use actix_web::HttpResponse;
use actix_web::web::Data;
use uuid::Uuid;

/// Raise an alert
#[utoipa::path(post, path = "/v1/incidents", operation_id = "raiseAlert", tag = "Incidents",
    description = "Alerts the coordinator of an incident. Where the policy asks for a notice of such an incident, one given is sent along, and whom the incident affected where people may be named. The answer says what of that was late or missing and is the same whatever becomes of it; nobody who raises an alert learns an outcome. A supervisor whose role is limited to a unit names that unit or one below it.",
    request_body = NewIncident,
    responses((status = 202, description = "Taken in.", body = AlertReceipt), WriteProblems))]
pub async fn raise(
    by: By<permit::RaiseAlert>,
    state: Data<AppState>,
    once: Once,
    ContactBody(new): ContactBody<NewIncident>,
) -> Result<HttpResponse, Problem> {
    let agency = by.agency.ok_or_else(Problem::not_found)?;
    // Carried to its end also where the caller hangs up: between a key and what is sealed with it there is something
    // to undo.
    let raising = actix_web::rt::spawn(take_in(state, (by.behalf(), by.0.clone()), agency, once, new));
    let raised = raising.await.map_err(|_| Problem::technical(TechnicalCode::Unavailable))??;
    let (id, variances) = (raised.id, raised.variances);
    Ok(respond::accepted(&AlertReceipt { id, status: "received".to_owned(), variances }))
}

/// Seals the people an alert names, before the transaction that keeps them, and takes it in.
async fn take_in(
    state: Data<AppState>,
    (behalf, actor): (Behalf, Actor),
    agency: Uuid,
    once: Once,
    mut new: NewIncident,
) -> Result<Raised, Problem> {
    let people = new.affected.take().unwrap_or_default();
    let told: Told = people.iter().map(NewAffectedPerson::fields).collect();
    let case = if told.is_empty() {
        None
    } else {
        let asked = told.clone();
        Some(state.read(behalf.clone(), move |work| place_for(work, &asked)).await?)
    };
    let sealed = match case {
        None => None,
        Some(case) => Some((case, keeping::seal(&state, agency, case, people).await?)),
    };
    let raise = move |work: &mut Work<'_, '_>| alert::raise(work, &actor, new, &told, sealed);
    let mark = |raised: &Raised| (raised.id, raised.variances.clone());
    // Sent again it is `received` still, whatever has become of it.
    let again = |_: &mut Work<'_, '_>, (id, variances)| Ok(Raised { id, variances, kept: false });
    let raised = state.create(behalf, once, raise, mark, again).await;
    if let (Some(case), false) = (case, raised.as_ref().is_ok_and(|raised| raised.kept)) {
        give_up_key(&state, agency, case).await;
    }
    raised
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
            Ok((listed(work, incidents, actor.role)?, next))
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
        shown(work, incident, actor.role, Vec::new())
    };
    let incident =
        state.post(by.behalf(), once, triage, move |work| commands::read(work, &reader, id)).await?;
    Ok(respond::ok(&incident))
}

/// Attest the notice of an incident
#[utoipa::path(post, path = "/v1/incidents/{id}/notice", operation_id = "attestNotice", tag = "Incidents",
    description = "Attests that notice of an incident was given, where one is still due. By a channel the policy does not name it is taken, and the duty stays open.",
    params(("id" = Uuid, Path, description = "The incident.")), request_body = NewAttestation,
    responses((status = 200, description = "The incident.", body = IncidentDto), WriteProblems))]
pub async fn attest(
    by: By<permit::AttestNotice>,
    state: Data<AppState>,
    PathId(id): PathId,
    once: Once,
    ContactBody(new): ContactBody<NewAttestation>,
) -> Result<HttpResponse, Problem> {
    let (actor, reader) = (by.0.clone(), by.0.clone());
    let attest = move |work: &mut Work<'_, '_>| {
        let (incident, found) = notice::attest(work, &actor, id, &new)?;
        shown(work, incident, actor.role, found)
    };
    let incident =
        state.post(by.behalf(), once, attest, move |work| commands::read(work, &reader, id)).await?;
    Ok(respond::ok(&incident))
}

/// Close an incident
#[utoipa::path(post, path = "/v1/incidents/{id}/closure", operation_id = "closeIncident", tag = "Incidents",
    description = "Ends an incident. Its slots are purged, with the suppressions they carry, and whom it affected; counts of the month stay.",
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
        shown(work, incident, actor.role, Vec::new())
    };
    let incident =
        state.post(by.behalf(), once, close, move |work| commands::read(work, &reader, id)).await?;
    state.carry_out_purges(by.scope()).await;
    Ok(respond::ok(&incident))
}
