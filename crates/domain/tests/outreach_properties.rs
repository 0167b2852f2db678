//! Laws of the outreach machine, whatever happens in whatever order.
#![cfg(test)]

use chrono::{Days, NaiveDate};
use peerline_domain::catalog::RefusalCode;
use peerline_domain::incident::IncidentState;
use peerline_domain::outreach::{OutreachEvent as E, OutreachState as S, *};
use peerline_domain::policy::preset;
use proptest::prelude::*;
use proptest::sample::select;

/// Every step of 4.5 under a policy with the rule on declines; `Close` as [`next`] documents it.
const STEPS: &[(S, E, S)] = &[
    (S::Assigned, E::AttemptNoAnswer, S::Attempted),
    (S::Assigned, E::InitialContact, S::Offered),
    (S::Attempted, E::AttemptNoAnswer, S::Attempted),
    (S::Attempted, E::InitialContact, S::Offered),
    (S::Attempted, E::Close, S::Closed),
    (S::Offered, E::Accept, S::Accepted),
    (S::Offered, E::Decline, S::FollowupDue),
    (S::FollowupDue, E::CheckInDone, S::SecondOffer),
    (S::SecondOffer, E::Accept, S::Accepted),
    (S::SecondOffer, E::Decline, S::SecondDeclinedClosed),
    (S::Accepted, E::Close, S::Closed),
];

fn terms(name: &str) -> OutreachTerms {
    OutreachTerms::read(&preset(name).unwrap().document).unwrap()
}

fn any_preset() -> impl Strategy<Value = &'static str> {
    select(vec!["arizona_dcs", "la_dcfs", "oc_probation", "mn_public_safety", "denver_911"])
}

fn any_kind() -> impl Strategy<Value = OutreachKind> {
    select(vec![OutreachKind::HighProfile, OutreachKind::OtherSignificant])
}

#[test]
fn follow_01_every_listed_step_is_taken_and_every_other_refused() {
    let terms = terms("arizona_dcs");
    let today: NaiveDate = "2026-10-21".parse().unwrap();
    for state in S::ALL {
        let outreach = Outreach { state, initial_contact_on: Some(today), followup_due_on: Some(today) };
        for event in E::ALL {
            let listed = STEPS.iter().find(|(from, step, _)| (*from, *step) == (state, event));
            match next(&terms, OutreachKind::HighProfile, &outreach, event, today, true) {
                Ok(decision) => {
                    assert_eq!(Some(decision.value.state), listed.map(|step| step.2), "{state:?} {event:?}");
                }
                Err(refusal) => {
                    assert_eq!(listed, None, "{state:?} {event:?}");
                    let suppressed = state == S::SecondDeclinedClosed;
                    let expected =
                        if suppressed { RefusalCode::ContactSuppressed } else { RefusalCode::StepOutOfOrder };
                    assert_eq!(refusal.code, expected);
                }
            }
        }
    }
}

proptest! {
    #[test]
    fn follow_01_what_is_announced_is_what_is_accepted_and_the_dates_hold(
        preset in any_preset(),
        kind in any_kind(),
        start in 0_u64..20_000,
        events in prop::collection::vec((select(&E::ALL[..]), 0_u64..12, prop::bool::weighted(0.9)), 0..16),
    ) {
        let terms = terms(preset);
        let mut today = NaiveDate::from_ymd_opt(2020, 1, 1).unwrap() + Days::new(start);
        let mut outreach = open(&terms, IncidentState::InPurview, &[]).unwrap();
        for (event, later, incident_open) in events {
            today = today + Days::new(later);
            let offered = allowed_events(&terms, kind, &outreach, today, incident_open);
            let accepted = next(&terms, kind, &outreach, event, today, incident_open);
            prop_assert_eq!(offered.contains(&event), accepted.is_ok());
            let before = outreach.state;
            outreach = accepted.map_or(outreach, |decision| decision.value);
            if matches!(before, S::SecondDeclinedClosed | S::Closed) {
                prop_assert_eq!(outreach.state, before);
            }
            if let (S::FollowupDue, Some(contact), Some(due)) =
                (outreach.state, outreach.initial_contact_on, outreach.followup_due_on)
            {
                prop_assert!(due >= contact + Days::new(7));
            }
            if preset != "arizona_dcs" {
                prop_assert_eq!(outreach.followup_due_on, None);
                prop_assert_ne!(outreach.state, S::SecondDeclinedClosed);
            }
        }
    }
}
