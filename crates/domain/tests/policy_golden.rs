//! What was once stored can be read for ever, and what is served can be sent back.
#![cfg(test)]

use peerline_domain::policy::{
    IdentityMode, PolicyDocument, SCHEMA_VERSION, Source, Strength, preset, presets,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A whole document as version 1 stored it. The file is never written again: a change of the form gets a new
/// schema version and a golden file of its own.
const VERSION_1: &str = include_str!("fixtures/policy_v1_golden.json");

#[test]
fn prog_01_a_document_of_schema_version_1_loads_as_what_it_was() {
    let document: PolicyDocument = serde_json::from_str(VERSION_1).unwrap();
    assert_eq!(document.schema_version, 1);
    assert_eq!(document.based_on.as_deref(), Some("arizona_dcs"));
    assert!(!document.incomplete_soft_blocks);
    assert_eq!(document.settings.len(), 18);
    assert_eq!(document.settings.values().map(BTreeMap::len).sum::<usize>(), 260);
    assert_eq!(document.identity_mode(), Ok(IdentityMode::None));
    assert_eq!(document.zone(), Ok(chrono_tz::America::Phoenix));
    assert_eq!(document.integer("decline.followup_days"), Ok(Some(7)));
    assert_eq!(document.clause("decline.followup_days"), Some("V.C.4.a"));
    let due = document.setting("tracker.due").unwrap();
    assert_eq!(due.value, json!({"rule": "nth_weekday", "nth": 1, "weekday": "thu"}));
    assert!(matches!(due.source, Source::Policy { strength: Strength::Must, inferred: false, .. }));
    assert!(matches!(document.setting("appeal").unwrap().source, Source::Silent { clause: None }));
    let codes: Vec<_> = document.registers.exceptions.iter().map(|entry| entry.code.as_str()).collect();
    let expected = [
        "clear_present_danger_self_or_others",
        "law_violation_enforceable",
        "safety_concern_client_or_other",
    ];
    assert_eq!(codes, expected);
    assert_eq!(document.registers.indicators.len(), 18);
}

#[test]
fn prog_01_a_stored_document_is_written_back_without_loss() {
    let stored: Value = serde_json::from_str(VERSION_1).unwrap();
    let document: PolicyDocument = serde_json::from_str(VERSION_1).unwrap();
    assert_eq!(serde_json::to_value(&document).unwrap(), stored);
}

#[test]
fn prog_01_the_served_form_of_every_preset_round_trips() {
    assert_eq!(presets().len(), 5);
    for preset in presets() {
        let served = serde_json::to_string(&preset.document).unwrap();
        let read: PolicyDocument = serde_json::from_str(&served).unwrap();
        assert_eq!(read, preset.document, "{}", preset.name);
        assert_eq!(read.schema_version, SCHEMA_VERSION);
    }
}

#[test]
fn prog_01_a_field_the_form_does_not_know_is_refused() {
    let mut stored: Value = serde_json::from_str(VERSION_1).unwrap();
    stored["comment"] = json!("not part of the form");
    assert!(serde_json::from_value::<PolicyDocument>(stored).is_err());
    let mut setting: Value = serde_json::from_str(VERSION_1).unwrap();
    setting["settings"]["confidentiality"]["identity_mode"]["comment"] = json!("not part of the form");
    assert!(serde_json::from_value::<PolicyDocument>(setting).is_err());
}

#[test]
fn prog_01_a_decision_of_the_agency_is_stored_with_who_and_when() {
    let mut document = preset("arizona_dcs").unwrap().document.clone();
    let stored = json!({
        "value": 10, "stated": null, "note": null,
        "source": {"kind": "agency", "decided_by": "p-1", "decided_on": "2026-10-18", "clause": null}
    });
    let area =
        document.settings.values_mut().find(|area| area.contains_key("decline.followup_days")).unwrap();
    area.insert("decline.followup_days".to_owned(), serde_json::from_value(stored.clone()).unwrap());
    let served = serde_json::to_value(&document).unwrap();
    assert_eq!(served["settings"]["follow_up"]["decline.followup_days"], stored);
    assert_eq!(serde_json::from_value::<PolicyDocument>(served).unwrap(), document);
}
