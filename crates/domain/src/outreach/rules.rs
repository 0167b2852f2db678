//! The machine of an outreach (4.5).

use super::model::{Outreach, OutreachEvent as E, OutreachKind, OutreachState as S};
use super::terms::{DeclineTerms, OutreachTerms};
use crate::calendar::days_after;
use crate::catalog::{RefusalCode, VarianceCode};
use crate::decision::{Decision, Refusal, Variance};
use crate::incident::{self, IncidentState};
use chrono::NaiveDate;
use std::cmp::Ordering;

/// Begins an outreach for a slot of an incident, with the earlier outreaches of the same slot, whoever on the
/// team made them.
///
/// # Errors
/// - `contact_suppressed`: one of them was declined a second time (FOLLOW-02).
/// - `incident_closed` (FOLLOW-05), or `step_out_of_order` where the team has not taken the incident up.
pub fn open(
    terms: &OutreachTerms,
    incident: IncidentState,
    earlier: &[Outreach],
) -> Result<Outreach, Refusal> {
    if earlier.iter().any(|outreach| outreach.state == S::SecondDeclinedClosed) {
        return Err(suppressed(terms));
    }
    incident::may_open_outreach(incident)?;
    Ok(Outreach { state: S::Assigned, initial_contact_on: None, followup_due_on: None })
}

/// What an outreach becomes by an event of the local day `today`.
///
/// The check-in is due a set number of days after the *initial contact*, not after the decline, and not shifted
/// for weekends or holidays; a decline that arrives on or after that day makes it due the day after the decline
/// (FOLLOW-01). Held on another day it carries the variance `followup_early` or `followup_late`, and is used up
/// either way.
///
/// [`E::Close`] ends what was accepted, when the response is finished, and what was attempted, when the
/// coordinator decides that enough was tried (FOLLOW-04: the policy counts no attempts). It stays possible
/// after the incident was closed, so that nothing is left hanging. An offer nobody answered is not closed by
/// hand: it goes when the incident closes and its slots are purged (FOLLOW-05).
///
/// # Errors
/// - `contact_suppressed`: any event after a second decline (FOLLOW-02).
/// - `incident_closed`: any event but a close after the incident was closed (FOLLOW-05).
/// - `step_out_of_order`: any event not listed for the state.
pub fn next(
    terms: &OutreachTerms,
    kind: OutreachKind,
    outreach: &Outreach,
    event: E,
    today: NaiveDate,
    incident_open: bool,
) -> Result<Decision<Outreach>, Refusal> {
    if outreach.state == S::SecondDeclinedClosed {
        return Err(suppressed(terms));
    }
    if !incident_open && event != E::Close {
        return Err(Refusal::new(RefusalCode::IncidentClosed, "FOLLOW-05"));
    }
    let to = |state| Ok(Decision::clean(Outreach { state, ..*outreach }));
    match (outreach.state, event) {
        (S::Assigned | S::Attempted, E::AttemptNoAnswer) => to(S::Attempted),
        (S::Assigned | S::Attempted, E::InitialContact) => {
            Ok(Decision::clean(Outreach { state: S::Offered, initial_contact_on: Some(today), ..*outreach }))
        }
        (S::Offered | S::SecondOffer, E::Accept) => to(S::Accepted),
        (S::Offered, E::Decline) => Ok(Decision::clean(declined(terms.decline_for(kind), outreach, today))),
        (S::FollowupDue, E::CheckInDone) => {
            let variances = check_in(terms.decline_for(kind), outreach.followup_due_on, today);
            Ok(Decision::with(Outreach { state: S::SecondOffer, ..*outreach }, variances))
        }
        (S::SecondOffer, E::Decline) => {
            let suppresses = terms.decline_for(kind).is_none_or(|decline| decline.second_suppresses);
            to(if suppresses { S::SecondDeclinedClosed } else { S::Closed })
        }
        (S::Attempted | S::Accepted, E::Close) => to(S::Closed),
        _ => Err(Refusal::new(RefusalCode::StepOutOfOrder, "REFER-39")),
    }
}

/// The events [`next`] would accept today.
pub fn allowed_events(
    terms: &OutreachTerms,
    kind: OutreachKind,
    outreach: &Outreach,
    today: NaiveDate,
    incident_open: bool,
) -> Vec<E> {
    let accepted = |event: &E| next(terms, kind, outreach, *event, today, incident_open).is_ok();
    E::ALL.into_iter().filter(accepted).collect()
}

fn suppressed(terms: &OutreachTerms) -> Refusal {
    let clause = terms.decline.as_ref().and_then(|decline| decline.second_clause.as_deref());
    Refusal::new(RefusalCode::ContactSuppressed, "FOLLOW-02").under(clause)
}

fn declined(terms: Option<&DeclineTerms>, outreach: &Outreach, today: NaiveDate) -> Outreach {
    let Some(terms) = terms else {
        return Outreach { state: S::Closed, ..*outreach };
    };
    // An offer was always made on a day; without one the day of the decline is the first known contact.
    let contact_on = outreach.initial_contact_on.unwrap_or(today);
    let due_on = days_after(contact_on, terms.followup_days).max(days_after(today, 1));
    Outreach { state: S::FollowupDue, followup_due_on: Some(due_on), ..*outreach }
}

fn check_in(terms: Option<&DeclineTerms>, due_on: Option<NaiveDate>, today: NaiveDate) -> Vec<Variance> {
    let clause = terms.and_then(|terms| terms.followup_clause.as_deref());
    let variance = |code| vec![Variance::new(code, "FOLLOW-01", clause)];
    match due_on.map_or(Ordering::Equal, |due_on| today.cmp(&due_on)) {
        Ordering::Less => variance(VarianceCode::FollowupEarly),
        Ordering::Equal => Vec::new(),
        Ordering::Greater => variance(VarianceCode::FollowupLate),
    }
}
