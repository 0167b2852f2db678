//! Values that cannot hold together, and halves of rules.

use crate::support::{AZ, DN, LA, MN, OC, assert_consistent, contradictions, policy, set, with};
use serde_json::{Value, json};

#[test]
fn prog_02_removal_at_will_needs_an_authority() {
    assert_eq!(
        contradictions(&with(OC, &[("removal.authority", Value::Null)])),
        [["removal.mode", "removal.authority"]]
    );
    let by_criteria = [("removal.authority", Value::Null), ("removal.mode", json!("criteria"))];
    assert_consistent(&with(OC, &by_criteria));
}

#[test]
fn prog_02_no_range_ends_before_it_begins() {
    for (name, key) in [(LA, "tib.days"), (OC, "committee.pst_members"), (OC, "debrief.window_hours")] {
        let reversed = with(name, &[(key, json!({"min": 6, "max": 5}))]);
        assert_eq!(contradictions(&reversed), [[key]]);
        assert_consistent(&with(name, &[(key, json!({"min": 5, "max": 5}))]));
    }
    let groups =
        |min: u32, max: u32| with(MN, &[("cmb.group_min", json!(min)), ("cmb.group_max", json!(max))]);
    assert_eq!(contradictions(&groups(4, 3)), [["cmb.group_min", "cmb.group_max"]]);
    assert_consistent(&groups(3, 3));
}

#[test]
fn prog_02_sizes_do_not_fall_below_their_floors() {
    let sizes = |release: u32, sheet: u32| {
        contradictions(&with(AZ, &[("release.k", json!(release)), ("suppress.k", json!(sheet))])).concat()
    };
    assert_eq!(sizes(4, 1), ["release.k", "suppress.k"]);
    assert_eq!(sizes(5, 2), Vec::<String>::new());
}

#[test]
fn prog_02_the_list_of_exceptions_is_neither_empty_nor_dangling() {
    let mut empty = policy(DN);
    empty.registers.exceptions.clear();
    let found = contradictions(&empty);
    assert_eq!(found, [vec!["registers.exceptions"], vec!["registers.indicators", "registers.exceptions"]]);

    let mut unaddressed = policy(DN);
    unaddressed.registers.exceptions[0].addressee.clear();
    assert_eq!(contradictions(&unaddressed), [["registers.exceptions"]]);
    let mut twice = policy(DN);
    twice.registers.exceptions.push(twice.registers.exceptions[0].clone());
    assert_eq!(contradictions(&twice), [["registers.exceptions"]]);

    let mut removed = policy(DN);
    let gone = removed.registers.exceptions.remove(0).code;
    for row in &mut removed.registers.indicators {
        row.exceptions.retain(|code| *code != gone);
    }
    assert_consistent(&removed);
}

#[test]
fn prog_02_parameter_and_matrix_agree_on_crime_without_danger() {
    const KEY: &str = "crime_without_danger_is_exception";
    assert_eq!(contradictions(&with(AZ, &[(KEY, json!(false))])), [[KEY, "registers.indicators"]]);
    assert_eq!(contradictions(&with(DN, &[(KEY, json!(true))])), [[KEY, "registers.indicators"]]);
    assert_consistent(&with(DN, &[(KEY, Value::Null)]));
}

#[test]
fn prog_02_half_a_rule_is_no_rule() {
    for (name, key, other) in [
        (AZ, "tracker.due", "tracker.recipient"),
        (AZ, "tracker.due", "tracker.period"),
        (AZ, "decline.followup_days", "decline.max_followups"),
        (AZ, "decline.max_followups", "decline.followup_days"),
        (AZ, "meeting.unexcused_limit", "meeting.unexcused_consequence"),
        (AZ, "renewal.approvals", "renewal.deadline"),
        (AZ, "pay.mode", "pay.policy"),
        (LA, "followup.fixed_days", "followup.anchor"),
        (OC, "committee.pst_members", "committee.exists"),
        (OC, "debrief.decision", "committee.exists"),
        (OC, "tracker.recipient", "logistics_coordinator.exists"),
        (MN, "referral.unattended_escalation", "referral.escalation_chain"),
    ] {
        let found = contradictions(&with(name, &[(other, Value::Null)]));
        assert!(found.contains(&vec![key.to_owned(), other.to_owned()]), "{key} {other}");
    }
    let scores = [("screening.rat", json!("off")), ("screening.pcl5", json!("off"))];
    let found = contradictions(&with(LA, &scores));
    assert_eq!(found, [["screening.score_record", "screening.rat", "screening.pcl5"]]);
}

#[test]
fn prog_02_a_rule_given_up_as_a_whole_leaves_no_half() {
    let no_tracker = ["tracker.due", "tracker.recipient", "tracker.period", "nil_report_required"];
    assert_consistent(&with(AZ, &no_tracker.map(|key| (key, Value::Null))));
    let keys = ["followup_days", "max_followups", "second_closes", "applies_to", "late_rule"];
    let keys = keys.map(|key| format!("decline.{key}"));
    let changes: Vec<_> = keys.iter().map(|key| (key.as_str(), Value::Null)).collect();
    let mut none = with(AZ, &changes);
    assert_consistent(&none);
    set(&mut none, "decline.max_followups", json!(0));
    assert_consistent(&none);
}
