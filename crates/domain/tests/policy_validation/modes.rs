//! Modes and kinds that are offered and ruled out at once.

use crate::support::{DN, LA, assert_consistent, contradictions, policy, set, with};
use peerline_domain::policy::PolicyDocument;
use serde_json::json;

fn offer(document: &mut PolicyDocument, code: &str) {
    let mut mode = document.registers.modes[0].clone();
    code.clone_into(&mut mode.code);
    document.registers.modes.push(mode);
    let codes: Vec<_> = document.registers.modes.iter().map(|mode| mode.code.clone()).collect();
    set(document, "response.modes", json!(codes));
}

#[test]
fn prog_02_a_mode_is_not_both_offered_and_ruled_out() {
    let mut by_mail = policy(DN);
    by_mail.registers.forbidden_modes.clear();
    set(&mut by_mail, "outreach.channels_all_required", json!(["phone", "email"]));
    offer(&mut by_mail, "email");
    let found = contradictions(&by_mail);
    for list in ["outreach.channels_all_required", "registers.modes"] {
        assert!(found.contains(&vec!["response.email_forbidden".to_owned(), list.to_owned()]), "{list}");
    }
    set(&mut by_mail, "response.email_forbidden", json!(false));
    assert!(!contradictions(&by_mail).concat().contains(&"response.email_forbidden".to_owned()));

    let mut listed = policy(DN);
    offer(&mut listed, "email");
    let found = contradictions(&listed);
    assert!(found.contains(&vec!["registers.forbidden_modes".to_owned(), "registers.modes".to_owned()]));
    // E-mail that is not ruled out is a mode like any other.
    assert_consistent(&policy(LA));
}

#[test]
fn prog_02_a_recorded_line_is_not_offered_where_it_is_ruled_out() {
    let mut recorded = policy(DN);
    recorded.registers.modes[0].code = "recorded_phone".to_owned();
    let found = contradictions(&recorded);
    assert!(
        found.contains(&vec!["response.recorded_line_forbidden".to_owned(), "registers.modes".to_owned()])
    );
    let mut unrecorded = policy(DN);
    unrecorded.registers.modes[0].code = "not_recorded_phone".to_owned();
    let codes: Vec<_> = unrecorded.registers.modes.iter().map(|mode| mode.code.clone()).collect();
    set(&mut unrecorded, "response.modes", json!(codes));
    let found = contradictions(&unrecorded).concat();
    // The catalog's list of modes is closed; nothing but that is remarked.
    assert!(!found.contains(&"response.recorded_line_forbidden".to_owned()));
}

#[test]
fn prog_02_modes_and_kinds_of_parameter_and_list_agree() {
    let fewer = with(LA, &[("response.modes", json!(["telephone"]))]);
    assert_eq!(contradictions(&fewer), [["response.modes", "registers.modes"]]);
    let kind = policy(DN).registers.intervention_kinds[0].code.clone();
    let mut banned = policy(DN);
    banned.registers.intervention_kinds[0].code = "counseling".to_owned();
    assert_eq!(contradictions(&banned), [["intervention.kinds_forbidden", "registers.intervention_kinds"]]);
    banned.registers.intervention_kinds[0].code = kind;
    assert_consistent(&banned);
}
