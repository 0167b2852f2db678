//! A person asks for support (REFER-05, REFER-32, REFER-39, ASSIGN-01, ASSIGN-21).

use crate::support::{Server, codes, declaration, errors, text};
use serde_json::{Value, json};

const ASK: &str = "/v1/public/example-dcs/support-requests";
const RECEIPT: &str = "/v1/public/example-dcs/support-request";

fn wish() -> Value {
    json!({"population": "employee", "stressor": "work", "category": "cumulative_stress", "mode": "telephone"})
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
    parker.post(&format!("{address}/conflict-declaration"), &declaration(false)).ok();
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
    assert_eq!(refused["clause"], "III, V.E.1");
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
        assert_eq!((&problem["requirement"], &problem["clause"]), (&json!("CONF-25"), &json!("V.G.3.a")));
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
    server.by("hr").post("/v1/support-requests", &body).refused(403, "forbidden_for_role");
}

#[test]
fn assign_21_only_the_supporter_declares_and_a_conflict_sends_the_request_back() {
    let server = Server::start();
    let (casey, parker) = (server.by("casey"), server.by("parker"));
    let mut body = wish();
    body["channel"] = json!("telephone");
    let id = text(&casey.post("/v1/support-requests", &body).ok()["id"]);
    let address = format!("/v1/support-requests/{id}");
    casey.post(&format!("{address}/triage"), &json!({"decision": "in_scope"})).ok();
    let mut conflict = declaration(false);
    conflict["supervises_recipient"] = json!(true);

    let in_their_place = json!({"member_id": server.member("parker"), "declaration": conflict});
    casey.post(&format!("{address}/assignment"), &in_their_place).refused(422, "field_not_permitted");
    casey.post(&format!("{address}/assignment"), &json!({"member_id": server.member("parker")})).ok();
    // What the policy asks is answered, and nothing else has to be.
    let open = parker.get(&address).ok();
    assert_eq!(open["declarations_asked"], json!(["supervises_recipient"]));
    let declaring = format!("{address}/conflict-declaration");
    let unanswered = parker.post(&declaring, &json!({"rank_differs": false})).refused(422, "field_required");
    assert_eq!(unanswered["requirement"], "ASSIGN-21");
    assert_eq!(errors(&unanswered), [("/supervises_recipient".to_owned(), "field_required".to_owned())]);
    assert_eq!(parker.get(&address).ok()["declared"], false);
    let returned = parker.post(&declaring, &json!({"supervises_recipient": true})).ok();
    assert_eq!(returned["returned"]["code"], "conflict_of_interest");
    assert_eq!(casey.get(&address).ok()["state"], "triaged_in");
    parker.get(&address).refused(404, "not_found");
}

#[test]
fn refer_05_a_member_or_supervisor_enters_a_request_and_learns_that_it_was_received() {
    let server = Server::start();
    for (person, channel) in [("parker", "direct_to_member"), ("sam", "telephone")] {
        let mut body = wish();
        body["channel"] = json!(channel);
        let reply = server.by(person).post("/v1/support-requests", &body);
        assert_eq!((reply.status, &reply.json["status"]), (202, &json!("received")), "{}", reply.text);
        assert_eq!(reply.json.as_object().unwrap().len(), 2, "nothing but the id and that it was received");
    }
    server.by("sam").get("/v1/support-requests").refused(403, "forbidden_for_role");
    assert_eq!(server.by("parker").get("/v1/support-requests").ok()["items"], json!([]));
    assert_eq!(server.by("casey").get("/v1/support-requests").ok()["items"].as_array().unwrap().len(), 2);
}

