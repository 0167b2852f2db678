//! Who may refer for what, and what is late or incomplete.
#![cfg(test)]

use peerline_domain::calendar::Timestamp;
use peerline_domain::catalog::{RefusalCode, VarianceCode};
use peerline_domain::policy::preset;
use peerline_domain::referral::*;

fn terms(name: &str) -> ReferralTerms {
    ReferralTerms::read(&preset(name).unwrap().document).unwrap()
}

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn whole(exposed_at: Option<&str>) -> NewReferral {
    NewReferral {
        purpose: Purpose::Support,
        exposed_at: exposed_at.map(at),
        content: vec![Content::Name, Content::Contact, Content::Context],
    }
}

fn variances(name: &str, referral: &NewReferral, received_at: &str) -> Vec<VarianceCode> {
    let decision = check_referral(&terms(name), referral, at(received_at)).unwrap();
    decision.variances.iter().map(|variance| variance.code).collect()
}

#[test]
fn refer_08_a_referral_is_in_time_until_exactly_24_hours_after_the_exposure() {
    // GT-LA-01
    let referral = whole(Some("2026-10-01T16:20:00-07:00"));
    assert_eq!(variances("la_dcfs", &referral, "2026-10-02T16:20:00-07:00"), []);
    assert_eq!(variances("la_dcfs", &referral, "2026-10-02T16:20:01-07:00"), [VarianceCode::LateReferral]);
}

#[test]
fn time_2_the_24_hours_are_elapsed_hours_also_where_the_clock_is_set_back() {
    // GT-LA-03
    let referral = whole(Some("2026-10-31T14:00:00-07:00"));
    assert_eq!(variances("la_dcfs", &referral, "2026-11-01T13:00:00-08:00"), []);
    assert_eq!(variances("la_dcfs", &referral, "2026-11-01T13:01:00-08:00"), [VarianceCode::LateReferral]);
}

#[test]
fn refer_08_the_variance_names_the_clause() {
    let referral = whole(Some("2026-10-01T16:20:00-07:00"));
    let decision = check_referral(&terms("la_dcfs"), &referral, at("2026-10-05T00:00:00Z")).unwrap();
    let variance = &decision.variances[0];
    assert_eq!((variance.requirement, variance.clause.as_deref()), ("REFER-08", Some("RP.1")));
}

#[test]
fn refer_08_what_lacks_content_is_taken_and_marked_as_incomplete() {
    let missing_contact = NewReferral { content: vec![Content::Name, Content::Context], ..whole(None) };
    assert_eq!(
        variances("la_dcfs", &missing_contact, "2026-10-02T16:20:00Z"),
        [VarianceCode::IncompleteReferral]
    );
    let nothing = NewReferral { content: Vec::new(), ..whole(None) };
    for agency in ["arizona_dcs", "oc_probation", "mn_public_safety", "denver_911"] {
        assert_eq!(
            variances(agency, &nothing, "2026-10-02T16:20:00Z"),
            [],
            "{agency} asks for nothing of it"
        );
    }
}

#[test]
fn refer_27_support_is_no_part_of_discipline_where_the_policy_says_so() {
    for purpose in [Purpose::Discipline, Purpose::Coaching, Purpose::WorkImprovementPlan] {
        let referral = NewReferral { purpose, ..whole(None) };
        let refusal =
            check_referral(&terms("mn_public_safety"), &referral, at("2026-10-02T16:20:00Z")).unwrap_err();
        assert_eq!(refusal.code, RefusalCode::DisciplinaryReferralForbidden, "{purpose:?}");
        assert_eq!((refusal.requirement, refusal.clause.as_deref()), ("REFER-27", Some("Init.3")));
        assert!(check_referral(&terms("la_dcfs"), &referral, at("2026-10-02T16:20:00Z")).is_ok());
    }
    assert!(check_referral(&terms("mn_public_safety"), &whole(None), at("2026-10-02T16:20:00Z")).is_ok());
}

#[test]
fn refer_29_where_no_time_is_set_nothing_is_late() {
    let long_ago = whole(Some("2026-01-01T00:00:00Z"));
    for agency in ["arizona_dcs", "mn_public_safety", "denver_911"] {
        assert_eq!(variances(agency, &long_ago, "2026-10-02T16:20:00Z"), [], "{agency}");
    }
}

#[test]
fn refer_01_a_referral_rests_on_what_the_policy_lists_and_on_nothing_else() {
    for source in ReferralSource::ALL {
        assert_eq!(check_source(&terms("la_dcfs"), source), Ok(()));
        for agency in ["arizona_dcs", "oc_probation", "mn_public_safety", "denver_911"] {
            let refusal = check_source(&terms(agency), source).unwrap_err();
            assert_eq!((refusal.code, refusal.requirement), (RefusalCode::FieldNotPermitted, "REFER-01"));
        }
    }
    let only_word = ReferralTerms { sources: vec![ReferralSource::WordOfMouth], ..terms("la_dcfs") };
    let refusal = check_source(&only_word, ReferralSource::FatalityAlert).unwrap_err();
    assert_eq!(refusal.code, RefusalCode::KindNotInPolicy);
}
