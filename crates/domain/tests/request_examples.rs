//! The machine of a request, row by row.
#![cfg(test)]

use peerline_domain::catalog::RefusalCode;
use peerline_domain::request::{RequestEvent as E, RequestState as S, *};
use proptest::prelude::*;
use proptest::sample::select;

/// Every step the catalog lists (4.4, ASSIGN-19, ASSIGN-20, GT-AZ-26).
const STEPS: &[(S, E, S)] = &[
    (S::Received, E::TriageIn, S::TriagedIn),
    (S::Received, E::TriageOut, S::TriagedOut),
    (S::Received, E::Withdraw, S::Closed),
    (S::TriagedIn, E::Assign, S::Assigned),
    (S::TriagedIn, E::Withdraw, S::Closed),
    (S::Assigned, E::ConflictFound, S::TriagedIn),
    (S::Assigned, E::MemberDeclines, S::TriagedIn),
    (S::Assigned, E::MemberUnavailable, S::TriagedIn),
    (S::Assigned, E::ContactMade, S::InContact),
    (S::Assigned, E::Withdraw, S::Closed),
    (S::InContact, E::Finish, S::Closed),
    (S::InContact, E::NeedBeyondScope, S::ReferredOut),
    (S::InContact, E::MemberUnavailable, S::TriagedIn),
    (S::InContact, E::Withdraw, S::Closed),
];

#[test]
fn refer_39_every_listed_step_is_taken_and_every_other_refused() {
    for state in S::ALL {
        for event in E::ALL {
            let listed = STEPS.iter().find(|(from, step, _)| (*from, *step) == (state, event));
            match next(state, event) {
                Ok(to) => assert_eq!(Some(to), listed.map(|(_, _, to)| *to), "{state:?} {event:?}"),
                Err(refusal) => {
                    assert_eq!(listed, None, "{state:?} {event:?}");
                    assert_eq!(refusal.code, RefusalCode::StepOutOfOrder);
                }
            }
        }
    }
}

#[test]
fn follow_06_who_changes_their_mind_is_left_alone() {
    // GT-AZ-26: the request is closed; nothing follows, and no state of a request knows a follow-up.
    let closed = next(S::Assigned, E::Withdraw).unwrap();
    assert_eq!(closed, S::Closed);
    assert_eq!(allowed_events(closed), []);
}

#[test]
fn assign_19_a_declined_assignment_goes_back_to_triage_and_can_be_given_again() {
    let again = next(S::Assigned, E::MemberDeclines).and_then(|state| next(state, E::Assign));
    assert_eq!(again, Ok(S::Assigned));
    assert!(next(S::InContact, E::MemberDeclines).is_err());
}

proptest! {
    #[test]
    fn refer_39_what_is_announced_is_what_is_accepted(events in prop::collection::vec(select(&E::ALL[..]), 0..20)) {
        let mut state = S::Received;
        for event in events {
            let accepted = next(state, event);
            prop_assert_eq!(allowed_events(state).contains(&event), accepted.is_ok());
            prop_assert!(!(state.is_final() && accepted.is_ok()));
            state = accepted.unwrap_or(state);
        }
    }
}
