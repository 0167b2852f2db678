//! What no rule could read once it is in force.

use crate::support::{AZ, OC, assert_consistent, contradictions, policy, with};
use peerline_domain::outreach::OutreachTerms;
use serde_json::json;

#[test]
fn prog_02_a_value_no_rule_can_read_is_found_before_it_is_in_force() {
    const KEY: &str = "decline.max_followups";
    let twice = with(AZ, &[(KEY, json!(2))]);
    assert_eq!(OutreachTerms::read(&twice).unwrap_err().key(), KEY);
    assert_eq!(contradictions(&twice), [[KEY]]);
    let once = with(AZ, &[(KEY, json!(1))]);
    assert!(OutreachTerms::read(&once).is_ok());
    assert_consistent(&once);
}

#[test]
fn prog_02_a_list_no_rule_can_read_is_named_as_a_list() {
    let mut document = policy(OC);
    document.registers.triage_outcomes.push("somehow".to_owned());
    assert_eq!(contradictions(&document), [["registers.triage_outcomes"]]);
    document.registers.triage_outcomes.pop();
    assert_consistent(&document);
}

#[test]
fn prog_02_what_the_form_refuses_is_not_found_twice_and_hides_nothing_behind_it() {
    let changes = [("decline.max_followups", json!(2)), ("decline.second_closes", json!("somehow"))];
    assert_eq!(contradictions(&with(AZ, &changes)), [["decline.max_followups"], ["decline.second_closes"]]);
}
