//! A scheduled version is taken back before its day, and a version is put before it (PROG-01).

use crate::support::{Caller, Server, text};
use serde_json::{Value, json};

/// A draft made from the version that is number 1, as its address.
fn draft(casey: &Caller) -> String {
    let versions = casey.get("/v1/policy-versions").ok();
    let based_on = json!({"based_on": {"kind": "version", "id": versions["items"][0]["id"]}});
    let created = casey.post("/v1/policy-versions", &based_on).ok();
    format!("/v1/policy-versions/{}", text(&created["version"]["id"]))
}

/// A version activated from a day on, as its address.
fn scheduled(server: &Server, from: &str, until: Option<&str>) -> String {
    let address = draft(&server.by("casey"));
    let range = json!({"effective_from": from, "effective_until": until});
    server.by("emerson").abreast().post(&format!("{address}/activation"), &range).ok();
    address
}

fn withdrawal(address: &str) -> String {
    format!("{address}/withdrawal")
}

/// State, first day and end of every version, oldest first.
fn timeline(server: &Server) -> Vec<Value> {
    let versions = server.by("casey").get("/v1/policy-versions").ok();
    let items = versions["items"].as_array().unwrap().iter();
    items.map(|item| json!([item["state"], item["effective_from"], item["effective_until"]])).collect()
}

#[test]
fn prog_01_a_scheduled_version_is_withdrawn_and_the_one_before_it_is_open_again() {
    let server = Server::start();
    let emerson = server.by("emerson");
    let address = scheduled(&server, "2031-01-01", None);
    assert_eq!(
        timeline(&server),
        [json!(["in_force", "2018-12-10", "2031-01-01"]), json!(["scheduled", "2031-01-01", null])]
    );
    let withdrawn = emerson.abreast().ask(&withdrawal(&address));
    assert_eq!(withdrawn.etag(), emerson.get(&address).etag());
    let version = withdrawn.ok();
    assert_eq!(
        (&version["state"], &version["activated_by"], &version["activated_on"], &version["revision"]),
        (&json!("draft"), &Value::Null, &Value::Null, &json!(3))
    );
    assert_eq!(timeline(&server), [json!(["in_force", "2018-12-10", null]), json!(["draft", null, null])]);
    assert_eq!(server.by("casey").get("/v1/policy?on=2031-01-01").ok()["version"]["number"], 1);
    // A draft again: it is changed and activated like any other.
    let change = json!({"changes": [{"parameter": "decline.followup_days", "value": 10}]});
    server.by("casey").abreast().patch(&address, &change).ok();
    let from = json!({"effective_from": "2026-10-18"});
    emerson.abreast().post(&format!("{address}/activation"), &from).ok();
    assert_eq!(timeline(&server)[1], json!(["scheduled", "2026-10-18", null]));
}

#[test]
fn prog_01_what_is_in_force_past_or_a_draft_is_not_withdrawn() {
    let server = Server::start();
    let emerson = server.by("emerson").abreast();
    let address = scheduled(&server, "2026-10-18", None);
    let first = server.by("casey").get("/v1/policy-versions").ok()["items"][0]["id"].clone();
    let first = format!("/v1/policy-versions/{}", text(&first));
    let in_force = emerson.ask(&withdrawal(&first)).refused(409, "step_out_of_order");
    assert_eq!(in_force["requirement"], "PROG-01");
    emerson.ask(&withdrawal(&draft(&server.by("casey")))).refused(409, "step_out_of_order");
    // Arizona is seven hours behind UTC: its 18th begins at 07:00.
    server.at("2026-10-18T07:00:00Z");
    emerson.ask(&withdrawal(&address)).refused(409, "step_out_of_order");
    emerson.ask(&withdrawal(&first)).refused(409, "step_out_of_order");
    assert_eq!(timeline(&server)[1], json!(["in_force", "2026-10-18", null]));
}

#[test]
fn prog_01_until_the_last_second_before_its_day_a_version_is_withdrawn() {
    let server = Server::start();
    let address = scheduled(&server, "2026-10-18", None);
    server.at("2026-10-18T06:59:59Z");
    server.by("emerson").abreast().ask(&withdrawal(&address)).ok();
    server.at("2026-10-18T07:00:00Z");
    assert_eq!(server.by("casey").get("/v1/policy").ok()["version"]["number"], 1);
}

