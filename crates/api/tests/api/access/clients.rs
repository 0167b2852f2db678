//! Client credentials (RFC 6749 section 4.4).

use crate::support::{Caller, Reply, Server, text};
use data_encoding::BASE64;
use peerline_api::limits::{Clients, Limits, Ticks};
use peerline_api::state::Surface;
use serde_json::{Value, json};
use std::sync::Arc;

/// What a machine may read.
const CALENDAR: &str = "/v1/releases/calendar?year=2026";

/// A machine's id, its secret, and the address of its secrets.
fn machine(server: &Server) -> (String, Value, String) {
    let id = server.principal("hr");
    let secrets = format!("/v1/principals/{id}/client-secrets");
    let made = server.by("avery").ask(&secrets).ok();
    (id, made, secrets)
}

fn posted(nobody: &Caller, id: &str, secret: &str, more: &str) -> Reply {
    let form = format!("grant_type=client_credentials&client_id={id}&client_secret={secret}{more}");
    nobody.post_form("/oauth/token", &form)
}

#[track_caller]
fn refused(reply: Reply, status: u16, error: &str) -> Reply {
    assert_eq!((reply.status, &reply.json), (status, &json!({"error": error})), "{}", reply.text);
    assert!(reply.headers["content-type"].starts_with("application/json"));
    assert_eq!(reply.headers["cache-control"], "no-store");
    reply
}

#[test]
fn conf_26_a_machine_exchanges_its_secret_for_a_narrow_token_of_ten_minutes() {
    let server = Server::start();
    let (id, made, _) = machine(&server);
    let secret = text(&made["client_secret"]);
    assert_eq!(secret.len(), 52, "256 bits");
    let nobody = server.by("nobody");
    let reply = posted(&nobody, &id, &secret, "");
    assert_eq!(reply.headers["cache-control"], "no-store");
    let token = reply.ok();
    assert_eq!(
        (&token["token_type"], &token["expires_in"], &token["scope"]),
        (&json!("Bearer"), &json!(600), &json!("reports:read"))
    );
    let basic = format!("Basic {}", BASE64.encode(format!("{id}:{secret}").as_bytes()));
    let by_header = nobody.clone().with("Authorization", &basic);
    by_header.post_form("/oauth/token", "grant_type=client_credentials&scope=reports:read").ok();
    let bearer = server.holding(&text(&token["access_token"]));
    bearer.get(CALENDAR).ok();
    bearer.get("/v1/units").refused(403, "forbidden_for_role");
    server.at("2026-10-01T16:09:59Z");
    bearer.get(CALENDAR).ok();
    server.at("2026-10-01T16:10:00Z");
    bearer.get(CALENDAR).refused(401, "unauthenticated");
}

#[test]
fn conf_26_an_unknown_machine_and_a_wrong_secret_are_answered_alike() {
    let server = Server::start();
    let (id, made, _) = machine(&server);
    let (secret, nobody) = (text(&made["client_secret"]), server.by("nobody"));
    let unknown = "00000000-0000-4000-8000-000000000000";
    let person = server.principal("casey");
    let wrong = refused(posted(&nobody, &id, "wrong", ""), 401, "invalid_client");
    assert_eq!(wrong.headers["www-authenticate"], "Basic realm=\"peerline\"");
    for (client, secret) in [
        (unknown, secret.as_str()),
        (person.as_str(), secret.as_str()),
        ("x", secret.as_str()),
        (id.as_str(), &secret[..51]),
        (id.as_str(), &secret.to_lowercase()),
    ] {
        let reply = refused(posted(&nobody, client, secret, ""), 401, "invalid_client");
        assert_eq!(
            (reply.text, &reply.headers["www-authenticate"]),
            (wrong.text.clone(), &wrong.headers["www-authenticate"])
        );
    }
    refused(nobody.post_form("/oauth/token", "grant_type=client_credentials"), 401, "invalid_client");
}

#[test]
fn requests_that_are_not_as_rfc_6749_asks_are_refused_with_its_codes() {
    let server = Server::start();
    let (id, made, _) = machine(&server);
    let (secret, nobody) = (text(&made["client_secret"]), server.by("nobody"));
    let own = format!("client_id={id}&client_secret={secret}");
    for (form, error) in [
        (own.clone(), "invalid_request"),
        (format!("{own}&grant_type=password"), "unsupported_grant_type"),
        (format!("{own}&grant_type="), "invalid_request"),
        (format!("{own}&grant_type=client_credentials&grant_type=client_credentials"), "invalid_request"),
        (format!("{own}&grant_type=client_credentials&scope=referrals:create"), "invalid_scope"),
        (format!("{own}&grant_type=client_credentials&scope=everything"), "invalid_scope"),
        (format!("{own}&grant_type=client_credentials&scope=reports:read%20%20"), "invalid_scope"),
        (format!("{own}&grant_type=client_credentials&x={}", "x".repeat(5_000)), "invalid_request"),
    ] {
        refused(nobody.post_form("/oauth/token", &form), 400, error);
    }
    refused(
        nobody.post("/oauth/token", &json!({"grant_type": "client_credentials"})),
        400,
        "invalid_request",
    );
    let large = format!("{own}&grant_type=client_credentials&x={}", "x".repeat(70_000));
    refused(nobody.post_form("/oauth/token", &large), 400, "invalid_request");
    for kind in ["text/plain", "application/json", "multipart/form-data; boundary=x", "nonsense"] {
        let sent = format!("{own}&grant_type=client_credentials");
        refused(nobody.post_as(kind, "/oauth/token", &sent), 400, "invalid_request");
    }
    let basic = format!("Basic {}", BASE64.encode(format!("{id}:{secret}").as_bytes()));
    let both = nobody.clone().with("Authorization", &basic);
    let twice = both.post_form("/oauth/token", &format!("{own}&grant_type=client_credentials"));
    refused(twice, 400, "invalid_request");
    nobody.get("/oauth/token").refused(405, "method_not_allowed");
}

