//! The recipient of a request: named where the policy lets it, sealed, disclosed, purged (0.6, CONF-25 to CONF-27).

use crate::support::{Caller, Server, assert_same, errors, text};
use serde_json::{Value, json};

const NOWHERE: &str = "/v1/support-requests/0b6f7f1c-6a3f-4f7e-8a4e-1f2d3c4b5a69/recipient";

fn jordan() -> Value {
    json!({"name": "Jordan Example", "contact": "jordan@example.org", "context": null})
}

/// A request that reached the coordinator; its address.
fn request(server: &Server) -> String {
    let new = json!({"channel": "email", "population": "employee", "stressor": "work", "category": null,
        "mode": null, "unit_id": null, "incident_id": null});
    let made = server.by("casey").post("/v1/support-requests", &new).ok();
    format!("/v1/support-requests/{}", text(&made["id"]))
}

fn assigned(server: &Server, request: &str, member: &str) {
    let casey = server.by("casey");
    casey.post(&format!("{request}/triage"), &json!({"decision": "in_scope"})).ok();
    casey.post(&format!("{request}/assignment"), &json!({"member_id": server.member(member)})).ok();
}

/// Somebody appointed to a role that the demo has nobody in.
fn appointed(server: &Server, role: &str) -> Caller {
    let new = json!({"display_name": "Harper Head", "kind": "person", "roles": [role]});
    server.acting_as(&text(&server.by("avery").post("/v1/principals", &new).ok()["id"]))
}

#[test]
fn conf_25_a_policy_that_names_nobody_refuses_a_recipient_with_its_clause_and_says_no_more() {
    let server = Server::start();
    let (casey, request) = (server.by("casey"), request(&server));
    let recipient = format!("{request}/recipient");
    let refused = casey.put(&recipient, &jordan()).refused(422, "field_not_permitted");
    assert_eq!((&refused["requirement"], &refused["clause"]), (&json!("CONF-25"), &json!("V.G.3.a")));
    let all: Vec<_> = errors(&refused).into_iter().map(|(pointer, _)| pointer).collect();
    assert_eq!(all, ["/name", "/contact"]);
    assert!(!refused.to_string().contains("ordan"), "no value comes back");
    assert_same(refused, casey.put(NOWHERE, &jordan()).refused(422, "field_not_permitted"));
    casey.get(&recipient).refused(404, "not_found");
    let shown = casey.get(&request).ok();
    assert!(!shown["allowed_actions"].as_array().unwrap().contains(&json!("record_recipient")));
    assert_eq!(server.keys().cases, 0, "no key was drawn");
}

#[test]
fn conf_26_a_case_names_its_recipient_to_manager_director_and_assigned_supporter_only() {
    let server = Server::on_preset("la_dcfs");
    let (casey, request) = (server.by("casey"), request(&server));
    let recipient = format!("{request}/recipient");
    assert!(
        casey.get(&request).ok()["allowed_actions"].as_array().unwrap().contains(&json!("record_recipient"))
    );
    casey.get(&recipient).refused(404, "not_found");
    assert_eq!(casey.put(&recipient, &jordan()).status, 204);
    assigned(&server, &request, "parker");

    for reader in [casey.clone(), server.by("parker"), appointed(&server, "programme_head")] {
        assert_eq!(reader.get(&recipient).ok(), jordan());
    }
    server.by("quinn").get(&recipient).refused(404, "not_found");
    let denied = server.by("sam").get(&recipient).refused(403, "supervisor_access_denied");
    assert_same(denied, server.by("sam").get(NOWHERE).refused(403, "supervisor_access_denied"));
    for other in ["taylor", "emerson", "avery", "hr", "incident"] {
        server.by(other).get(&recipient).refused(403, "forbidden_for_role");
    }
    for other in ["parker", "sam", "taylor"] {
        server.by(other).put(&recipient, &jordan()).refused(403, "forbidden_for_role");
    }
    for reader in [&casey, &server.by("parker")] {
        let whole = reader.get(&request).text + &reader.get("/v1/support-requests").text;
        assert!(
            !whole.contains("Jordan") && !whole.contains("jordan@"),
            "the request itself does not show it"
        );
    }
}

