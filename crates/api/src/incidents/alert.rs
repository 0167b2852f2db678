//! An alert comes in: the incident, the notice given of it, and whom it affected.

use super::commands::recorded;
use super::dto::{NewIncident, NewNotice};
use super::notice::{self, Times};
use crate::affected::commands::{Told, check_governing, insert, no_place};
use crate::auth::Actor;
use crate::extract::instant;
use crate::problem::{Code, Problem, TechnicalCode};
use crate::state::{InForce, Work};
use crate::stored_code::code_of;
use crate::units::area::check_named;
use crate::variance::{VarianceDto, variances};
use chrono::NaiveDate;
use peerline_domain::calendar::{Month, end_of_day, local_date};
use peerline_domain::catalog::RefusalCode;
use peerline_domain::incident::{
    IncidentState, IncidentTerms, NoticeDuty, NoticeTerms, Route, check_content, check_notice,
};
use peerline_domain::{Decision, Variance};
use peerline_persistence::records::{Incident, SealedPerson};
use uuid::Uuid;

/// What whoever raises an alert is told.
#[derive(Debug)]
pub struct Raised {
    /// The incident.
    pub id: Uuid,
    /// Soft rules not met by what was sent.
    pub variances: Vec<VarianceDto>,
    /// Whether the people sent with it are kept now; not where it was taken in before.
    pub kept: bool,
}

/// Takes an alert in (REFER-04): the same insert for everybody, decided on later.
pub fn raise(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    new: NewIncident,
    told: &Told,
    people: Option<(Uuid, Vec<SealedPerson>)>,
) -> Result<Raised, Problem> {
    check_named(work, actor, new.unit_id)?;
    let policy = work.policy()?;
    if new.occurred_on > policy.today {
        return Err(Problem::field("/occurred_on", Code::Technical(TechnicalCode::TimeInFuture)));
    }
    // An event is judged by the version in force on its day (PROG-01).
    let version = work.policy_on(new.occurred_on)?;
    let terms = IncidentTerms::read(&version.document)?;
    let entry = terms.types.iter().find(|entry| entry.code == new.r#type).ok_or_else(|| {
        let mut problem = Problem::field("/type", Code::Rule(RefusalCode::KindNotInPolicy));
        problem.requirement = Some("REFER-04".to_owned());
        problem
    })?;
    check_governing(work, &version.document, told)?;
    let notice_terms = NoticeTerms::read(&version.document)?;
    let way = Route::from(entry.route);
    if way != Route::Notice && new.notice.is_some() {
        return Err(no_place("/notice", "REFER-19", notice_terms.deadline_clause.as_deref()));
    }
    let id = work.new_id();
    let notice = if way == Route::Notice {
        Some(given(work, &policy, &notice_terms, (new.occurred_on, new.notice.as_ref()))?)
    } else {
        None
    };
    let incident = Incident {
        id,
        policy_version_id: version.id,
        type_code: entry.code.clone(),
        occurred_on: new.occurred_on,
        unit_id: recorded(work, new.unit_id, "/unit_id")?,
        route: code_of(&way),
        case_qualifies: None,
        case_judged_on: None,
        state: code_of(&IncidentState::Reported),
        revision: 1,
    };
    work.tx.insert_incident(incident)?;
    let mut found: Vec<Variance> = Vec::new();
    if let Some((duty, times)) = notice {
        let month = Month::containing(policy.today);
        let (duty, of_notice) = work.accept(duty, month)?;
        let ((), of_content) = work.accept(check_content(&notice_terms, !told.is_empty()), month)?;
        found.extend(of_notice.into_iter().chain(of_content));
        work.tx.insert_incident_notice(notice::recorded(id, duty, times))?;
    }
    let kept = people.is_some();
    if let Some((case, people)) = people {
        insert(work, id, case, people)?;
    }
    work.concerns("incident", id);
    Ok(Raised { id, variances: variances(found), kept })
}

/// The notice that was given, judged, and by which times. Where none is told, the duty is open, and counts
/// from the last moment at which the incident can have occurred: the end of its day, or now.
fn given(
    work: &Work<'_, '_>,
    policy: &InForce,
    terms: &NoticeTerms,
    (occurred_on, sent): (NaiveDate, Option<&NewNotice>),
) -> Result<(Decision<NoticeDuty>, Times), Problem> {
    let Some(sent) = sent else {
        let latest = end_of_day(occurred_on, policy.zone).min(work.now);
        let times = Times { due_at: terms.due(latest), occurred_at: None };
        return Ok((Decision::clean(NoticeDuty::Open), times));
    };
    let occurred_at = instant(&sent.occurred_at, policy.zone, work.now, "/notice/occurred_at")?;
    let given_at = instant(&sent.given_at, policy.zone, work.now, "/notice/given_at")?;
    let invalid = |pointer| Problem::field(pointer, Code::Technical(TechnicalCode::FieldInvalid));
    if local_date(occurred_at, policy.zone) != occurred_on {
        return Err(invalid("/notice/occurred_at"));
    }
    if given_at < occurred_at {
        return Err(invalid("/notice/given_at"));
    }
    let times = Times { due_at: terms.due(occurred_at), occurred_at: Some(occurred_at) };
    Ok((check_notice(terms, occurred_at, given_at, sent.channel), times))
}
