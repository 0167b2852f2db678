//! What a policy leaves open.

use crate::support::{AZ, DN, MN, OC, parameters_of, policy, with};
use peerline_domain::policy::{
    FindingCode, PolicyDocument, Severity, blocks_activation, preset, presets, validate,
};
use serde_json::{Value, json};

#[test]
fn prog_02_the_presets_as_shipped() {
    let found: Vec<_> = presets()
        .iter()
        .flat_map(|preset| {
            let findings = validate(&preset.document, Some(&preset.document));
            findings.into_iter().map(|finding| (preset.name, finding.code, finding.parameters.join(" ")))
        })
        .collect();
    let hours = "hours.normal_working referral.after_hours_admin_approval referral.after_hours_admin_notice"
        .to_owned();
    let soft = FindingCode::PolicyIncompleteSoft;
    let mut expected = vec![
        (OC, FindingCode::PolicyIncomplete, hours),
        // What the guide leaves to the organization (Ops.1.c, Sel.4, Sel.5).
        (MN, soft, "referral.deadline_hours".to_owned()),
        (MN, soft, "removal.steps removal.authority".to_owned()),
        (MN, soft, "response.sla_hours".to_owned()),
        (MN, soft, "training.min_hours".to_owned()),
    ];
    let mut found = found;
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn prog_02_after_hours_rules_need_normal_working_hours() {
    let shipped = &preset(OC).unwrap().document;
    let findings = validate(shipped, None);
    assert_eq!(findings[0].code, FindingCode::PolicyIncomplete);
    assert_eq!(findings[0].severity, Severity::Error);
    assert_eq!(findings[0].clause.as_deref(), Some("I.C.2.b, I.C.2.c"));
    assert!(blocks_activation(shipped, &findings));

    let filled = policy(OC);
    assert_eq!(validate(&filled, None), []);
    assert!(!blocks_activation(&filled, &[]));
    // Another policy that takes the rule over needs them as well; one that gives it up does not.
    let taken = with(AZ, &[("referral.after_hours_admin_notice", json!(["telephone"]))]);
    let needed = ["hours.normal_working", "referral.after_hours_admin_notice"];
    assert_eq!(parameters_of(&validate(&taken, None), FindingCode::PolicyIncomplete), [needed]);
    let given_up = [
        ("hours.normal_working", Value::Null),
        ("referral.after_hours_admin_approval", json!("off")),
        ("referral.after_hours_admin_notice", Value::Null),
    ];
    let findings = validate(&with(OC, &given_up), None);
    assert_eq!(parameters_of(&findings, FindingCode::PolicyIncomplete), Vec::<Vec<&str>>::new());
}

#[test]
fn prog_02_every_policy_needs_zone_identity_mode_and_sizes() {
    for key in ["agency.timezone", "identity_mode", "release.k", "suppress.k"] {
        let findings = validate(&with(AZ, &[(key, Value::Null)]), None);
        assert_eq!(parameters_of(&findings, FindingCode::PolicyIncomplete), [[key]]);
    }
}

#[test]
fn prog_02_a_gap_left_to_the_organization_blocks_only_where_the_agency_says_so() {
    let mut document = policy(MN);
    let findings = validate(&document, None);
    let sla = findings.iter().find(|finding| finding.parameters == ["response.sla_hours"]).unwrap();
    assert_eq!((sla.code, sla.severity), (FindingCode::PolicyIncompleteSoft, Severity::Warning));
    assert_eq!(sla.clause.as_deref(), Some("Ops.1.c"));
    assert!(!blocks_activation(&document, &findings));
    document.incomplete_soft_blocks = true;
    assert!(blocks_activation(&document, &findings));

    let set_by_agency = [
        ("response.sla_hours", json!(24)),
        ("referral.deadline_hours", json!(24)),
        ("training.min_hours", json!(24)),
        ("removal.steps", json!(["phone_call", "written_notice"])),
    ];
    let mut complete = with(MN, &set_by_agency);
    complete.incomplete_soft_blocks = true;
    let findings = validate(&complete, Some(&policy(MN)));
    assert_eq!(findings, []);
    assert!(!blocks_activation(&complete, &findings));
}

#[test]
fn prog_02_a_value_taken_back_is_a_gap_where_the_preset_had_asked_for_it() {
    let soft = |document: &PolicyDocument| {
        let findings = validate(document, Some(&policy(AZ)));
        parameters_of(&findings, FindingCode::PolicyIncompleteSoft).concat().join(" ")
    };
    assert_eq!(
        soft(&with(AZ, &[("training.accredited_provider", Value::Null)])),
        "training.accredited_provider"
    );
    // AZ may or does not say: nothing was asked for.
    assert_eq!(soft(&with(AZ, &[("hours.service", Value::Null), ("appeal", Value::Null)])), "");
}

#[test]
fn prog_02_criteria_and_confidentiality_rules_may_not_be_left_empty() {
    let soft = |document: &PolicyDocument| {
        let findings = validate(document, None);
        parameters_of(&findings, FindingCode::PolicyIncompleteSoft)
            .iter()
            .map(|keys| keys[0].to_owned())
            .collect()
    };
    let mut document = with(
        MN,
        &[
            ("removal.grounds", json!([])),
            ("document.notes_allowed", Value::Null),
            ("disclosure.addressee", json!([])),
        ],
    );
    document.registers.meta.confidentiality_statement = " ".to_owned();
    let found: Vec<String> = soft(&document);
    for key in [
        "removal.grounds",
        "document.notes_allowed",
        "disclosure.addressee",
        "registers.meta.confidentiality_statement",
    ] {
        assert!(found.iter().any(|found| found == key), "{key}");
    }
    let found: Vec<String> = soft(&policy(DN));
    assert_eq!(found, Vec::<String>::new());
}
