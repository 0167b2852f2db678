//! Of members' monthly reports, which each member has of their own.

use super::{World, listed, stands_against};
use crate::support::{Caller, Server, text, under_each_policy};
use peerline_domain::activity::ReportTerms;
use peerline_domain::policy::PolicyDocument;
use serde_json::json;
use std::collections::BTreeSet;

/// Months whose reports stand so on 14 October 2026, where the policy has a day on which they are due.
const MONTHS: [(&str, &str); 7] = [
    ("amended", "2026-05"),
    ("submitted_late", "2026-06"),
    ("missing", "2026-07"),
    ("combined", "2026-08"),
    ("submitted_on_time", "2026-09"),
    ("draft", "2026-10"),
    ("not_started", "2026-11"),
];
/// Those on the team, and whether the policy has their role.
const TEAM: [&str; 4] = ["casey", "taylor", "parker", "quinn"];

fn records(world: &World, caller: &Caller, month: &str) {
    caller.post("/v1/activity-entries", &world.rules.entry(&format!("{month}-01T06:00:00-07:00"))).ok();
}

fn submits(caller: &Caller, month: &str) {
    caller.post(&format!("/v1/activity-reports/{month}/submission"), &json!({"nil": false})).ok();
}

/// Brings the months of those on the team to their states.
fn begun(document: &PolicyDocument) -> (World, Vec<&'static str>) {
    let world = World::at("2026-10-01T16:00:00Z", document);
    let server = &world.server;
    let has_leads = document.role_exists(peerline_domain::access::Role::TeamLead);
    let team: Vec<&str> = TEAM.into_iter().filter(|name| *name != "taylor" || has_leads).collect();
    for caller in team.iter().map(|name| server.by(name)) {
        for (state, month) in MONTHS {
            if state != "not_started" {
                records(&world, &caller, month);
            }
            if !matches!(state, "not_started" | "draft" | "missing") {
                submits(&caller, month);
            }
        }
    }
    let combiner = server.by(server.keeper());
    for month in ["2026-05", "2026-08"] {
        combiner.post("/v1/combinations", &json!({ "month": month })).ok();
    }
    for caller in team.iter().map(|name| server.by(name)) {
        records(&world, &caller, "2026-05");
        submits(&caller, "2026-05");
    }
    server.at("2026-10-14T17:00:00Z");
    (world, team)
}

fn state(server: &Server, member: &str, month: &str) -> String {
    text(&server.by(member).get(&format!("/v1/activity-reports/{month}")).ok()["state"])
}

fn check(document: &PolicyDocument) {
    let is_due = ReportTerms::read(document).expect("terms").due.is_some();
    for action in ["record_activity", "submit_report"] {
        let (world, team) = begun(document);
        let mut reached = BTreeSet::new();
        for (_, month) in MONTHS {
            let report = format!("/v1/activity-reports/{month}");
            reached.insert(state(&world.server, "parker", month));
            for member in &team {
                assert_eq!(state(&world.server, member, month), state(&world.server, "parker", month));
            }
            for somebody in &world.callers {
                let seen = somebody.caller.get(&report);
                let actions = listed(&seen, "allowed_actions");
                let known = |action: &String| action == "record_activity" || action == "submit_report";
                assert!(actions.iter().all(known), "{actions:?}: an action that no command is known of");
                let day = if month == "2026-10" { "13" } else { "02" };
                let reply = if action == "record_activity" {
                    let entry = world.rules.entry(&format!("{month}-{day}T10:00:00-07:00"));
                    somebody.caller.post("/v1/activity-entries", &entry)
                } else {
                    somebody.caller.post(&format!("{report}/submission"), &json!({"nil": false}))
                };
                // A month that is still to come is refused for its day, which is what was sent.
                let is_refused = stands_against(&reply) || reply.json["code"] == "time_in_future";
                let told = format!("{} {month} {action}: {} {}", somebody.name, seen.text, reply.text);
                assert_eq!(actions.iter().any(|known| known == action), !is_refused, "{told}");
                assert!(reply.status < 500, "{told}");
            }
        }
        let expected = MONTHS.iter().map(|(state, _)| (*state).to_owned());
        // Where nothing is due, nothing is missing or late.
        let stands = |state: &String| is_due || (state != "missing" && state != "submitted_late");
        let expected: BTreeSet<String> = expected.filter(stands).collect();
        assert_eq!(reached, expected);
    }
}

under_each_policy!();

#[test]
fn every_state_of_a_report_is_tried() {
    let contract: serde_json::Value =
        serde_json::from_str(&peerline_api::openapi::served()).expect("a contract");
    let states = contract["components"]["schemas"]["ReportState"]["enum"].as_array().expect("states").clone();
    let states: BTreeSet<String> = states.iter().map(text).collect();
    assert_eq!(states, MONTHS.iter().map(|(state, _)| (*state).to_owned()).collect());
}
