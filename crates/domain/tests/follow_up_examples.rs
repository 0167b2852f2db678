//! Follow-ups after the initial meeting.
#![cfg(test)]

use chrono::NaiveDate;
use peerline_domain::catalog::{RefusalCode, VarianceCode};
use peerline_domain::follow_up::*;
use peerline_domain::policy::preset;

fn terms() -> FollowUpTerms {
    FollowUpTerms::read(&preset("la_dcfs").unwrap().document).unwrap().unwrap()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

#[test]
fn follow_07_the_first_is_due_30_days_after_the_initial_meeting() {
    // GT-LA-10, GT-LA-11
    for (met, due) in [("2026-12-01", "2026-12-31"), ("2028-01-30", "2028-02-29")] {
        let planned = planned(&terms(), &FollowUps::after(day(met)), day(met));
        assert_eq!(
            (planned.len(), planned[0].stage, planned[0].due_on),
            (1, Stage::Day30, day(due)),
            "{met}"
        );
    }
}

#[test]
fn follow_08_the_second_is_due_90_days_after_the_initial_meeting_not_after_the_first() {
    // GT-LA-10
    let kept = FollowUps::after(day("2026-12-01"));
    let held = hold(&terms(), &kept, Stage::Day30, true, day("2027-01-04")).unwrap();
    let planned = planned(&terms(), &held.value, day("2027-01-04"));
    assert_eq!((planned[1].stage, planned[1].due_on), (Stage::Day90, day("2027-03-01")));
    assert!(is_outstanding(&terms(), &held.value));
}

#[test]
fn follow_08_the_second_waits_for_the_first_and_for_its_being_necessary() {
    // GT-LA-13
    let kept = FollowUps::after(day("2026-12-01"));
    let refusal = hold(&terms(), &kept, Stage::Day90, false, day("2026-12-20")).unwrap_err();
    assert_eq!((refusal.code, refusal.requirement), (RefusalCode::FollowupOutOfOrder, "FOLLOW-08"));
    assert_eq!(refusal.clause.as_deref(), Some("PS.6, PS.8"));
    let not_needed = hold(&terms(), &kept, Stage::Day30, false, day("2026-12-31")).unwrap().value;
    assert!(!is_outstanding(&terms(), &not_needed));
    let refusal = may_hold(&terms(), &not_needed, Stage::Day90).unwrap_err();
    assert_eq!(refusal.code, RefusalCode::FollowupOutOfOrder);
    let needed = hold(&terms(), &kept, Stage::Day30, true, day("2026-12-31")).unwrap().value;
    assert_eq!(may_hold(&terms(), &needed, Stage::Day90), Ok(()));
}

#[test]
fn follow_07_one_that_was_held_is_not_held_again() {
    let kept = FollowUps::after(day("2026-12-01"));
    let held = hold(&terms(), &kept, Stage::Day30, false, day("2026-12-31")).unwrap().value;
    let again = hold(&terms(), &held, Stage::Day30, false, day("2027-01-02")).unwrap_err();
    assert_eq!(again.code, RefusalCode::StepOutOfOrder);
}

#[test]
fn follow_10_after_its_day_it_is_overdue_until_held() {
    let kept = FollowUps::after(day("2026-12-01"));
    assert!(!planned(&terms(), &kept, day("2026-12-31"))[0].is_overdue);
    assert!(planned(&terms(), &kept, day("2027-01-01"))[0].is_overdue);
    let early = hold(&terms(), &kept, Stage::Day30, false, day("2026-12-20")).unwrap();
    assert_eq!(early.variances, [], "FOLLOW-07: early is tolerated");
    let late = hold(&terms(), &kept, Stage::Day30, false, day("2027-01-01")).unwrap();
    assert_eq!(late.variances[0].code, VarianceCode::FollowupOverdue);
    assert!(!planned(&terms(), &late.value, day("2027-02-01"))[0].is_overdue);
}

#[test]
fn follow_13_where_no_case_is_kept_nobody_is_met_again_by_a_date() {
    for agency in ["arizona_dcs", "oc_probation", "mn_public_safety", "denver_911"] {
        assert_eq!(FollowUpTerms::read(&preset(agency).unwrap().document).unwrap(), None, "{agency}");
    }
}
