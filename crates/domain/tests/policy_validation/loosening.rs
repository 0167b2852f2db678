//! Where a customized policy is looser than its preset.

use crate::support::{AZ, DN, LA, MN, OC, looser, policy, with};
use peerline_domain::policy::{FindingCode, Severity, validate};
use serde_json::{Value, json};

#[test]
fn prog_02_looser_than_the_preset_is_a_warning_per_item() {
    for (name, key, value) in [
        (OC, "identity_mode", json!("restricted_case")),
        (DN, "identity_mode", json!("intake_only")),
        (DN, "document.notes_allowed", json!("none_identifying")),
        (AZ, "referral.web_request", json!("named")),
        (DN, "referral.web_request", json!("anonymous")),
        (AZ, "suppress.k", json!(3)),
        (AZ, "release.k", json!(10)),
        (MN, "tracker.per_recipient_counts", json!("derivable")),
        (DN, "notice.timing", json!("when_matter_begins")),
        (AZ, "notice.timing", Value::Null),
        (MN, "disclosure.limit_necessary_only", Value::Null),
        (DN, "notice.employee_informed_required", json!(false)),
        (MN, "stat_sheet.attributes", json!("optional")),
        (DN, "tracker.content", json!("kind_and_time_sheet")),
        (LA, "supervisor_access", json!("not_asked")),
        (MN, "team_discussion_without_names", json!("allowed")),
        (LA, "personnel_file_copy", json!(true)),
        (AZ, "retention.slot_grace_days", json!(1)),
        (OC, "nil_report_required", json!(false)),
    ] {
        let document = with(name, &[(key, value)]);
        assert_eq!(looser(&document), [key], "{name} {key}");
        let warning = validate(&document, Some(&policy(name)));
        let warning =
            warning.iter().find(|finding| finding.code == FindingCode::PolicyWeakerThanPreset).unwrap();
        assert_eq!(warning.severity, Severity::Warning);
        assert_eq!(warning.clause.as_deref(), policy(name).clause(key));
    }
}

#[test]
fn prog_02_stricter_than_the_preset_is_no_warning() {
    for (name, key, value) in [
        (LA, "identity_mode", json!("intake_only")),
        (AZ, "document.notes_allowed", json!("none")),
        (AZ, "referral.web_request", json!("off")),
        (AZ, "referral.web_request", Value::Null),
        (AZ, "suppress.k", json!(6)),
        (AZ, "release.k", json!(20)),
        (LA, "tracker.per_recipient_counts", json!("none")),
        (AZ, "tracker.per_recipient_counts", json!("not_offered")),
        (AZ, "notice.timing", json!("before_discussion")),
        (OC, "notice.timing", json!("when_matter_begins")),
        (OC, "stat_sheet.attributes", json!("off")),
        (OC, "tracker.content", json!("tallies")),
        (AZ, "directory.audience", json!("public")),
        (AZ, "decline.followup_days", json!(10)),
    ] {
        assert_eq!(looser(&with(name, &[(key, value)])), Vec::<String>::new(), "{name} {key}");
    }
    // Without a preset there is nothing to compare with.
    let alone = validate(&with(AZ, &[("suppress.k", json!(3))]), None);
    assert_eq!(alone, []);
}

#[test]
fn prog_02_a_longer_list_of_exceptions_is_looser_a_shorter_one_is_not() {
    let mut added = policy(DN);
    let mut entry = added.registers.exceptions[0].clone();
    entry.code = "curiosity".to_owned();
    added.registers.exceptions.push(entry);
    assert_eq!(looser(&added), ["registers.exceptions"]);

    let mut unlimited = policy(MN);
    unlimited.registers.exceptions[0].limits.clear();
    assert_eq!(looser(&unlimited), ["registers.exceptions"]);
    let mut untold = policy(DN);
    untold.registers.exceptions[0].notice = "none".to_owned();
    assert_eq!(looser(&untold), ["registers.exceptions"]);

    let mut wider = policy(DN);
    let code = wider.registers.exceptions[0].code.clone();
    let row = wider.registers.indicators.iter_mut().find(|row| row.indicator == "self_harm_not_imminent");
    row.unwrap().exceptions.push(code);
    assert_eq!(looser(&wider), ["registers.indicators"]);

    let mut shorter = policy(DN);
    shorter.registers.exceptions.remove(0);
    assert_eq!(looser(&shorter), Vec::<String>::new());
}
