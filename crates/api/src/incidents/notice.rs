//! The notice due of an incident: attested later, and shown while the incident is open (REFER-19).

use super::commands::{load, saved};
use super::dto::NewAttestation;
use super::view::notice_of;
use crate::auth::Actor;
use crate::extract::instant;
use crate::problem::{Code, Problem, TechnicalCode};
use crate::state::Work;
use crate::stored_code::{code_of, value_of};
use peerline_domain::calendar::{Month, Timestamp, local_date};
use peerline_domain::incident::{IncidentState, NoticeDuty, NoticeTerms, attest_notice, no_duty};
use peerline_domain::{Refusal, Variance, catalog::RefusalCode};
use peerline_persistence::Held;
use peerline_persistence::records::{Incident, IncidentNotice};
use uuid::Uuid;

/// Attests that notice was given. By a channel that does not count the duty stays open.
pub fn attest(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    id: Uuid,
    new: &NewAttestation,
) -> Result<(Incident, Vec<Variance>), Problem> {
    work.concerns("incident", id);
    work.tx.hold(Held::Incident(id))?;
    let (incident, version) = load(work, actor, id)?;
    let policy = work.policy()?;
    if value_of::<IncidentState>(&incident.state)? == IncidentState::Closed {
        return Err(Refusal::new(RefusalCode::IncidentClosed, "FOLLOW-05").into());
    }
    let terms = NoticeTerms::read(&version.document)?;
    let kept = notice_of(work, id)?.ok_or_else(|| no_duty(&terms))?;
    let given_at = instant(&new.given_at, policy.zone, work.now, "/given_at")?;
    let judged = attest_notice(&terms, value_of(&kept.duty)?, kept.due_at, given_at, new.channel)?;
    let too_early = match kept.occurred_at {
        Some(occurred_at) => given_at < occurred_at,
        None => local_date(given_at, policy.zone) < incident.occurred_on,
    };
    if too_early {
        return Err(Problem::field("/given_at", Code::Technical(TechnicalCode::FieldInvalid)));
    }
    let (duty, found) = work.accept(judged, Month::containing(policy.today))?;
    let times = Times { due_at: kept.due_at, occurred_at: kept.occurred_at };
    work.tx.update_incident_notice(recorded(id, duty, times))?;
    Ok((saved(work, incident)?, found))
}

/// The times a notice is judged by.
#[derive(Debug, Clone, Copy)]
pub struct Times {
    /// The last instant that is in time; none where the policy names no time.
    pub due_at: Option<Timestamp>,
    /// When the incident occurred; none where that is not told.
    pub occurred_at: Option<Timestamp>,
}

/// What is kept of a notice. Its times tell the hour of the incident: they go with the duty.
pub fn recorded(incident_id: Uuid, duty: NoticeDuty, times: Times) -> IncidentNotice {
    let kept = |at: Option<Timestamp>| at.filter(|_| duty == NoticeDuty::Open);
    IncidentNotice {
        incident_id,
        duty: code_of(&duty),
        due_at: kept(times.due_at),
        occurred_at: kept(times.occurred_at),
    }
}
