//! Values an agency may state but this version does not obey.

use crate::support::{AZ, DN, LA, MN, OC, assert_consistent, contradictions, policy, set, with};
use peerline_domain::policy::{parameters, validate};
use serde_json::{Value, json};

#[test]
fn prog_02_a_value_this_version_does_not_obey_is_found() {
    for (key, value) in [
        ("tracker.combined", json!("programme_head")),
        ("tracker.combined", json!("team_lead")),
        ("time.late_cutoff", json!("17:00:00.000")),
        ("time.late_cutoff", Value::Null),
        ("retention.slot_grace_days", json!(30)),
        ("unreached.max_attempts", json!(3)),
        ("response.neutral_enforcement", json!("reject")),
        ("team_lead.powers", json!(["member_duties"])),
    ] {
        let findings = validate(&with(AZ, &[(key, value.clone())]), None);
        let found: Vec<_> =
            findings.iter().map(|finding| (&finding.parameters[..], &*finding.detail)).collect();
        let expected = [key.to_owned()];
        assert_eq!(
            found,
            [(&expected[..], "This version does not obey another value yet.")],
            "{key} {value}"
        );
    }
}

#[test]
fn prog_02_the_values_this_version_obeys_are_accepted() {
    for name in [AZ, LA, OC, MN, DN] {
        assert_consistent(&policy(name));
    }
    let reordered = json!(["member_duties", "i_member_debrief", "d_group_response", "c_individual_response"]);
    assert_consistent(&with(AZ, &[("team_lead.powers", reordered)]));
    assert_consistent(&with(OC, &[("tracker.combined", json!("coordinator"))]));
    assert_consistent(&with(AZ, &[("tracker.combined", Value::Null), ("due.shift", Value::Null)]));
}

#[test]
fn prog_02_a_team_lead_without_powers_is_half_a_rule() {
    let mut document = with(MN, &[("team_lead.exists", json!(true))]);
    assert_eq!(contradictions(&document), [["team_lead.exists", "team_lead.powers"]]);
    set(&mut document, "team_lead.powers", policy(AZ).setting("team_lead.powers").unwrap().value.clone());
    assert_consistent(&document);
}

#[test]
fn prog_02_the_catalog_says_which_values_are_obeyed() {
    let limited: Vec<_> =
        parameters().filter(|known| known.obeyed.is_some()).map(|known| known.key.as_str()).collect();
    let expected = [
        "due.shift",
        "response.neutral_enforcement",
        "retention.slot_grace_days",
        "team_lead.powers",
        "time.late_cutoff",
        "tracker.combined",
        "unreached.max_attempts",
    ];
    assert_eq!(limited, expected);
}
