//! A role given for a unit reaches that unit and all below it, and nothing else (PROG-09, design section 6).

use crate::support::{Caller, Server, errors, text};
use serde_json::{Value, json};

fn ids(list: &Value) -> Vec<String> {
    let mut ids: Vec<String> =
        list["items"].as_array().expect("a list").iter().map(|item| text(&item["id"])).collect();
    ids.sort();
    ids
}

/// Gives somebody a role anew, limited to a unit or not.
fn limit(server: &Server, person: &str, role: &str, unit: Option<&str>) {
    let roles = format!("/v1/principals/{}/roles", server.principal(person));
    let avery = server.by("avery");
    avery.delete(&format!("{roles}/{role}")).ok();
    let unit = unit.map(|name| server.unit(name));
    avery.post(&roles, &json!({"role": role, "unit_id": unit})).ok();
}

fn alert(server: &Server, unit: &str) -> Value {
    json!({"type": "fatality", "occurred_on": "2026-10-13", "unit_id": server.unit(unit)})
}

/// An incident of a unit that takes outreach.
fn incident(server: &Server, unit: &str) -> String {
    let id = text(&server.by("casey").post("/v1/incidents", &alert(server, unit)).ok()["id"]);
    let triage = json!({"outcome": "in_purview", "case": {"standing": "ongoing", "closed_on": null}});
    server.by("casey").post(&format!("/v1/incidents/{id}/triage"), &triage).ok();
    id
}

fn asked(unit: Option<String>) -> Value {
    json!({"channel": "telephone", "population": "employee", "stressor": "work", "unit_id": unit})
}

/// A request of a unit, ready to be assigned.
fn request(server: &Server, unit: Option<&str>) -> String {
    let body = asked(unit.map(|name| server.unit(name)));
    let id = text(&server.by("casey").post("/v1/support-requests", &body).ok()["id"]);
    let in_scope = json!({"decision": "in_scope"});
    server.by("casey").post(&format!("/v1/support-requests/{id}/triage"), &in_scope).ok();
    id
}

fn opened(server: &Server, by: &Caller, incident: &str, member: &str) -> String {
    let body = json!({"member_id": server.member(member)});
    text(&by.post(&format!("/v1/incidents/{incident}/outreaches"), &body).ok()["id"])
}

fn sorted(mut ids: Vec<String>) -> Vec<String> {
    ids.sort();
    ids
}

fn october() -> Server {
    let server = Server::start();
    server.at("2026-10-14T17:00:00Z");
    server
}

#[test]
fn prog_09_a_lead_of_a_unit_sees_its_incidents_whatever_unit_the_lead_is_of() {
    let server = october();
    let (north, central) = (incident(&server, "Northern region"), incident(&server, "Central region"));
    let taylor = server.by("taylor");
    assert_eq!(ids(&taylor.get("/v1/incidents").ok()), [north.as_str()], "without a unit the lead's own");
    limit(&server, "taylor", "team_lead", Some("Central region"));
    assert_eq!(ids(&taylor.get("/v1/incidents").ok()), [central.as_str()]);
    taylor.get(&format!("/v1/incidents/{central}")).ok();
    taylor.get(&format!("/v1/incidents/{north}")).refused(404, "not_found");
    let body = json!({"member_id": server.member("quinn")});
    taylor.post(&format!("/v1/incidents/{central}/outreaches"), &body).ok();
    taylor.post(&format!("/v1/incidents/{north}/outreaches"), &body).refused(404, "not_found");
    limit(&server, "taylor", "team_lead", Some("Example Department"));
    assert_eq!(ids(&taylor.get("/v1/incidents").ok()), sorted(vec![north, central]), "all below the unit");
}

