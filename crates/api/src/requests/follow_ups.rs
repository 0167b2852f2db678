//! Follow-ups after the initial meeting: recording that one was held (FOLLOW-07 to FOLLOW-10).

use super::dto::{NewFollowUp, SupportRequestDto};
use super::keep::{save, to_change};
use super::machine::Machine;
use super::view::shown;
use crate::assignment::commands::is_assigned;
use crate::assignment::overseer::{Oversight, object_refusal};
use crate::auth::Actor;
use crate::problem::Problem;
use crate::state::Work;
use crate::stored_code::value_of;
use peerline_domain::Refusal;
use peerline_domain::assignment::check_member;
use peerline_domain::calendar::Month;
use peerline_domain::catalog::RefusalCode;
use peerline_domain::follow_up::hold;
use peerline_domain::request::RequestState;
use uuid::Uuid;

/// Records that the assigned member held a follow-up today.
pub fn record(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    id: Uuid,
    new: NewFollowUp,
) -> Result<SupportRequestDto, Problem> {
    work.concerns("support_request", id);
    let policy = work.policy()?;
    let mut request = to_change(work, id)?;
    let member = work.tx.find_member_by_principal(actor.principal)?;
    if !is_assigned(request.member_id, member.as_ref()) {
        return Err(object_refusal(Oversight::of(work, actor)?.covers(&request)));
    }
    if let Some(member) = member {
        check_member(member.status_on(policy.today))?;
    }
    let machine = Machine::of(work, &request)?;
    if machine.anonymous {
        return Err(Refusal::new(RefusalCode::FollowUpImpossibleAnonymous, "REFER-32").into());
    }
    let is_open = value_of::<RequestState>(&request.state)? == RequestState::InContact;
    let (Some(terms), Some(kept), true) = (&machine.follow_ups, &request.follow_ups, is_open) else {
        return Err(Problem::out_of_order("FOLLOW-07"));
    };
    let decision = hold(terms, kept, new.stage, new.second_needed, policy.today)?;
    let (after, found) = work.accept(decision, Month::containing(policy.today))?;
    request.follow_ups = Some(after);
    save(work, &mut request)?;
    shown(work, actor, request, found)
}
