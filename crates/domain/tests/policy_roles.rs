//! Which roles a policy has.
#![cfg(test)]

use peerline_domain::access::{Action, Role};
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

#[test]
fn track_26_the_reports_are_with_whom_the_policy_sends_them_to() {
    for (name, coordinator, logistics) in [
        ("arizona_dcs", true, false),
        ("la_dcfs", true, false),
        ("oc_probation", false, true),
        ("mn_public_safety", true, false),
        ("denver_911", true, false),
    ] {
        let document = &preset(name).unwrap().document;
        for action in [Action::ReadReportStatus, Action::CombineReports] {
            let may = |role| document.permits(role, action).is_ok();
            assert_eq!(
                (may(Role::Coordinator), may(Role::LogisticsCoordinator)),
                (coordinator, logistics),
                "{name}"
            );
            assert!(!may(Role::Peer));
        }
        assert!(document.permits(Role::Coordinator, Action::ReadCombination).is_ok(), "{name}");
    }
}

#[test]
fn track_26_where_whom_they_are_sent_to_cannot_have_them_the_table_of_actions_says_it_all() {
    let mut document = preset("oc_probation").unwrap().document.clone();
    for keeper in [json!("peer"), json!("team_lead"), json!(null), json!("somehow")] {
        let tracking =
            document.settings.values_mut().find_map(|area| area.get_mut("tracker.recipient")).unwrap();
        tracking.value = keeper;
        assert!(document.permits(Role::Coordinator, Action::ReadReportStatus).is_ok());
    }
}
