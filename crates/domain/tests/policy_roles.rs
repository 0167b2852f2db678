//! Which roles a policy has.
#![cfg(test)]

use peerline_domain::access::Role;
use peerline_domain::policy::{Area, preset, presets};
use serde_json::json;

/// The presets that have the role.
fn having(role: Role) -> Vec<&'static str> {
    presets().iter().filter(|preset| preset.document.role_exists(role)).map(|preset| preset.name).collect()
}

#[test]
fn prog_09_only_a_policy_with_team_leads_has_the_role() {
    assert_eq!(having(Role::TeamLead), ["arizona_dcs"]);
}

#[test]
fn prog_12_only_a_policy_with_a_logistics_coordinator_has_the_role() {
    assert_eq!(having(Role::LogisticsCoordinator), ["oc_probation"]);
}

#[test]
fn prog_12_every_other_role_exists_under_every_policy() {
    let of_some = [Role::TeamLead, Role::LogisticsCoordinator];
    for role in Role::ALL.iter().filter(|role| !of_some.contains(role)) {
        assert_eq!(having(*role).len(), presets().len(), "{role:?}");
    }
}

#[test]
fn prog_09_a_policy_that_says_no_or_nothing_readable_gives_the_role_to_nobody() {
    let mut document = preset("arizona_dcs").unwrap().document.clone();
    for (value, expected) in
        [(json!(true), true), (json!(false), false), (json!(null), false), (json!("somehow"), false)]
    {
        let program = document.settings.get_mut(&Area::Program).unwrap();
        program.get_mut("team_lead.exists").unwrap().value = value;
        assert_eq!(document.role_exists(Role::TeamLead), expected);
    }
    document.settings.get_mut(&Area::Program).unwrap().remove("team_lead.exists");
    assert!(!document.role_exists(Role::TeamLead));
}
