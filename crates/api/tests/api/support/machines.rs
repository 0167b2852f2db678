//! What the domain's state machines know under a policy: every state that can be reached, and every event on the way.
//! What tests take is compared with this, so that a new event or state fails them until it is taken as well.

use chrono::NaiveDate;
use peerline_domain::follow_up::{FollowUpTerms, Stage};
use peerline_domain::incident::{self, IncidentEvent, IncidentState, IncidentTerms, Route, TriageOutcome};
use peerline_domain::outreach::{self, Outreach, OutreachEvent, OutreachKind, OutreachState, OutreachTerms};
use peerline_domain::policy::PolicyDocument;
use peerline_domain::request::{self, RequestEvent, RequestState, RequestTerms};
use serde::Serialize;
use std::collections::BTreeSet;

/// Codes of states and events.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Reach {
    pub(crate) states: BTreeSet<String>,
    pub(crate) events: BTreeSet<String>,
}

/// The code of a state or event.
pub(crate) fn code(value: impl Serialize) -> String {
    serde_json::to_value(value).expect("a code").as_str().expect("a text").to_owned()
}

/// Goes from state to state by every event.
fn walk<S: Copy + PartialEq, E: Copy>(
    start: S,
    events: &[E],
    step: impl Fn(S, E) -> Option<S>,
) -> (Vec<S>, Vec<(S, E, S)>) {
    let (mut states, mut steps, mut at) = (vec![start], Vec::new(), 0);
    while let Some(state) = states.get(at).copied() {
        for event in events {
            if let Some(reached) = step(state, *event) {
                steps.push((state, *event, reached));
                if !states.contains(&reached) {
                    states.push(reached);
                }
            }
        }
        at += 1;
    }
    (states, steps)
}

/// Of a request; `gone` is what no reader finds again. A conflict is an event where the policy asks for conflicts.
pub(crate) fn of_request(document: &PolicyDocument, asks_for_conflicts: bool) -> Reach {
    let terms = RequestTerms::read(document).expect("terms");
    let next = |state, event| {
        let is_asked = asks_for_conflicts || event != RequestEvent::ConflictFound;
        is_asked.then(|| request::next(&terms, state, event).ok()).flatten()
    };
    let (_, steps) = walk(RequestState::Received, &RequestEvent::ALL, next);
    let mut reach = Reach::default();
    reach.states.insert(code(RequestState::Received));
    for (before, event, reached) in steps {
        reach.events.insert(code(event));
        let is_there = !reached.is_final() || request::retains(&terms, before, reached);
        reach.states.insert(if is_there { code(reached) } else { "gone".to_owned() });
    }
    reach
}

/// Of an outreach after an incident on some way.
pub(crate) fn of_outreach(document: &PolicyDocument, kind: OutreachKind) -> Reach {
    let terms = OutreachTerms::read(document).expect("terms");
    let today: NaiveDate = "2026-10-14".parse().expect("a day");
    let start = Outreach { state: OutreachState::Assigned, initial_contact_on: None, followup_due_on: None };
    let next = |before: Outreach, event| {
        outreach::next(&terms, kind, &before, event, today, true).ok().map(|decision| decision.value)
    };
    let (states, steps) = walk(start, &OutreachEvent::ALL, next);
    Reach {
        states: states.into_iter().map(|one| code(one.state)).collect(),
        events: steps.into_iter().map(|(_, event, _)| code(event)).collect(),
    }
}

/// Of incidents, on every way that one of the policy's types can take.
pub(crate) fn of_incident(document: &PolicyDocument) -> Reach {
    let terms = IncidentTerms::read(document).expect("terms");
    let mut events: Vec<IncidentEvent> = TriageOutcome::ALL.map(IncidentEvent::Triage).to_vec();
    events.push(IncidentEvent::Close);
    let mut reach = Reach::default();
    for entry in &terms.types {
        let next = |state, event| incident::next(&terms, Route::from(entry.route), state, event).ok();
        let (states, steps) = walk(IncidentState::Reported, &events, next);
        reach.states.extend(states.into_iter().map(code));
        reach.events.extend(steps.into_iter().map(|(_, event, _)| match event {
            IncidentEvent::Triage(outcome) => code(outcome),
            IncidentEvent::Close => "close".to_owned(),
        }));
    }
    reach
}

/// The follow-ups the policy counts from an initial meeting.
pub(crate) fn stages(document: &PolicyDocument) -> BTreeSet<String> {
    let terms = FollowUpTerms::read(document).expect("terms");
    let has = |stage: &Stage| match stage {
        Stage::Day30 => terms.is_some(),
        Stage::Day90 => terms.as_ref().is_some_and(|terms| terms.second_after.is_some()),
    };
    Stage::ALL.into_iter().filter(has).map(code).collect()
}