#[test]
fn conf_26_secrets_take_each_other_s_place_and_are_shown_once() {
    let server = Server::start();
    let avery = server.by("avery");
    let (id, first, secrets) = machine(&server);
    let second = avery.ask(&secrets).ok();
    let nobody = server.by("nobody");
    for made in [&first, &second] {
        posted(&nobody, &id, &text(&made["client_secret"]), "").ok();
    }
    let listed = avery.get(&secrets);
    assert!(!listed.text.contains(&text(&first["client_secret"])));
    assert_eq!(listed.ok()["items"].as_array().unwrap().len(), 2);
    let address = format!("{secrets}/{}", text(&first["id"]));
    assert_eq!(avery.delete(&address).status, 204);
    avery.delete(&address).refused(404, "not_found");
    refused(posted(&nobody, &id, &text(&first["client_secret"]), ""), 401, "invalid_client");
    posted(&nobody, &id, &text(&second["client_secret"]), "").ok();
    for _ in 0..4 {
        avery.ask(&secrets).ok();
    }
    avery.ask(&secrets).refused(409, "limit_reached");
    let of_a_person = format!("/v1/principals/{}/client-secrets", server.principal("casey"));
    avery.ask(&of_a_person).refused(404, "not_found");
}

#[test]
fn conf_26_a_machine_without_a_role_gets_no_token() {
    let server = Server::start();
    let avery = server.by("avery");
    let (id, made, _) = machine(&server);
    avery.delete(&format!("/v1/principals/{id}/roles/hr_client"));
    let reply = posted(&server.by("nobody"), &id, &text(&made["client_secret"]), "");
    refused(reply, 400, "unauthorized_client");
}

/// A server that limits failures by the test's clock.
fn limited() -> Server {
    Server::start_with(|state| {
        let ticks = Ticks::Manual(Arc::clone(state.manual_clock.as_ref().expect("the demo has one")));
        let clients = Some(Clients::new(ticks));
        state.surface = Surface::limited(Limits { clients, ..Limits::default() });
    })
}

#[track_caller]
fn waits(reply: Reply, seconds: u64) -> Value {
    assert_eq!(reply.headers["retry-after"], seconds.to_string());
    reply.refused(429, "rate_limited")
}

#[test]
fn conf_26_a_client_that_fails_ten_times_in_a_row_waits_whether_it_exists_or_not() {
    let server = limited();
    let (id, made, _) = machine(&server);
    let (secret, nobody) = (text(&made["client_secret"]), server.by("nobody"));
    let unknown = "00000000-0000-4000-8000-000000000000";
    let mut told = Vec::new();
    for client in [id.as_str(), unknown, "x"] {
        for _ in 0..10 {
            refused(posted(&nobody, client, "wrong", ""), 401, "invalid_client");
        }
        told.push(waits(posted(&nobody, client, "wrong", ""), 30));
        waits(posted(&nobody, client, &secret, ""), 30);
        let basic = format!("Basic {}", BASE64.encode(format!("{client}:{secret}").as_bytes()));
        let by_header = nobody.clone().with("Authorization", &basic);
        waits(by_header.post_form("/oauth/token", "grant_type=client_credentials"), 30);
    }
    for one in &mut told {
        one["request_id"] = Value::Null;
    }
    assert!(told.windows(2).all(|two| two[0] == two[1]), "{told:?}");
    // Others are not affected, and what is no try of a client does not count.
    refused(posted(&nobody, &server.principal("incident"), "wrong", ""), 401, "invalid_client");
    refused(nobody.post_form("/oauth/token", "grant_type=client_credentials"), 401, "invalid_client");
    server.at("2026-10-01T16:00:29Z");
    waits(posted(&nobody, &id, &secret, ""), 1);
    server.at("2026-10-01T16:00:30Z");
    posted(&nobody, &id, &secret, "").ok();
}

#[test]
fn conf_26_a_client_that_succeeds_begins_anew() {
    let server = limited();
    let (id, made, _) = machine(&server);
    let (secret, nobody) = (text(&made["client_secret"]), server.by("nobody"));
    for _ in 0..3 {
        for _ in 0..9 {
            refused(posted(&nobody, &id, "wrong", ""), 401, "invalid_client");
        }
        posted(&nobody, &id, &secret, "").ok();
    }
    for _ in 0..40 {
        posted(&nobody, &id, &secret, "").ok();
        // Who proves itself and asks for too much did not fail to prove itself.
        refused(posted(&nobody, &id, &secret, "&scope=referrals:create"), 400, "invalid_scope");
    }
}
