//! Nobody owes a report they have no way to give (TRACK-17, TRACK-18, PROG-09).

use crate::support::{Server, text};
use serde_json::{Value, json};

const OWN: &str = "/v1/activity-reports/2026-10";

/// Who owes a report of October, by name, as whom the reports are sent to sees it.
fn owing(server: &Server) -> Vec<String> {
    let status = server.by(server.keeper()).get("/v1/activity-reports/2026-10/status").ok();
    status["items"].as_array().unwrap().iter().map(|item| text(&item["display_name"])).collect()
}

fn nil(server: &Server, member: &str) -> (u16, Value) {
    let reply = server.by(member).post(&format!("{OWN}/submission"), &json!({"nil": true}));
    (reply.status, reply.json["code"].clone())
}

#[test]
fn prog_09_under_a_policy_without_team_leads_one_who_is_only_that_owes_no_report_and_gives_none() {
    let server = Server::on_preset("oc_probation");
    server.at("2026-11-02T17:00:00Z");
    assert!(!owing(&server).contains(&"Taylor Teamlead".to_owned()));
    server.by("taylor").get(OWN).refused(403, "forbidden_for_role");
    assert_eq!(nil(&server, "taylor"), (403, json!("forbidden_for_role")));
    assert!(owing(&server).contains(&"Parker Peer".to_owned()));
    assert_eq!(nil(&server, "parker").0, 201);
    assert!(owing(&server).contains(&"Parker Peer".to_owned()), "given, it is still listed");
}

#[test]
fn prog_09_a_role_the_policy_has_makes_them_owe_it_and_give_it() {
    let server = Server::on_preset("oc_probation");
    server.at("2026-11-02T17:00:00Z");
    let roles = format!("/v1/principals/{}/roles", server.principal("taylor"));
    server.by("avery").post(&roles, &json!({"role": "peer"})).ok();
    assert!(owing(&server).contains(&"Taylor Teamlead".to_owned()));
    let taylor = server.by("taylor").with("Peerline-Role", "peer");
    taylor.post(&format!("{OWN}/submission"), &json!({"nil": true})).ok();
}

#[test]
fn track_18_under_a_policy_with_team_leads_they_owe_it_and_give_it() {
    let server = Server::start();
    server.at("2026-11-02T17:00:00Z");
    assert!(owing(&server).contains(&"Taylor Teamlead".to_owned()));
    assert_eq!(nil(&server, "taylor").0, 201);
}

#[test]
fn track_18_whoever_is_shut_out_owes_no_nil_report_until_let_in_again() {
    let server = Server::start();
    server.at("2026-11-02T17:00:00Z");
    let revocation = format!("/v1/principals/{}/revocation", server.principal("quinn"));
    let avery = server.by("avery");
    avery.ask(&revocation).ok();
    assert!(!owing(&server).contains(&"Quinn Peer".to_owned()));
    avery.delete(&revocation);
    assert!(owing(&server).contains(&"Quinn Peer".to_owned()));
}
