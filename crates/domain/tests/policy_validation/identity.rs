//! What may not be kept under an identity mode.

use crate::support::{AZ, DN, LA, MN, OC, assert_consistent, contradictions, policy, with};
use serde_json::json;

#[test]
fn prog_02_no_identity_and_stored_identity_contradict_each_other() {
    let cases = [
        ("screening.score_record", json!("initial_by_manager")),
        ("screening.rat", json!("required")),
        ("screening.pcl5", json!("voluntary_encouraged")),
        ("screening.record_followup_scores", json!(true)),
        ("referral.web_request", json!("named")),
        ("referral.required_content", json!(["employee_name", "pte_context"])),
        ("referral.required_content", json!(["way_to_respond", "mobile_phone"])),
        ("document.notes_allowed", json!("forms_kept")),
        ("tracker.per_recipient_counts", json!("derivable")),
        ("tracker.content", json!("assignments_and_scores")),
        ("followup.fixed_days", json!({"min": 30, "max": 90})),
        ("subject_access", json!(true)),
        ("consent.release", json!("employee_consent_for_copies")),
        ("personnel_file_copy", json!(true)),
        ("retention.case_years", json!(5)),
    ];
    for name in [AZ, MN, DN] {
        assert_consistent(&policy(name));
        for (key, value) in &cases {
            let found = contradictions(&with(name, &[(key, value.clone())]));
            assert!(found.contains(&vec!["identity_mode".to_owned(), (*key).to_owned()]), "{name} {key}");
        }
    }
    let sheet =
        [("tracker.content", json!("kind_and_time_sheet")), ("stat_sheet.attributes", json!("optional"))];
    assert_eq!(contradictions(&with(AZ, &sheet)), [["identity_mode", "stat_sheet.attributes"]]);
    let sheet = [("tracker.content", json!("kind_and_time_sheet")), ("stat_sheet.attributes", json!("off"))];
    assert_consistent(&with(AZ, &sheet));
    let nameless = [("referral.required_content", json!(["incident_nature", "summary_without_names"]))];
    assert_consistent(&with(AZ, &nameless));
}

#[test]
fn prog_02_intake_only_keeps_names_for_a_while_but_no_scores_and_no_forms() {
    for (key, value) in [
        ("screening.score_record", json!("initial_by_manager")),
        ("document.notes_allowed", json!("forms_kept")),
        ("tracker.per_recipient_counts", json!("derivable")),
        ("subject_access", json!(true)),
    ] {
        let found = contradictions(&with(OC, &[(key, value)]));
        assert!(found.contains(&vec!["identity_mode".to_owned(), key.to_owned()]), "{key}");
    }
    assert_consistent(&with(OC, &[("referral.web_request", json!("named"))]));
}

#[test]
fn prog_02_a_case_file_policy_without_identity_shows_every_conflict() {
    let found = contradictions(&with(LA, &[("identity_mode", json!("none"))]));
    let kept: Vec<_> = found.iter().map(|keys| (keys[0].as_str(), keys[1].as_str())).collect();
    let conflicts = [
        "consent.release",
        "document.notes_allowed",
        "followup.fixed_days",
        "referral.required_content",
        "referral.web_request",
        "registers.exceptions",
        "screening.pcl5",
        "screening.rat",
        "screening.record_followup_scores",
        "screening.score_record",
        "subject_access",
        "tracker.content",
        "tracker.per_recipient_counts",
    ];
    assert_eq!(kept, conflicts.map(|key| ("identity_mode", key)));
}