#[test]
fn assign_20_what_a_member_holds_goes_back_when_they_leave_and_they_can_no_longer_act_on_it() {
    let server = Server::start();
    let (casey, dakota) = (server.by("casey"), server.by("dakota"));
    let mut body = wish();
    body["channel"] = json!("telephone");
    let held = |until_leave: &str| {
        let id = text(&casey.post("/v1/support-requests", &body).ok()["id"]);
        let address = format!("/v1/support-requests/{id}");
        casey.post(&format!("{address}/triage"), &json!({"decision": "in_scope"})).ok();
        casey.post(&format!("{address}/assignment"), &json!({"member_id": server.member("dakota")})).ok();
        dakota.post(&format!("{address}/conflict-declaration"), &declaration(false)).ok();
        let leave = json!({"from": until_leave, "until": null});
        casey.put(&format!("/v1/members/{}/leave", server.member("dakota")), &leave).ok();
        address
    };
    // Planned for later: on that day the member may no longer act, and the coordinator gives it to another.
    let planned = held("2026-10-03");
    server.at("2026-10-04T16:00:00Z");
    dakota
        .post(&format!("{planned}/events"), &json!({"event": "contact_made"}))
        .refused(409, "member_on_leave");
    dakota.get(&planned).refused(404, "not_found");
    assert_eq!(
        casey.get(&planned).ok()["allowed_actions"],
        json!(["assign_request", "record_request_event"])
    );
    let given =
        casey.post(&format!("{planned}/assignment"), &json!({"member_id": server.member("quinn")})).ok();
    assert_eq!((&given["state"], &given["declared"]), (&json!("assigned"), &json!(false)));

    // From today: it goes back at once.
    casey.delete(&format!("/v1/members/{}/leave", server.member("dakota"))).ok();
    let today = held("2026-10-04");
    let back = casey.get(&today).ok();
    assert_eq!((&back["state"], &back["member_id"]), (&json!("triaged_in"), &Value::Null));
    dakota.get(&today).refused(404, "not_found");
    let absent = json!({"member_id": server.member("dakota")});
    casey.post(&format!("{today}/assignment"), &absent).refused(409, "member_on_leave");
}

#[test]
fn refer_33_a_request_out_of_scope_ends_with_other_resources() {
    let server = Server::start();
    let casey = server.by("casey");
    let mut body = wish();
    body["channel"] = json!("telephone");
    let request = casey.post("/v1/support-requests", &body).ok();
    assert_eq!(request["resources"], json!([]));
    let address = format!("/v1/support-requests/{}", text(&request["id"]));
    let out = casey.post(&format!("{address}/triage"), &json!({"decision": "out_of_scope"})).ok();
    assert!(!out["resources"].as_array().unwrap().is_empty());
    casey.get(&address).refused(404, "not_found");
}

#[test]
fn prog_27_the_same_receipt_at_two_agencies_is_two_requests_and_each_sees_its_own() {
    let server = Server::start();
    drop(server.agency("second-agency", "arizona_dcs").in_force());
    let requester = server.by("nobody").with("Peerline-Receipt", "00112233445566778899aabbccddeeff");
    let there = "/v1/public/second-agency/support-request";
    let first = requester.put(RECEIPT, &wish()).ok();
    requester.get(there).refused(404, "not_found");
    let second = requester.put(there, &wish()).ok();
    assert_ne!(first["spoken_code"], second["spoken_code"]);
    assert_eq!(requester.delete(there).status, 204);
    requester.get(there).refused(404, "not_found");
    assert_eq!(requester.get(RECEIPT).ok()["spoken_code"], first["spoken_code"]);
}

#[test]
fn refer_25_where_the_policy_asks_no_more_than_a_way_to_respond_nothing_else_has_to_be_told() {
    const ADDRESS: &str = "/v1/public/example-dcs/support-requests";
    let server = Server::on_preset("mn_public_safety");
    let received = server.by("nobody").post(ADDRESS, &json!({})).ok();
    assert!(received["spoken_code"].is_string(), "the way to respond: {received}");
    let casey = server.by("casey");
    let request = casey.get("/v1/support-requests").ok()["items"][0].clone();
    assert_eq!((&request["population"], &request["stressor"]), (&json!("not_told"), &json!("not_told")));
    assert_eq!((&request["state"], &request["refer_out_proposed"]), (&json!("received"), &json!(false)));
    let triage = format!("/v1/support-requests/{}/triage", text(&request["id"]));
    assert_eq!(casey.post(&triage, &json!({"decision": "in_scope"})).ok()["state"], "triaged_in");
    let form = server.by("nobody").get("/v1/public/example-dcs/forms/support-request").ok();
    assert!(form["fields"].as_array().unwrap().iter().all(|field| field["required"] == false), "{form}");

    for preset in ["arizona_dcs", "oc_probation"] {
        let server = Server::on_preset(preset);
        for (told, requirement, at) in [
            (json!({}), "PROG-03", "/population"),
            (json!({"stressor": "work", "population": null}), "PROG-03", "/population"),
            (json!({"stressor": "work", "population": "not_told"}), "PROG-03", "/population"),
            (json!({"population": "employee"}), "PROG-04", "/stressor"),
        ] {
            let refused = server.by("nobody").post(ADDRESS, &told).refused(422, "field_required");
            assert_eq!(refused["requirement"], requirement, "{preset} {told}");
            assert_eq!(errors(&refused), [(at.to_owned(), "field_required".to_owned())]);
        }
        assert_eq!(server.by("casey").get("/v1/support-requests").ok()["items"], json!([]));
    }
}
