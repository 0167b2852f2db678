//! What each policy says of itself: its terms and its zone.
#![cfg(test)]

use peerline_domain::policy::{FindingCode, PolicyDocument, preset, validate};
use serde_json::json;

fn document(name: &str) -> PolicyDocument {
    preset(name).unwrap().document.clone()
}

fn defines(name: &str, term: &str) -> bool {
    let wanted = term.to_lowercase();
    let registers = document(name).registers;
    registers
        .glossary
        .iter()
        .any(|entry| entry.term.to_lowercase().contains(&wanted) && !entry.definition.is_empty())
}

#[test]
fn prog_28_each_policy_carries_its_own_definitions_and_not_anothers() {
    for (name, terms) in [
        (
            "arizona_dcs",
            &[
                "burnout",
                "critical incident",
                "compassion fatigue",
                "cumulative stress",
                "high-profile incident",
                "peer support response",
                "pre-incident training",
                "secondary traumatic stress",
                "vicarious traumatization",
            ][..],
        ),
        ("la_dcfs", &["PTE", "TRiM", "PFA", "TIB", "RAT", "PCL-5"]),
        ("oc_probation", &["critical incident", "defusing", "debriefing"]),
        ("mn_public_safety", &["PSP", "PST", "PSC", "privacy", "confidentiality", "privilege"]),
        ("denver_911", &["member", "specialist"]),
    ] {
        for term in terms {
            assert!(defines(name, term), "{name}: {term}");
        }
    }
    assert!(!defines("denver_911", "burnout"));
    assert!(!defines("arizona_dcs", "TRiM"));
}

#[test]
fn time_01_every_agency_has_a_zone_and_an_unknown_one_is_refused() {
    for (name, zone) in [
        ("arizona_dcs", chrono_tz::America::Phoenix),
        ("la_dcfs", chrono_tz::America::Los_Angeles),
        ("oc_probation", chrono_tz::America::Los_Angeles),
        ("mn_public_safety", chrono_tz::America::Chicago),
        ("denver_911", chrono_tz::America::Denver),
    ] {
        assert_eq!(document(name).zone(), Ok(zone), "{name}");
    }
    let mut elsewhere = document("arizona_dcs");
    for area in elsewhere.settings.values_mut() {
        if let Some(setting) = area.get_mut("agency.timezone") {
            setting.value = json!("America/Nowhere");
        }
    }
    assert!(elsewhere.zone().is_err());
    let findings = validate(&elsewhere, None);
    let named = |code| {
        findings
            .iter()
            .any(|found| found.code == code && found.parameters.iter().any(|key| key == "agency.timezone"))
    };
    assert!(named(FindingCode::PolicyInconsistent), "{findings:?}");
}
