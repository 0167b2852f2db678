//! The machine of a request, row by row.
#![cfg(test)]

use peerline_domain::catalog::RefusalCode;
use peerline_domain::request::{RequestEvent as E, RequestState as S, *};
use proptest::prelude::*;
use proptest::sample::select;

/// A policy with everything the machine knows.
const WHOLE: RequestTerms = RequestTerms { manager_review: true, keeps_case: true };
/// One that keeps no case and knows no other options.
const BARE: RequestTerms = RequestTerms { manager_review: false, keeps_case: false };

/// Every step the catalog lists (4.4, ASSIGN-19, ASSIGN-20, GT-AZ-26).
const STEPS: &[(S, E, S)] = &[
    (S::Received, E::TriageIn, S::TriagedIn),
    (S::Received, E::TriageOut, S::TriagedOut),
    (S::Received, E::Consult, S::ManagerReview),
    (S::Received, E::Withdraw, S::Closed),
    (S::ManagerReview, E::TriageIn, S::TriagedIn),
    (S::ManagerReview, E::OtherOptions, S::TriagedIn),
    (S::ManagerReview, E::TriageOut, S::TriagedOut),
    (S::ManagerReview, E::Withdraw, S::Closed),
    (S::TriagedIn, E::Assign, S::Assigned),
    (S::TriagedIn, E::Withdraw, S::Closed),
    (S::Assigned, E::ConflictFound, S::TriagedIn),
    (S::Assigned, E::MemberDeclines, S::TriagedIn),
    (S::Assigned, E::MemberUnavailable, S::TriagedIn),
    (S::Assigned, E::ContactMade, S::InContact),
    (S::Assigned, E::Withdraw, S::Closed),
    (S::InContact, E::Finish, S::Closed),
    (S::InContact, E::NeedBeyondScope, S::ReferredOut),
    (S::InContact, E::RecipientDeclines, S::Declined),
    (S::InContact, E::MemberUnavailable, S::TriagedIn),
    (S::InContact, E::Withdraw, S::Closed),
];

#[test]
fn refer_39_every_listed_step_is_taken_and_every_other_refused() {
    for state in S::ALL {
        for event in E::ALL {
            let listed = STEPS.iter().find(|(from, step, _)| (*from, *step) == (state, event));
            match next(&WHOLE, state, event) {
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
    let closed = next(&WHOLE, S::Assigned, E::Withdraw).unwrap();
    assert_eq!(closed, S::Closed);
    assert_eq!(allowed_events(&WHOLE, closed), []);
}

#[test]
fn assign_19_a_declined_assignment_goes_back_to_triage_and_can_be_given_again() {
    let again = next(&BARE, S::Assigned, E::MemberDeclines).and_then(|state| next(&BARE, state, E::Assign));
    assert_eq!(again, Ok(S::Assigned));
    assert!(next(&BARE, S::InContact, E::MemberDeclines).is_err());
}

#[test]
fn refer_14_only_a_policy_that_knows_other_options_sends_a_request_to_the_manager() {
    let refusal = next(&BARE, S::Received, E::Consult).unwrap_err();
    assert_eq!(refusal.code, RefusalCode::StepOutOfOrder);
    assert_eq!(next(&WHOLE, S::Received, E::Consult), Ok(S::ManagerReview));
}

#[test]
fn follow_14_only_a_case_says_that_somebody_declined() {
    assert!(next(&BARE, S::InContact, E::RecipientDeclines).is_err());
    assert_eq!(next(&WHOLE, S::InContact, E::RecipientDeclines), Ok(S::Declined));
}

#[test]
fn conf_27_a_case_stays_only_where_there_is_one_and_only_after_contact() {
    assert!(retains(&WHOLE, S::InContact, S::Closed));
    assert!(!retains(&WHOLE, S::Received, S::TriagedOut));
    assert!(!retains(&WHOLE, S::Assigned, S::Closed));
    assert!(!retains(&BARE, S::InContact, S::Closed));
}

proptest! {
    #[test]
    fn refer_39_what_is_announced_is_what_is_accepted(events in prop::collection::vec(select(&E::ALL[..]), 0..20)) {
        let mut state = S::Received;
        for event in events {
            let accepted = next(&WHOLE, state, event);
            prop_assert_eq!(allowed_events(&WHOLE, state).contains(&event), accepted.is_ok());
            prop_assert!(!(state.is_final() && accepted.is_ok()));
            state = accepted.unwrap_or(state);
        }
    }
}
