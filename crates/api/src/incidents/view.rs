//! An incident as its reader sees it.

use super::dto::{IncidentDto, NoticeDto};
use crate::assignment::overseer::offered;
use crate::problem::Problem;
use crate::resource::resources;
use crate::state::Work;
use crate::stored_code::value_of;
use crate::variance::variances;
use peerline_domain::Variance;
use peerline_domain::access::{Action, Role};
use peerline_domain::incident::{
    IncidentEvent, IncidentState, IncidentTerms, NoticeDuty, Route, allowed_events, may_open_outreach,
};
use peerline_domain::policy::PolicyDocument;
use peerline_domain::recipient::RecipientTerms;
use peerline_persistence::records::{Incident, IncidentNotice};
use std::collections::BTreeMap;
use uuid::Uuid;

/// An incident as its reader sees it.
pub fn shown(
    work: &mut Work<'_, '_>,
    incident: Incident,
    role: Role,
    found: Vec<Variance>,
) -> Result<IncidentDto, Problem> {
    let notice = if is_noticed(&incident)? { notice_of(work, incident.id)? } else { None };
    let shown = projected(work, incident, role, notice)?;
    Ok(IncidentDto { variances: variances(found), ..shown })
}

/// Incidents as their reader sees them, each as [`shown`] alone.
pub fn listed(
    work: &mut Work<'_, '_>,
    incidents: Vec<Incident>,
    role: Role,
) -> Result<Vec<IncidentDto>, Problem> {
    let mut asked = Vec::new();
    for incident in &incidents {
        if is_noticed(incident)? {
            asked.push(incident.id);
        }
    }
    let kept = work.tx.notices_of_incidents(asked)?.into_iter();
    let mut notices: BTreeMap<Uuid, IncidentNotice> =
        kept.map(|notice| (notice.incident_id, notice)).collect();
    let mut items = Vec::with_capacity(incidents.len());
    for incident in incidents {
        let notice = notices.remove(&incident.id);
        items.push(projected(work, incident, role, notice)?);
    }
    Ok(items)
}

/// The notice due of one incident, if any.
pub fn notice_of(work: &mut Work<'_, '_>, incident: Uuid) -> Result<Option<IncidentNotice>, Problem> {
    Ok(work.tx.notices_of_incidents(vec![incident])?.pop())
}

fn is_noticed(incident: &Incident) -> Result<bool, Problem> {
    Ok(value_of::<Route>(&incident.route)? == Route::Notice)
}

/// Whether people may be named for an incident that runs on a version.
fn may_name(work: &mut Work<'_, '_>, opened: &PolicyDocument) -> Result<bool, Problem> {
    let policy = work.policy()?;
    Ok(RecipientTerms::governing(opened, policy.document())?.mode.may_name_recipient())
}

fn projected(
    work: &mut Work<'_, '_>,
    incident: Incident,
    role: Role,
    notice: Option<IncidentNotice>,
) -> Result<IncidentDto, Problem> {
    let version = work.policy_version(incident.policy_version_id)?;
    let document = &version.document;
    let terms = IncidentTerms::read(document)?;
    let state: IncidentState = value_of(&incident.state)?;
    let elsewhere = if state == IncidentState::NotInPurview { resources(document) } else { Vec::new() };
    let events = allowed_events(&terms, value_of(&incident.route)?, state);
    let duty: Option<NoticeDuty> = notice.as_ref().map(|kept| value_of(&kept.duty)).transpose()?;
    let candidates = [
        (Action::TriageIncident, events.iter().any(|event| matches!(event, IncidentEvent::Triage(_)))),
        (Action::AttestNotice, duty == Some(NoticeDuty::Open)),
        (Action::RecordAffected, state != IncidentState::Closed && may_name(work, document)?),
        (Action::CloseIncident, events.contains(&IncidentEvent::Close)),
        (Action::AssignOutreach, may_open_outreach(state).is_ok()),
    ];
    Ok(IncidentDto {
        id: incident.id,
        r#type: incident.type_code,
        occurred_on: incident.occurred_on,
        unit_id: incident.unit_id,
        route: incident.route,
        case_qualifies: incident.case_qualifies,
        case_judged_on: incident.case_judged_on,
        state: incident.state,
        notice: notice.map(|kept| NoticeDto {
            duty: kept.duty,
            due_at: kept.due_at.filter(|_| role == Role::Coordinator),
        }),
        resources: elsewhere,
        allowed_actions: offered(role, &candidates),
        variances: Vec::new(),
    })
}