#[test]
fn prog_01_a_withdrawal_names_what_was_read_and_is_the_sponsors_alone() {
    let server = Server::start();
    let (casey, emerson) = (server.by("casey"), server.by("emerson"));
    let address = scheduled(&server, "2026-10-18", None);
    let tag = emerson.get(&address).etag();
    emerson.ask(&withdrawal(&address)).refused(428, "precondition_required");
    emerson.if_match("\"r1\"").ask(&withdrawal(&address)).refused(412, "precondition_failed");
    casey.if_match(&tag).ask(&withdrawal(&address)).refused(403, "forbidden_for_role");
    let invented = "/v1/policy-versions/00000000-0000-4000-8000-000000000000";
    emerson.if_match(&tag).ask(&withdrawal(invented)).refused(404, "not_found");
    emerson.if_match(&tag).ask(&withdrawal(&address)).ok();
    emerson.if_match(&tag).ask(&withdrawal(&address)).refused(409, "step_out_of_order");
}

#[test]
fn prog_01_a_version_goes_before_a_scheduled_one_and_ends_where_that_begins() {
    let server = Server::start();
    let emerson = server.by("emerson").abreast();
    let far = scheduled(&server, "2031-01-01", None);
    let near = draft(&server.by("casey"));
    let activation = format!("{near}/activation");
    let gap = json!({"effective_from": "2026-10-18", "effective_until": "2030-12-31"});
    emerson.post(&activation, &gap).refused(409, "policy_overlap");
    let activated = emerson.post(&activation, &json!({"effective_from": "2026-10-18"})).ok();
    assert_eq!(activated["version"]["effective_until"], "2031-01-01");
    let begun = |until: Value| json!(["in_force", "2018-12-10", until]);
    assert_eq!(
        timeline(&server),
        [
            begun(json!("2026-10-18")),
            json!(["scheduled", "2031-01-01", null]),
            json!(["scheduled", "2026-10-18", "2031-01-01"]),
        ]
    );
    // The version in the middle gives its days to the one before it, the last one to the one in the middle.
    emerson.ask(&withdrawal(&near)).ok();
    assert_eq!(timeline(&server)[0], begun(json!("2031-01-01")));
    emerson.post(&activation, &json!({"effective_from": "2026-10-18"})).ok();
    emerson.ask(&withdrawal(&far)).ok();
    assert_eq!(timeline(&server)[2], json!(["scheduled", "2026-10-18", null]));
}

#[test]
fn prog_01_an_end_of_its_own_a_version_keeps() {
    let server = Server::start();
    let emerson = server.by("emerson").abreast();
    let ended = scheduled(&server, "2026-10-18", Some("2026-12-01"));
    let middle = scheduled(&server, "2026-12-01", Some("2027-01-01"));
    let last = scheduled(&server, "2027-01-01", None);
    // Between the first and the last, December would be governed by none.
    emerson.ask(&withdrawal(&middle)).refused(409, "policy_overlap");
    emerson.ask(&withdrawal(&last)).ok();
    emerson.ask(&withdrawal(&middle)).ok();
    assert_eq!(timeline(&server)[1], json!(["scheduled", "2026-10-18", "2026-12-01"]));
    emerson.ask(&withdrawal(&ended)).ok();
    assert_eq!(timeline(&server)[0], json!(["in_force", "2018-12-10", null]));
}

#[test]
fn gov_17_a_withdrawal_stands_in_the_audit_by_its_own_name() {
    let server = Server::start();
    let address = scheduled(&server, "2026-10-18", None);
    server.by("emerson").abreast().ask(&withdrawal(&address)).ok();
    let rows = server.seal().audited("events");
    let row = rows.iter().find(|row| row["verb"] == "withdraw_policy").expect("its row");
    assert_eq!((&row["object_kind"], &row["role"]), (&json!("policy_version"), &json!("executive_sponsor")));
    assert!(address.ends_with(&text(&row["object_id"])));
}