#[test]
fn prog_09_a_lead_of_a_unit_sees_and_gives_away_its_requests_only() {
    let server = october();
    let (north, central, nowhere) = (
        request(&server, Some("Northern region")),
        request(&server, Some("Central region")),
        request(&server, None),
    );
    let taylor = server.by("taylor");
    let everywhere = sorted(vec![north.clone(), central.clone(), nowhere.clone()]);
    assert_eq!(ids(&taylor.get("/v1/support-requests").ok()), everywhere, "without a unit every one");
    limit(&server, "taylor", "team_lead", Some("Northern region"));
    assert_eq!(ids(&taylor.get("/v1/support-requests").ok()), [north.as_str()]);
    assert_eq!(ids(&taylor.get("/v1/support-requests?limit=1").ok()), [north.as_str()]);
    let to_parker = json!({"member_id": server.member("parker")});
    for other in [&central, &nowhere] {
        let address = format!("/v1/support-requests/{other}");
        taylor.get(&address).refused(404, "not_found");
        taylor.post(&format!("{address}/assignment"), &to_parker).refused(404, "not_found");
        taylor.post(&format!("{address}/triage"), &json!({"decision": "in_scope"})).refused(404, "not_found");
        taylor.post(&format!("{address}/events"), &json!({"event": "withdraw"})).refused(404, "not_found");
    }
    let address = format!("/v1/support-requests/{north}");
    let to_quinn = json!({"member_id": server.member("quinn")});
    let refused = taylor.post(&format!("{address}/assignment"), &to_quinn).refused(422, "reference_unknown");
    assert_eq!(errors(&refused)[0].0, "/member_id", "Quinn is of another unit");
    assert_eq!(taylor.post(&format!("{address}/assignment"), &to_parker).ok()["state"], "assigned");
    taylor.post(&format!("{address}/events"), &json!({"event": "withdraw"})).ok();
}

#[test]
fn assign_21_what_a_lead_of_another_unit_was_given_is_theirs_but_not_to_give_away() {
    let server = october();
    limit(&server, "taylor", "team_lead", Some("Northern region"));
    let address = format!("/v1/support-requests/{}", request(&server, Some("Central region")));
    let to_taylor = json!({"member_id": server.member("taylor")});
    server.by("casey").post(&format!("{address}/assignment"), &to_taylor).ok();
    let seen = server.by("taylor").get(&address).ok();
    assert_eq!(seen["allowed_actions"], json!(["declare_conflict", "record_request_event"]));
    server.by("taylor").post(&format!("{address}/assignment"), &to_taylor).refused(404, "not_found");
}

#[test]
fn prog_09_a_lead_of_a_unit_sees_and_gives_away_its_outreach_only() {
    let server = october();
    let casey = server.by("casey");
    let (north, central) = (incident(&server, "Northern region"), incident(&server, "Central region"));
    let (near, far) = (opened(&server, &casey, &north, "parker"), opened(&server, &casey, &central, "quinn"));
    let taylor = server.by("taylor");
    assert_eq!(ids(&taylor.get("/v1/outreaches").ok()), sorted(vec![near.clone(), far.clone()]));
    limit(&server, "taylor", "team_lead", Some("Northern region"));
    assert_eq!(ids(&taylor.get("/v1/outreaches").ok()), [near.as_str()]);
    let to_taylor = json!({"member_id": server.member("taylor")});
    let far = format!("/v1/outreaches/{far}");
    taylor.get(&far).refused(404, "not_found");
    taylor.post(&format!("{far}/assignment"), &to_taylor).refused(404, "not_found");
    taylor.post(&format!("{far}/events"), &json!({"event": "close"})).refused(404, "not_found");
    let near = format!("/v1/outreaches/{near}");
    assert_eq!(taylor.get(&near).ok()["allowed_actions"], json!(["assign_outreach"]));
    taylor.post(&format!("{near}/assignment"), &to_taylor).ok();
}

#[test]
fn prog_09_a_lead_of_a_unit_reads_its_part_of_the_roster() {
    let server = october();
    let taylor = server.by("taylor");
    let whole = ids(&taylor.get("/v1/members").ok());
    assert_eq!(whole.len(), 6);
    limit(&server, "taylor", "team_lead", Some("Central region"));
    let part = ["casey", "quinn", "dakota", "taylor"].map(|name| server.member(name)).to_vec();
    assert_eq!(ids(&taylor.get("/v1/members").ok()), sorted(part), "and the lead");
    taylor.get(&format!("/v1/members/{}", server.member("quinn"))).ok();
    taylor.get(&format!("/v1/members/{}", server.member("parker"))).refused(404, "not_found");
    assert_eq!(ids(&server.by("parker").get("/v1/members").ok()), whole, "a peer's role has no unit");
}

