//! Commands that are sent again under an `Idempotency-Key`.

mod every_post;
mod midnight;
mod parallel;

use crate::support::{Caller, Server, text};
use peerline_persistence::Scope;
use serde_json::{Value, json};

const KEY: &str = "8e03978e-40d5-43dd-bc93-6894a57f9324";

fn keyed(caller: &Caller, key: &str) -> Caller {
    caller.clone().with("Idempotency-Key", key)
}

fn unit(name: &str) -> Value {
    json!({"name": name, "parent_id": null, "headcount": 80})
}

fn count(server: &Server, name: &str) -> usize {
    let units = server.by("casey").get("/v1/units").ok();
    units["items"].as_array().unwrap().iter().filter(|unit| unit["name"] == name).count()
}

#[test]
fn the_same_key_and_payload_have_one_effect_and_one_answer() {
    let server = Server::start();
    let avery = server.by("avery");
    let first = keyed(&avery, KEY).post("/v1/units", &unit("Annex"));
    assert_eq!(first.status, 201, "{}", first.text);
    for (key, body) in [
        (KEY.to_owned(), unit("Annex").to_string()),
        (format!("\"{KEY}\""), unit("Annex").to_string()),
        (KEY.to_owned(), r#" {"headcount" : 80, "name":"Annex",  "parent_id":null } "#.to_owned()),
    ] {
        let again = keyed(&avery, &key).post_text("/v1/units", &body);
        assert_eq!((again.status, &again.json), (201, &first.json), "{key} {body}");
        assert_eq!(again.headers["location"], first.headers["location"]);
    }
    assert_eq!(count(&server, "Annex"), 1);
}

#[test]
fn a_replay_shows_what_the_command_made_as_it_is_now() {
    let server = Server::start();
    let avery = server.by("avery");
    let made = keyed(&avery, KEY).post("/v1/units", &unit("Annex")).ok();
    let headcount = format!("/v1/units/{}/headcount", text(&made["id"]));
    avery.put(&headcount, &json!({"headcount": 90})).ok();
    assert_eq!(keyed(&avery, KEY).post("/v1/units", &unit("Annex")).ok()["headcount"], 90);
}

#[test]
fn another_payload_or_address_under_the_key_is_refused() {
    let server = Server::start();
    let casey = keyed(&server.by("casey"), KEY);
    casey.post("/v1/units", &unit("Annex")).ok();
    casey.post("/v1/units", &unit("Another")).refused(422, "idempotency_key_reused");
    let kind = json!({"kind": "group_response"});
    casey.post("/v1/group-sessions", &kind).refused(422, "idempotency_key_reused");
    assert_eq!((count(&server, "Annex"), count(&server, "Another")), (1, 0));
}

#[test]
fn a_key_that_is_none_is_refused_after_the_role() {
    let server = Server::start();
    let long = "k".repeat(256);
    for key in ["\"\"", "\"open", "a\"b", long.as_str()] {
        keyed(&server.by("avery"), key).post("/v1/units", &unit("Annex")).refused(400, "malformed_request");
        keyed(&server.by("parker"), key).post("/v1/units", &unit("Annex")).refused(403, "forbidden_for_role");
    }
    assert_eq!(count(&server, "Annex"), 0);
}

#[test]
fn a_refused_command_leaves_its_key_free() {
    let server = Server::start();
    let avery = keyed(&server.by("avery"), KEY);
    let lost = json!({"name": "Annex", "parent_id": "0b6f7f1c-6a3f-4f7e-8a4e-1f2d3c4b5a69", "headcount": 80});
    avery.post("/v1/units", &lost).refused(422, "reference_unknown");
    assert_eq!(avery.post("/v1/units", &unit("Annex")).status, 201);
    assert_eq!(count(&server, "Annex"), 1);
}

#[test]
fn the_same_key_of_another_caller_or_agency_is_another() {
    let server = Server::start();
    let (avery, casey) = (server.by("avery"), server.by("casey"));
    let other = server.agency("another", "denver_911");
    let made: Vec<String> = [
        keyed(&avery, KEY).post("/v1/units", &unit("Annex")),
        keyed(&casey, KEY).post("/v1/units", &unit("Barn")),
        keyed(&other.administrator, KEY).post("/v1/units", &unit("Annex")),
    ]
    .into_iter()
    .map(|reply| text(&reply.ok()["id"]))
    .collect();
    assert_ne!(made[0], made[2]);
    assert_eq!((count(&server, "Annex"), count(&server, "Barn")), (1, 1));
    assert_eq!(text(&keyed(&avery, KEY).post("/v1/units", &unit("Annex")).ok()["id"]), made[0]);
}

#[test]
fn a_key_is_known_after_a_restart_and_until_the_end_of_the_next_day() {
    let server = Server::start();
    let replica = server.replica();
    let (first, other) = (keyed(&server.by("avery"), KEY), keyed(&replica.by("avery"), KEY));
    server.at("2026-10-01T23:59:59Z");
    let made = first.post("/v1/units", &unit("Annex")).ok();
    server.at("2026-10-02T23:59:59Z");
    assert_eq!(other.post("/v1/units", &unit("Annex")).ok(), made);
    // From the day after the next on, the key says nothing any more; the name is taken all the same.
    server.at("2026-10-03T00:00:00Z");
    other.post("/v1/units", &unit("Annex")).refused(409, "duplicate");
}

/// Slots, fingerprints and outcomes are deleted once their keys are.
#[test]
fn what_was_kept_the_day_before_yesterday_is_swept_by_whoever_writes() {
    let server = Server::start();
    server.at("2026-10-01T12:00:00Z");
    keyed(&server.by("avery"), KEY).post("/v1/units", &unit("Annex")).ok();
    server.at("2026-10-03T12:00:00Z");
    keyed(&server.by("avery"), "another").post("/v1/units", &unit("Barn")).ok();
    let left = |day: &str| {
        let before = day.parse().unwrap();
        let swept = server
            .store()
            .write(Scope::Agency(server.agency_id()), move |tx| tx.delete_sent_commands_before(before, 9));
        swept.unwrap()
    };
    assert_eq!((left("2026-10-03"), left("2026-10-04")), (0, 1));
}

#[test]
fn what_a_command_made_and_has_ended_since_is_gone_and_told_so() {
    let server = Server::start();
    let (casey, parker) = (keyed(&server.by("casey"), KEY), server.by("parker"));
    let wish = json!({"channel": "telephone", "population": "employee", "stressor": "work"});
    let made = casey.post("/v1/support-requests", &wish).ok();
    let address = format!("/v1/support-requests/{}", text(&made["id"]));
    server.by("casey").post(&format!("{address}/events"), &json!({"event": "withdraw"})).ok();
    server.by("casey").get(&address).refused(404, "not_found");
    casey.post("/v1/support-requests", &wish).refused(410, "command_carried_out");

    // Whoever hands a request on learns no more than the first time, whatever has become of it.
    let sam = keyed(&server.by("sam"), KEY);
    let received = sam.post("/v1/support-requests", &wish);
    assert_eq!(received.status, 202);
    let ended = format!("/v1/support-requests/{}/events", text(&received.json["id"]));
    server.by("casey").post(&ended, &json!({"event": "withdraw"})).ok();
    let again = sam.post("/v1/support-requests", &wish);
    assert_eq!((again.status, again.json), (202, received.json));
    drop(parker);
}

#[test]
fn a_secret_is_shown_once() {
    let server = Server::start();
    let platform = keyed(&server.platform(), KEY);
    let new =
        json!({"slug": "founded", "name": "Founded", "preset": "denver_911", "administrator_name": "Ash"});
    let (first, again) = (platform.post("/v1/agencies", &new).ok(), platform.post("/v1/agencies", &new).ok());
    assert!(first["administrator"]["access_token"].is_string());
    assert_eq!(again["administrator"]["access_token"], Value::Null);
    assert_eq!(again["administrator"]["principal_id"], first["administrator"]["principal_id"]);
    assert_eq!(
        (&again["agency"], &again["policy_version_id"]),
        (&first["agency"], &first["policy_version_id"])
    );
}
