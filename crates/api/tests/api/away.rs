//! Who is away, has left, or cannot act: sees nothing, holds nothing, and nobody is sent to them (ASSIGN-01, ASSIGN-20).

use crate::support::{Server, declaration, text};
use serde_json::json;

/// A request under way with a member, who declared to be free; its address.
fn held_by(server: &Server, member: &str) -> String {
    let casey = server.by("casey");
    let new = json!({"channel": "telephone", "population": "employee", "stressor": "work"});
    let made = casey.post("/v1/support-requests", &new).ok();
    let request = format!("/v1/support-requests/{}", text(&made["id"]));
    casey.post(&format!("{request}/triage"), &json!({"decision": "in_scope"})).ok();
    let assignment = json!({"member_id": server.member(member)});
    casey.post(&format!("{request}/assignment"), &assignment).ok();
    server.by(member).post(&format!("{request}/conflict-declaration"), &declaration(false)).ok();
    request
}

/// An incident that names whom it affected, with a slot of a member; both addresses.
fn incident_held_by(server: &Server, member: &str) -> (String, String) {
    let alert = json!({"type": "witness_suicide", "occurred_on": "2026-09-30", "unit_id": server.unit("Northern region"),
        "affected": [{"name": "Jordan Example", "contact": "extension 5502"}]});
    let id = text(&server.by("sam").post("/v1/incidents", &alert).ok()["id"]);
    let (incident, casey) = (format!("/v1/incidents/{id}"), server.by("casey"));
    casey.post(&format!("{incident}/triage"), &json!({"outcome": "in_purview", "case": null})).ok();
    let assignment = json!({"member_id": server.member(member)});
    let slot = text(&casey.post(&format!("{incident}/outreaches"), &assignment).ok()["id"]);
    (incident, format!("/v1/outreaches/{slot}"))
}

#[test]
fn conf_26_whose_time_on_the_team_is_over_sees_nothing_of_what_they_held() {
    let server = Server::on_preset("oc_probation");
    server.at("2026-10-01T17:00:00Z");
    let (request, (incident, slot)) = (held_by(&server, "quinn"), incident_held_by(&server, "quinn"));
    let quinn = server.by("quinn");
    let all = [request, format!("{incident}/affected"), incident, slot];
    for address in &all {
        quinn.get(address).ok();
    }
    let end = format!("/v1/members/{}/end", server.member("quinn"));
    server.by("casey").post(&end, &json!({"ended_on": "2026-10-02"})).ok();
    // The end was planned, and comes by itself.
    server.at("2026-10-05T17:00:00Z");
    for address in &all {
        quinn.get(address).refused(404, "not_found");
    }
    for list in ["/v1/support-requests", "/v1/outreaches", "/v1/incidents"] {
        assert_eq!(quinn.get(list).ok()["items"], json!([]), "{list}");
    }
}

#[test]
fn conf_27_names_are_for_the_work_and_not_for_who_has_done_it() {
    let server = Server::on_preset("oc_probation");
    server.at("2026-10-01T17:00:00Z");
    let (incident, slot) = incident_held_by(&server, "quinn");
    let quinn = server.by("quinn");
    quinn.post(&format!("{slot}/conflict-declaration"), &declaration(false)).ok();
    for event in ["initial_contact", "accept"] {
        quinn.post(&format!("{slot}/events"), &json!({ "event": event })).ok();
    }
    assert_eq!(quinn.get(&format!("{incident}/affected")).ok()["affected"][0]["name"], "Jordan Example");
    quinn.post(&format!("{slot}/events"), &json!({"event": "close"})).ok();
    quinn.get(&format!("{incident}/affected")).refused(404, "not_found");
}

#[test]
fn assign_01_nothing_is_given_to_who_is_not_let_in_or_has_no_role_of_the_policy() {
    let server = Server::on_preset("la_dcfs");
    let casey = server.by("casey");
    let new = json!({"channel": "telephone", "population": "employee", "stressor": "work"});
    let request =
        format!("/v1/support-requests/{}", text(&casey.post("/v1/support-requests", &new).ok()["id"]));
    casey.post(&format!("{request}/triage"), &json!({"decision": "pte_qualifies"})).ok();
    let to = |member: &str| json!({"member_id": server.member(member)});
    let assignment = format!("{request}/assignment");
    // This policy has no team leads.
    let refused = casey.post(&assignment, &to("taylor")).refused(409, "member_not_active");
    assert_eq!(refused["requirement"], "ASSIGN-01");
    let riley = format!("/v1/principals/{}/revocation", server.principal("riley"));
    server.by("avery").ask(&riley).ok();
    casey.post(&assignment, &to("riley")).refused(409, "member_not_active");
    casey.post(&assignment, &to("quinn")).ok();
    // Who is closed out later leaves the request to be given to another.
    let quinn = format!("/v1/principals/{}/revocation", server.principal("quinn"));
    server.by("avery").ask(&quinn).ok();
    let seen = casey.get(&request).ok();
    assert!(
        seen["allowed_actions"].as_array().expect("actions").contains(&json!("assign_request")),
        "{seen}"
    );
    casey.post(&assignment, &to("parker")).ok();
}

#[test]
fn assign_20_nobody_is_sent_to_somebody_who_has_left() {
    let server = Server::start();
    server.at("2026-10-05T17:00:00Z");
    let receipt = "/v1/public/example-dcs/support-request";
    let asker = server.by("nobody").with("Peerline-Receipt", "00112233445566778899aabbccddeeff");
    let wish = json!({"population": "employee", "stressor": "work", "category": "cumulative_stress",
        "mode": "telephone"});
    asker.put(receipt, &wish).ok();
    let casey = server.by("casey");
    let open = casey.get("/v1/support-requests").ok();
    let request = format!("/v1/support-requests/{}", text(&open["items"][0]["id"]));
    casey.post(&format!("{request}/triage"), &json!({"decision": "in_scope"})).ok();
    casey.post(&format!("{request}/assignment"), &json!({"member_id": server.member("dakota")})).ok();
    server.by("dakota").post(&format!("{request}/conflict-declaration"), &declaration(false)).ok();
    assert_eq!(asker.get(receipt).ok()["status"], "assigned");
    let end = format!("/v1/members/{}/end", server.member("dakota"));
    casey.post(&end, &json!({"ended_on": "2026-10-07"})).ok();
    server.at("2026-10-09T17:00:00Z");
    let told = asker.get(receipt).ok();
    assert_eq!(told["status"], "received");
    let coordinators = server.by("nobody").get("/v1/public/example-dcs").ok();
    assert!(!told["call"].as_array().expect("a way").is_empty(), "{coordinators}");
    assert!(!told.to_string().contains("5508"), "{told}");
}
