//! Who is let in, for what and by which way.
#![cfg(test)]

use peerline_domain::catalog::{RefusalCode, VarianceCode};
use peerline_domain::intake::*;
use peerline_domain::policy::preset;

const PRESETS: [&str; 5] = ["arizona_dcs", "la_dcfs", "oc_probation", "mn_public_safety", "denver_911"];

fn terms(name: &str) -> IntakeTerms {
    IntakeTerms::read(&preset(name).unwrap().document).unwrap()
}

fn call(population: Population, stressor: Stressor) -> NewRequest {
    NewRequest { population, stressor, via: Via::Telephone, about_incident: false }
}

#[test]
fn prog_03_each_policy_serves_the_populations_it_names() {
    use Population::{Community, Employee, Family, OtherAgency};
    for (preset, in_scope) in [
        // GT-AZ-66: the spouse of an employee is referred to resources.
        ("arizona_dcs", vec![Employee]),
        ("la_dcfs", vec![Employee]),
        ("oc_probation", vec![Employee, Family, OtherAgency, Community]),
        ("mn_public_safety", vec![Employee, OtherAgency]),
        // GT-DN-16
        ("denver_911", vec![Employee, Family]),
    ] {
        for population in [Employee, Family, OtherAgency, Community] {
            let request = NewRequest { about_incident: true, ..call(population, Stressor::Work) };
            let answer = check_request(&terms(preset), &request);
            if in_scope.contains(&population) {
                assert!(answer.is_ok(), "{preset} {population:?}");
            } else {
                let refusal = answer.unwrap_err();
                assert_eq!(refusal.code, RefusalCode::PopulationOutOfScope, "{preset} {population:?}");
                assert_eq!(refusal.requirement, "PROG-03");
            }
        }
    }
}

#[test]
fn prog_03_the_community_is_served_in_critical_incidents_only() {
    let terms = terms("oc_probation");
    let request = call(Population::Community, Stressor::Work);
    assert_eq!(check_request(&terms, &request).unwrap_err().code, RefusalCode::PopulationOutOfScope);
    assert!(check_request(&terms, &NewRequest { about_incident: true, ..request }).is_ok());
}

#[test]
fn refer_28_no_other_request_needs_an_incident() {
    for preset in PRESETS {
        let request = call(Population::Employee, Stressor::Cumulative);
        assert!(!check_request(&terms(preset), &request).unwrap().value.refer_out_proposed, "{preset}");
    }
}

#[test]
fn prog_04_stress_from_private_life_is_proposed_for_referral_where_the_policy_says_so() {
    // GT-LA-25; the manager decides, so that a spillover (GT-LA-26) can still be found to qualify.
    for preset in PRESETS {
        let request = call(Population::Employee, Stressor::Personal);
        let admitted = check_request(&terms(preset), &request).unwrap();
        assert_eq!(admitted.value.refer_out_proposed, preset == "la_dcfs", "{preset}");
        let request = call(Population::Employee, Stressor::Work);
        assert!(!check_request(&terms(preset), &request).unwrap().value.refer_out_proposed, "{preset}");
    }
}

#[test]
fn refer_32_the_web_form_is_what_the_policy_makes_it() {
    for (preset, form) in [
        ("arizona_dcs", WebRequest::Anonymous),
        ("la_dcfs", WebRequest::Named),
        ("oc_probation", WebRequest::Anonymous),
        ("mn_public_safety", WebRequest::Anonymous),
        ("denver_911", WebRequest::Off),
    ] {
        let terms = terms(preset);
        assert_eq!(terms.web_request, form, "{preset}");
        let request = NewRequest { via: Via::Web, ..call(Population::Employee, Stressor::Work) };
        match check_request(&terms, &request) {
            Ok(admitted) => assert!(form != WebRequest::Off && admitted.variances.is_empty(), "{preset}"),
            Err(refusal) => {
                assert_eq!((form, refusal.code), (WebRequest::Off, RefusalCode::ForbiddenForRole));
            }
        }
    }
}

#[test]
fn refer_01_a_way_the_policy_does_not_list_is_taken_with_a_variance() {
    for (preset, via, listed) in [
        ("arizona_dcs", Via::Telephone, true),
        ("arizona_dcs", Via::Email, true),
        ("arizona_dcs", Via::DirectToMember, true),
        ("arizona_dcs", Via::Text, false),
        ("arizona_dcs", Via::InPerson, false),
        ("la_dcfs", Via::WordOfMouth, true),
        ("la_dcfs", Via::Text, false),
        ("oc_probation", Via::Telephone, true),
        ("oc_probation", Via::InPerson, true),
        ("oc_probation", Via::Email, false),
        // The guide names who refers, not how.
        ("mn_public_safety", Via::Email, true),
        ("mn_public_safety", Via::Text, true),
        ("denver_911", Via::Text, true),
        ("denver_911", Via::Email, false),
    ] {
        let request = NewRequest { via, ..call(Population::Employee, Stressor::Work) };
        let codes: Vec<_> =
            check_request(&terms(preset), &request).unwrap().variances.iter().map(|v| v.code).collect();
        let expected = if listed { vec![] } else { vec![VarianceCode::ChannelNotPermitted] };
        assert_eq!(codes, expected, "{preset} {via:?}");
    }
}
