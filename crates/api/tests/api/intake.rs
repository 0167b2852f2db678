//! A person asks for support (REFER-05, REFER-32, REFER-39, ASSIGN-01, ASSIGN-21).

use crate::support::{Server, codes, text};
use serde_json::{Value, json};

const ASK: &str = "/v1/public/example-dcs/support-requests";
const RECEIPT: &str = "/v1/public/example-dcs/support-request";

fn wish() -> Value {
    json!({"population": "employee", "stressor": "work", "category": "cumulative_stress", "mode": "telephone"})
}

fn no_conflict() -> Value {
    json!({"investigation_role": false, "witnessed_incident": false, "supervises_recipient": false,
        "rank_differs": false, "dual_relationship": false})
}

#[test]
fn refer_32_a_nameless_request_with_a_receipt_lives_until_it_is_finished() {
    let server = Server::start();
    let requester = server.by("nobody").with("Peerline-Receipt", "00112233445566778899aabbccddeeff");
    let (casey, parker) = (server.by("casey"), server.by("parker"));

    let first = requester.put(RECEIPT, &wish()).ok();
    assert_eq!(first["status"], "received");
    assert_eq!(requester.put(RECEIPT, &wish()).ok(), first, "the same receipt again changes nothing");

    let open = casey.get("/v1/support-requests").ok();
    let request = &open["items"][0];
    assert_eq!(open["items"].as_array().unwrap().len(), 1);
    assert_eq!(request["spoken_code"], first["spoken_code"]);
    let address = format!("/v1/support-requests/{}", text(&request["id"]));

    parker.get(&address).refused(404, "not_found");
    casey.post(&format!("{address}/triage"), &json!({"decision": "in_scope"})).ok();
    let assigned =
        casey.post(&format!("{address}/assignment"), &json!({"member_id": server.member("parker")})).ok();
    assert_eq!((&assigned["state"], &assigned["declared"]), (&json!("assigned"), &json!(false)));
    assert_eq!(requester.get(RECEIPT).ok()["status"], "received", "nobody is named before the declaration");

    let early = parker.post(&format!("{address}/events"), &json!({"event": "contact_made"}));
    assert_eq!(early.refused(409, "step_out_of_order")["requirement"], "ASSIGN-21");
    parker.post(&format!("{address}/conflict-declaration"), &no_conflict()).ok();
    let receipt = requester.get(RECEIPT).ok();
    assert_eq!(receipt["status"], "assigned");
    assert_eq!(
        receipt["call"],
        json!([{"channel": "telephone extension 5505", "hours": "Mon-Fri 9:00-17:00"}])
    );

    parker.post(&format!("{address}/events"), &json!({"event": "contact_made"})).ok();
    let ended = parker.post(&format!("{address}/events"), &json!({"event": "finish"})).ok();
    assert_eq!(ended["state"], "closed");
    requester.get(RECEIPT).refused(404, "not_found");
    casey.get(&address).refused(404, "not_found");
}

#[test]
fn follow_06_a_person_who_changes_their_mind_leaves_nothing_and_is_not_followed_up() {
    let server = Server::start();
    let requester = server.by("nobody").with("Peerline-Receipt", "ffeeddccbbaa99887766554433221100");
    requester.put(RECEIPT, &wish()).ok();
    assert_eq!(requester.delete(RECEIPT).status, 204);
    requester.get(RECEIPT).refused(404, "not_found");
    assert_eq!(server.by("casey").get("/v1/support-requests").ok()["items"], json!([]));
    requester.delete(RECEIPT).refused(404, "not_found");
}

#[test]
fn prog_03_family_is_shown_other_resources_and_employees_are_let_in() {
    let server = Server::start();
    let nobody = server.by("nobody");
    let mut family = wish();
    family["population"] = json!("family");
    let refused = nobody.post(ASK, &family).refused(422, "population_out_of_scope");
    assert!(!refused["resources"].as_array().unwrap().is_empty());
    assert_eq!(nobody.post(ASK, &wish()).status, 202);
    assert_eq!(server.by("casey").get("/v1/support-requests").ok()["items"].as_array().unwrap().len(), 1);
}