#[test]
fn conf_25_what_is_recorded_can_be_corrected_and_what_the_contract_does_not_know_is_refused() {
    let server = Server::on_preset("la_dcfs");
    let (casey, request) = (server.by("casey"), request(&server));
    let recipient = format!("{request}/recipient");
    casey.put(&recipient, &jordan()).ok();
    let corrected =
        json!({"name": "Jordan Sample", "contact": null, "context": "Was present when it happened."});
    assert_eq!(casey.put(&recipient, &corrected).status, 204);
    assert_eq!(casey.get(&recipient).ok(), corrected);
    assert_eq!(server.keys().cases, 1, "the same case, the same key");
    let unknown = json!({"name": "Jordan Example", "narrative": "x"});
    casey.put(&recipient, &unknown).refused(422, "field_not_permitted");
    let blank = casey.put(&recipient, &json!({"name": "  "})).refused(422, "field_out_of_range");
    assert_eq!(errors(&blank), [("/name".to_owned(), "field_out_of_range".to_owned())]);
    casey.put(NOWHERE, &jordan()).refused(404, "not_found");
}

#[test]
fn conf_25_an_intake_names_the_person_without_further_words_and_not_to_the_program_s_head() {
    let server = Server::on_preset("oc_probation");
    let (casey, request) = (server.by("casey"), request(&server));
    let recipient = format!("{request}/recipient");
    let wordy = json!({"name": "Jordan Example", "contact": null, "context": "Words."});
    let refused = casey.put(&recipient, &wordy).refused(422, "field_not_permitted");
    assert_eq!(errors(&refused), [("/context".to_owned(), "free_text_forbidden".to_owned())]);
    assert_eq!(refused["clause"], "I.C.3.i");
    assert_eq!(casey.put(&recipient, &jordan()).status, 204);
    assert_eq!(casey.get(&recipient).ok(), jordan());
    let head = appointed(&server, "programme_head");
    let forbidden = head.get(&recipient).refused(403, "forbidden_for_role");
    assert_same(forbidden, head.get(NOWHERE).refused(403, "forbidden_for_role"));
}

#[test]
fn conf_27_a_recipient_is_purged_with_its_key_on_request_and_when_the_request_closes() {
    let server = Server::on_preset("la_dcfs");
    let (casey, request) = (server.by("casey"), request(&server));
    let recipient = format!("{request}/recipient");
    let counts = || {
        let keys = server.keys();
        (keys.cases, keys.purged, keys.pending)
    };
    casey.put(&recipient, &jordan()).ok();
    assert_eq!(counts(), (1, 0, 0));
    assert_eq!(casey.delete(&recipient).status, 204);
    assert_eq!(counts(), (0, 1, 0));
    casey.get(&recipient).refused(404, "not_found");
    casey.delete(&recipient).refused(404, "not_found");
    casey.get(&request).ok();

    assert_eq!(casey.put(&recipient, &jordan()).status, 204, "the request is still open");
    assert_eq!(counts(), (1, 1, 0));
    casey.post(&format!("{request}/events"), &json!({"event": "withdraw"})).ok();
    assert_eq!(counts(), (0, 2, 0));
    casey.get(&recipient).refused(404, "not_found");

    let refused_in_triage = self::request(&server);
    casey.put(&format!("{refused_in_triage}/recipient"), &jordan()).ok();
    casey.post(&format!("{refused_in_triage}/triage"), &json!({"decision": "out_of_scope"})).ok();
    assert_eq!(counts(), (0, 3, 0));
}

#[test]
fn conf_32_head_discloses_nothing_and_leaves_no_disclosure() {
    let server = Server::on_preset("la_dcfs");
    let (casey, request) = (server.by("casey"), request(&server));
    let recipient = format!("{request}/recipient");
    assert_eq!(casey.put(&recipient, &jordan()).status, 204);
    for caller in ["casey", "sam", "nobody"] {
        for address in [recipient.as_str(), NOWHERE] {
            let head = server.by(caller).send_bare("HEAD", address);
            assert_eq!((head.status, head.text.as_str()), (405, ""), "{caller}");
            assert_eq!(head.headers["allow"], "GET, PUT, DELETE, OPTIONS");
            assert!(!head.headers.contains_key("etag"));
        }
    }
    let options = casey.send_bare("OPTIONS", &recipient);
    assert_eq!((options.status, options.headers["allow"].as_str()), (204, "GET, PUT, DELETE, OPTIONS"));
    assert_eq!(server.seal().audited_as("events", "read_recipient"), 0);
    assert_eq!(casey.get(&recipient).ok(), jordan());
    assert_eq!(server.seal().audited_as("events", "read_recipient"), 1);
}