#[test]
fn prog_09_who_enters_a_request_of_another_unit_is_told_that_it_is_received() {
    let server = october();
    limit(&server, "taylor", "team_lead", Some("Northern region"));
    let taylor = server.by("taylor");
    let own = taylor.post("/v1/support-requests", &asked(Some(server.unit("Northern region"))));
    assert_eq!((own.status, own.json["state"].as_str()), (201, Some("received")));
    let once = taylor.clone().with("Idempotency-Key", "0f6b7d52-7a4e-4a53-9a0c-6c0e8a4f1d11");
    for unit in [Some(server.unit("Central region")), None] {
        let other = taylor.post("/v1/support-requests", &asked(unit));
        assert_eq!((other.status, other.json["status"].as_str()), (202, Some("received")));
    }
    let first = once.post("/v1/support-requests", &asked(None));
    let out = json!({"decision": "out_of_scope"});
    let address = format!("/v1/support-requests/{}/triage", text(&first.json["id"]));
    server.by("casey").post(&address, &out).ok();
    let again = once.post("/v1/support-requests", &asked(None));
    assert_eq!((again.status, &again.json), (202, &first.json), "whatever has become of it");
}

#[test]
fn conf_26_a_supervisor_of_a_unit_names_no_other() {
    let server = october();
    let sam = server.by("sam");
    assert_eq!(sam.post("/v1/incidents", &alert(&server, "Central region")).status, 202, "without a unit");
    limit(&server, "sam", "supervisor", Some("Northern region"));
    for unit in ["Northern region", "Northern night desk"] {
        assert_eq!(sam.post("/v1/incidents", &alert(&server, unit)).status, 202, "{unit}");
        let body = asked(Some(server.unit(unit)));
        assert_eq!(sam.post("/v1/support-requests", &body).status, 202, "{unit}");
    }
    for unit in ["Central region", "Example Department"] {
        sam.post("/v1/incidents", &alert(&server, unit)).refused(403, "forbidden_for_role");
        let body = asked(Some(server.unit(unit)));
        sam.post("/v1/support-requests", &body).refused(403, "forbidden_for_role");
    }
    assert_eq!(sam.post("/v1/support-requests", &asked(None)).status, 202, "which names none");
    let invented = json!({"type": "fatality", "occurred_on": "2026-10-13", "unit_id": uuid::Uuid::nil()});
    sam.post("/v1/incidents", &invented).refused(422, "reference_unknown");
}

#[test]
fn conf_26_another_unit_holds_on_every_server_from_the_next_request_on() {
    let server = october();
    let replica = server.replica();
    let (north, central) = (incident(&server, "Northern region"), incident(&server, "Central region"));
    for (unit, seen) in [
        ("Northern region", vec![north.clone()]),
        ("Central region", vec![central.clone()]),
        ("Hotline", Vec::new()),
    ] {
        limit(&server, "taylor", "team_lead", Some(unit));
        for one in [&replica, &server] {
            assert_eq!(ids(&one.by("taylor").get("/v1/incidents").ok()), seen, "{unit}");
        }
    }
}

#[test]
fn conf_26_only_roles_of_a_part_of_the_agency_take_a_unit() {
    let server = october();
    let new = json!({"display_name": "Noel Newcomer", "kind": "person", "roles": []});
    let id = text(&server.by("avery").post("/v1/principals", &new).ok()["id"]);
    let roles = format!("/v1/principals/{id}/roles");
    for (role, taken) in [("supervisor", true), ("team_lead", true), ("peer", false), ("coordinator", false)]
    {
        let body = json!({"role": role, "unit_id": server.unit("Central region")});
        let reply = server.by("avery").post(&roles, &body);
        if taken {
            reply.ok();
        } else {
            assert_eq!(errors(&reply.refused(422, "field_invalid"))[0].0, "/unit_id", "{role}");
        }
    }
}
