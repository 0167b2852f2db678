//! A request as its reader sees it.

use super::dto::{FollowUpDto, SupportRequestDto};
use super::machine::Machine;
use crate::assignment::Viewer;
use crate::assignment::commands::is_assigned;
use crate::assignment::overseer::offered;
use crate::auth::Actor;
use crate::problem::Problem;
use crate::resource::resources;
use crate::state::{InForce, Work};
use crate::stored_code::{code_of, value_of};
use crate::variance::variances;
use chrono::NaiveDate;
use peerline_domain::Variance;
use peerline_domain::access::Action;
use peerline_domain::assignment::{AssignmentTerms, declarations_asked};
use peerline_domain::follow_up::planned;
use peerline_domain::intake::IntakeTerms;
use peerline_domain::recipient::RecipientTerms;
use peerline_domain::request::{RequestEvent, RequestState, allowed_events};
use peerline_persistence::records::{Member, SupportRequest};

/// A request as its reader sees it.
pub fn shown(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    request: SupportRequest,
    found: Vec<Variance>,
) -> Result<SupportRequestDto, Problem> {
    let mut viewer = Viewer::of(work, actor)?;
    shown_to(work, &mut viewer, request, found)
}

/// A request as one of several its reader sees.
pub fn shown_to(
    work: &mut Work<'_, '_>,
    viewer: &mut Viewer<'_>,
    request: SupportRequest,
    found: Vec<Variance>,
) -> Result<SupportRequestDto, Problem> {
    let state: RequestState = value_of(&request.state)?;
    let stranded = viewer.finds_unavailable(work, request.member_id)?;
    let Viewer { actor, policy, member, oversight, .. } = viewer;
    let overseen = oversight.covers(&request);
    let machine = Machine::of(work, &request)?;
    let awaits = machine.awaits_follow_up(&request);
    let mut events: Vec<RequestEvent> = allowed_events(&machine.terms, state);
    events.retain(|event| *event != RequestEvent::Finish || !awaits);
    let recordable: Vec<RequestEvent> = events
        .iter()
        .copied()
        .filter(|event| request.declared || *event != RequestEvent::ContactMade)
        .filter(|event| may_record(overseen, &request, member.as_ref(), *event))
        .collect();
    let asked = declarations_asked(&AssignmentTerms::read(policy.document())?);
    let nameable = !state.is_final() && may_be_named(work, actor, policy, &request)?;
    let mine = is_assigned(request.member_id, member.as_ref());
    let candidates = [
        (Action::TriageRequest, overseen && events.contains(&RequestEvent::TriageIn)),
        (Action::AssignRequest, overseen && (stranded || events.contains(&RequestEvent::Assign))),
        (Action::DeclareConflict, mine && !request.declared && state == RequestState::Assigned),
        (Action::RecordRecipient, nameable),
        (Action::RecordRequestEvent, !recordable.is_empty()),
        (Action::RecordFollowUp, mine && awaits && state == RequestState::InContact),
    ];
    let terms = IntakeTerms::read(policy.document())?;
    Ok(SupportRequestDto {
        id: request.id,
        initial_meeting_on: request.follow_ups.map(|kept| kept.met_on),
        follow_ups: listed(&machine, &request, policy.today),
        refer_out_proposed: terms.proposes_referral_out(value_of(&request.stressor)?),
        channel: request.channel,
        population: request.population,
        stressor: request.stressor,
        category: request.category,
        mode: request.mode,
        unit_id: request.unit_id,
        received_at: request.received_at,
        spoken_code: request.spoken_code,
        state: request.state,
        member_id: request.member_id,
        declared: request.declared,
        referred_by: request.referred_by,
        source: request.source,
        allowed_events: recordable.iter().map(code_of).collect(),
        allowed_actions: offered(actor.role, &candidates),
        declarations_asked: asked.iter().map(code_of).collect(),
        resources: match state {
            RequestState::TriagedOut | RequestState::ReferredOut => resources(policy.document()),
            _ => Vec::new(),
        },
        returned: None,
        variances: variances(found),
    })
}

/// Whether the caller may record who a request is for. The version it was opened under is read only where that could
/// change the answer: the mode in force is asked first.
fn may_be_named(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    policy: &InForce,
    request: &SupportRequest,
) -> Result<bool, Problem> {
    let asks = Action::RecordRecipient.permitted_to(actor.role);
    if !asks || !policy.document().identity_mode()?.may_name_recipient() {
        return Ok(false);
    }
    if request.policy_version_id == policy.version.id {
        return Ok(true);
    }
    let opened = work.policy_version(request.policy_version_id)?;
    Ok(RecipientTerms::governing(&opened.document, policy.document())?.mode.may_name_recipient())
}

/// Who records an event: the assigned member; who oversees it may withdraw for a person who changed their mind.
pub fn may_record(
    overseen: bool,
    request: &SupportRequest,
    member: Option<&Member>,
    event: RequestEvent,
) -> bool {
    match event {
        RequestEvent::ContactMade
        | RequestEvent::MemberDeclines
        | RequestEvent::Finish
        | RequestEvent::NeedBeyondScope
        | RequestEvent::RecipientDeclines => is_assigned(request.member_id, member),
        RequestEvent::Withdraw => overseen || is_assigned(request.member_id, member),
        RequestEvent::TriageIn
        | RequestEvent::TriageOut
        | RequestEvent::Consult
        | RequestEvent::OtherOptions
        | RequestEvent::Assign
        | RequestEvent::ConflictFound
        | RequestEvent::MemberUnavailable => false,
    }
}

/// The follow-ups of a request, by day.
fn listed(machine: &Machine, request: &SupportRequest, today: NaiveDate) -> Vec<FollowUpDto> {
    let (Some(terms), Some(kept)) = (&machine.follow_ups, &request.follow_ups) else { return Vec::new() };
    let shown = planned(terms, kept, today).into_iter();
    shown
        .map(|one| FollowUpDto {
            stage: code_of(&one.stage),
            due_on: one.due_on,
            held_on: one.held_on,
            overdue: one.is_overdue,
        })
        .collect()
}
