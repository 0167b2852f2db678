//! Form of the document, and of what the validator answers.

use crate::support::{AZ, MN, assert_consistent, contradictions, parameters_of, policy, with};
use peerline_domain::catalog::{RefusalCode, VarianceCode};
use peerline_domain::policy::{FindingCode, blocks_activation, parameter, validate};
use serde_json::{Value, json};

#[test]
fn prog_02_unknown_missing_and_misplaced_parameters_are_refused() {
    let mut document = policy(AZ);
    let area = parameter("suppress.k").unwrap().area;
    let tracking = document.settings.get_mut(&area).unwrap();
    let setting = tracking.remove("suppress.k").unwrap();
    tracking.insert("tracker.color".to_owned(), setting.clone());
    tracking.insert("decline.followup_days".to_owned(), setting.clone());
    tracking.insert("A Name Somebody Typed".to_owned(), setting);
    let found = contradictions(&document).concat();
    assert_eq!(found, ["decline.followup_days", "settings.tracking", "suppress.k", "tracker.color"]);
}

#[test]
fn prog_02_values_are_of_the_kind_their_parameter_takes() {
    for (key, value) in [
        ("subject_access", json!("yes")),
        ("decline.followup_days", json!(-1)),
        ("decline.followup_days", json!("7")),
        ("policy.effective_date", json!("2026-02-30")),
        ("identity_mode", json!("secret")),
        ("tracker.due", json!({"rule": "nth_weekday", "nth": 5, "weekday": "thu"})),
        ("tracker.due", json!({"rule": "nth_weekday", "nth": 1, "weekday": "Thu"})),
        ("hours.normal_working", json!({"days": ["mon"], "from": "17:00", "to": "08:00"})),
        ("tib.days", json!({"least": 4})),
        ("team.representativeness", json!(["Not A Code"])),
    ] {
        let found = contradictions(&with(AZ, &[(key, value.clone())]));
        assert!(found.contains(&vec![key.to_owned()]), "{key} {value}");
    }
    let changes = [
        ("tracker.due", json!({"rule": "day_of_month", "day": 31})),
        ("team.representativeness", json!(["location", "language"])),
        ("policy.effective_date", json!("2028-02-29")),
        ("response.sla_hours", Value::Null),
    ];
    assert_consistent(&with(AZ, &changes));
}

#[test]
fn prog_02_zone_and_schema_version_are_known() {
    let mut document = with(AZ, &[("agency.timezone", json!("America/Atlantis"))]);
    document.schema_version = 2;
    assert_eq!(contradictions(&document), [["agency.timezone"], ["schema_version"]]);
    assert_consistent(&with(AZ, &[("agency.timezone", json!("Pacific/Auckland"))]));
}

#[test]
fn prog_02_everything_is_found_at_once_and_in_order() {
    let mut document = with(
        MN,
        &[
            ("screening.score_record", json!("initial_by_manager")),
            ("tib.days", json!({"min": 9, "max": 4})),
            ("release.k", json!(2)),
            ("referral.after_hours_admin_approval", json!("before_activation")),
            ("agency.timezone", json!("Mars/Olympus")),
        ],
    );
    document.registers.exceptions.clear();
    document.registers.indicators.clear();
    let preset = policy(MN);
    let findings = validate(&document, Some(&preset));
    let of = |code| parameters_of(&findings, code).iter().map(|keys| keys.join(" ")).collect::<Vec<_>>();
    let contradictions = [
        "agency.timezone",
        "identity_mode screening.score_record",
        "registers.exceptions",
        "release.k",
        "screening.score_record screening.rat screening.pcl5",
        "tib.days",
    ];
    assert_eq!(of(FindingCode::PolicyInconsistent), contradictions);
    let incomplete = ["hours.normal_working referral.after_hours_admin_approval"];
    assert_eq!(of(FindingCode::PolicyIncomplete), incomplete);
    assert_eq!(of(FindingCode::PolicyIncompleteSoft).len(), 4);
    assert_eq!(of(FindingCode::PolicyWeakerThanPreset), ["release.k", "screening.score_record"]);
    assert!(findings.is_sorted());
    assert!(blocks_activation(&document, &findings));
    assert_eq!(validate(&document, Some(&preset)), findings);
}

#[test]
fn prog_02_findings_travel_with_the_codes_of_the_catalog_and_without_values() {
    let findings = validate(&with(AZ, &[("agency.timezone", json!("Secret/Place"))]), None);
    let served = serde_json::to_value(&findings).unwrap();
    let expected = json!([{
        "severity": "error",
        "code": "policy_inconsistent",
        "parameters": ["agency.timezone"],
        "requirement": "PROG-01",
        "clause": null,
        "detail": "The zone is not one of the IANA time zone database."
    }]);
    assert_eq!(served, expected);
    for (code, known) in [
        (FindingCode::PolicyInconsistent, RefusalCode::PolicyInconsistent.as_str()),
        (FindingCode::PolicyIncomplete, RefusalCode::PolicyIncomplete.as_str()),
        (FindingCode::PolicyIncompleteSoft, VarianceCode::PolicyIncompleteSoft.as_str()),
        (FindingCode::PolicyWeakerThanPreset, VarianceCode::PolicyWeakerThanPreset.as_str()),
    ] {
        assert_eq!(serde_json::to_value(code).unwrap(), known);
    }
}