#[test]
fn conf_25_no_field_can_carry_a_name_or_a_text() {
    let server = Server::start();
    for (field, code) in [
        ("recipient_name", "field_not_permitted"),
        ("notes", "free_text_forbidden"),
        ("phone", "field_not_permitted"),
        ("Marigold Quillfeather", "field_not_permitted"),
    ] {
        let mut body = wish();
        body[field] = json!("Marigold Quillfeather");
        let reply = server.by("nobody").post(ASK, &body);
        assert!(!reply.text.contains("Marigold"), "{}", reply.text);
        let problem = reply.refused(422, "field_not_permitted");
        assert_eq!(problem["errors"][0]["code"], code);
    }
    for field in ["category", "mode"] {
        let mut body = wish();
        body[field] = json!("Marigold Quillfeather");
        let reply = server.by("nobody").post(ASK, &body);
        assert!(!reply.text.contains("Marigold"), "{}", reply.text);
        assert_eq!(reply.refused(422, "kind_not_in_policy")["errors"][0]["pointer"], format!("/{field}"));
    }
    assert_eq!(server.by("casey").get("/v1/support-requests").ok()["items"], json!([]));
}

#[test]
fn conf_25_a_small_unit_is_recorded_as_the_unit_above_it() {
    let server = Server::start();
    let mut body = wish();
    body["unit_id"] = json!(server.unit("Northern night desk"));
    server.by("nobody").post(ASK, &body).ok();
    let open = server.by("casey").get("/v1/support-requests").ok();
    assert_eq!(open["items"][0]["unit_id"], json!(server.unit("Northern region")));
}

#[test]
fn refer_01_a_request_by_a_way_the_policy_does_not_list_is_taken_with_a_variance() {
    let server = Server::start();
    let casey = server.by("casey");
    let mut body = wish();
    body["channel"] = json!("telephone");
    assert_eq!(casey.post("/v1/support-requests", &body).ok()["variances"], json!([]));
    body["channel"] = json!("text");
    let entered = casey.post("/v1/support-requests", &body).ok();
    assert_eq!(codes(&entered["variances"]), ["channel_not_permitted"]);
    body["channel"] = json!("web");
    casey.post("/v1/support-requests", &body).refused(422, "code_unknown");
    server.by("parker").post("/v1/support-requests", &body).refused(403, "forbidden_for_role");
}

#[test]
fn assign_08_a_supervisor_of_the_recipient_is_refused_or_sent_back() {
    let server = Server::start();
    let (casey, parker) = (server.by("casey"), server.by("parker"));
    let mut body = wish();
    body["channel"] = json!("telephone");
    let id = text(&casey.post("/v1/support-requests", &body).ok()["id"]);
    let address = format!("/v1/support-requests/{id}");
    casey.post(&format!("{address}/triage"), &json!({"decision": "in_scope"})).ok();
    let mut conflict = no_conflict();
    conflict["supervises_recipient"] = json!(true);

    let known = json!({"member_id": server.member("parker"), "declaration": conflict});
    casey.post(&format!("{address}/assignment"), &known).refused(409, "conflict_of_interest");
    assert_eq!(casey.get(&address).ok()["state"], "triaged_in");

    casey.post(&format!("{address}/assignment"), &json!({"member_id": server.member("parker")})).ok();
    let returned = parker.post(&format!("{address}/conflict-declaration"), &conflict).ok();
    assert_eq!(returned["returned"]["code"], "conflict_of_interest");
    assert_eq!(casey.get(&address).ok()["state"], "triaged_in");
    parker.get(&address).refused(404, "not_found");
}

#[test]
fn what_is_offered_is_what_is_accepted() {
    let server = Server::start();
    let casey = server.by("casey");
    let mut body = wish();
    body["channel"] = json!("telephone");
    let request = casey.post("/v1/support-requests", &body).ok();
    assert_eq!(request["allowed_actions"], json!(["triage_request", "record_request_event"]));
    assert_eq!(request["allowed_events"], json!(["withdraw"]));
    let address = format!("/v1/support-requests/{}", text(&request["id"]));
    casey
        .post(&format!("{address}/assignment"), &json!({"member_id": server.member("parker")}))
        .refused(409, "step_out_of_order");
    casey.post(&format!("{address}/events"), &json!({"event": "finish"})).refused(403, "forbidden_for_role");
    casey.post(&format!("{address}/events"), &json!({"event": "withdraw"})).ok();
}
