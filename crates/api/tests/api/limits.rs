//! How much at once.

use crate::support::{Reply, Server};
use peerline_api::limits::{Addresses, Callers, Limits, Ticks};
use peerline_api::state::{AppState, Surface};
use serde_json::json;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;

const ASK: &str = "/v1/public/example-dcs/support-requests";
/// The demo's clock at its start.
const START: &str = "2026-10-01T16:00:00Z";

fn limited(state: &mut AppState, people: u32, calls: u32, trusted: &[&str]) {
    let ticks = || Ticks::Manual(Arc::clone(state.manual_clock.as_ref().expect("the demo has one")));
    let random = Arc::clone(&state.random);
    let addresses = NonZeroU32::new(people).map(|people| Addresses::new(people, ticks(), random));
    let callers = NonZeroU32::new(calls).map(|budget| Callers::new(budget, ticks()));
    let trusted_proxies = trusted.iter().map(|address| address.parse().unwrap()).collect();
    state.surface = Surface::limited(Limits { addresses, callers, clients: None, trusted_proxies });
}

fn ask(server: &Server) -> Reply {
    server.by("nobody").post(ASK, &json!({"population": "employee", "stressor": "work"}))
}

/// A refusal that says how long to wait and nothing else.
#[track_caller]
fn waits(reply: Reply, seconds: u64) {
    assert_eq!(reply.headers["retry-after"], seconds.to_string());
    assert!(reply.headers.keys().all(|name| !name.starts_with("ratelimit")), "{:?}", reply.headers);
    reply.refused(429, "rate_limited");
}

fn limiter(people: u32) -> (Addresses, Server) {
    let server = Server::start();
    let ticks = Ticks::Manual(Arc::clone(server.state.manual_clock.as_ref().unwrap()));
    let people = NonZeroU32::new(people).unwrap();
    (Addresses::new(people, ticks, Arc::clone(&server.state.random)), server)
}

fn address(text: &str) -> IpAddr {
    text.parse().unwrap()
}

#[test]
fn sixteen_hundred_people_behind_one_address_ask_at_once_and_a_flood_waits() {
    let (limiter, server) = limiter(1600);
    server.at("2026-10-01T16:05:00Z");
    let building = address("192.0.2.1");
    for person in 0..1600 {
        // Each reads the program and the form, asks, and looks at the receipt.
        for asks in [false, false, true, false] {
            assert_eq!(limiter.admit(building, asks), Ok(()), "person {person}");
        }
    }
    assert_eq!(limiter.admit(building, true), Err(3));
    // Reading and withdrawing go on, and another building is not affected.
    assert_eq!(limiter.admit(building, false), Ok(()));
    assert_eq!(limiter.admit(address("192.0.2.2"), true), Ok(()));
    // 1600 an hour come back: one every two and a quarter seconds.
    server.at("2026-10-01T16:05:03Z");
    assert_eq!(limiter.admit(building, true), Ok(()));
    assert_eq!(limiter.admit(building, true), Err(2));
}

#[test]
fn a_flood_of_any_kind_of_request_waits() {
    let (limiter, _server) = limiter(1600);
    let flood = address("192.0.2.1");
    let let_in = (0..20_000).filter(|_| limiter.admit(flood, false).is_ok()).count();
    assert_eq!(let_in, 16_000);
}

#[test]
fn one_subscriber_of_ipv6_is_one_address() {
    let (limiter, _server) = limiter(1);
    assert_eq!(limiter.admit(address("2001:db8::1"), true), Ok(()));
    assert!(limiter.admit(address("2001:db8::2"), true).is_err());
    assert_eq!(limiter.admit(address("2001:db8:0:1::1"), true), Ok(()));
    assert_eq!(limiter.admit(address("192.0.2.1"), true), Ok(()));
    assert!(limiter.admit(address("::ffff:192.0.2.1"), true).is_err());
}

#[test]
fn a_flood_at_a_public_address_is_told_how_long_to_wait_and_nothing_else() {
    let server = Server::start_with(|state| limited(state, 3, 0, &[]));
    server.at("2026-10-01T16:05:00Z");
    for _ in 0..3 {
        assert_eq!(ask(&server).status, 202);
    }
    waits(ask(&server), 1200);
    // Neither another spelling of the address, nor a claim to be somebody else, nor a token helps.
    let body = json!({"population": "employee", "stressor": "work"});
    waits(server.by("nobody").post("/v1/%70ublic/example-dcs/support-requests", &body), 1200);
    waits(server.by("nobody").with("X-Forwarded-For", "192.0.2.9").post(ASK, &body), 1200);
    waits(server.by("casey").post(ASK, &body), 1200);
    // Other requests have a budget of their own, ten for each person; 404s count as well.
    let more = (0..40).filter(|_| server.by("nobody").get("/v1/public/nobodys").status == 404).count();
    assert_eq!(more, 30 - 7);
    // Signed-in routes are not affected, and the next hour begins anew.
    server.by("casey").get("/v1/units").ok();
    server.at("2026-10-01T17:00:00Z");
    assert_eq!(ask(&server).status, 202);
}

#[test]
fn a_trusted_proxy_names_the_client_it_speaks_for() {
    let server = Server::start_with(|state| limited(state, 1, 0, &["127.0.0.1"]));
    let body = json!({"population": "employee", "stressor": "work"});
    let from =
        |forwarded: &str| server.by("nobody").with("X-Forwarded-For", forwarded).post(ASK, &body).status;
    assert_eq!(from("192.0.2.1"), 202);
    // What stands before the proxy's own word is the client's claim.
    assert_eq!(from("198.51.100.7, 192.0.2.1"), 429);
    assert_eq!(from("192.0.2.1, 192.0.2.2"), 202);
    // Without a word of the proxy's the proxy itself is the client.
    assert_eq!((from("Marigold"), from("")), (202, 429));
}

#[test]
fn a_caller_is_told_what_is_left_and_waits_when_nothing_is() {
    let server = Server::start_with(|state| limited(state, 0, 3, &[]));
    let casey = server.by("casey");
    let left =
        |reply: &Reply| (reply.headers["ratelimit-policy"].clone(), reply.headers["ratelimit"].clone());
    let policy = || "\"caller\";q=3;w=60".to_owned();
    assert_eq!(left(&casey.get("/v1/units")), (policy(), "\"caller\";r=2;t=20".to_owned()));
    // A refusal costs as much as an answer.
    assert_eq!(left(&casey.get("/v1/origins")), (policy(), "\"caller\";r=1;t=40".to_owned()));
    casey.get("/v1/units").ok();
    let refused = casey.get("/v1/units");
    assert_eq!(left(&refused), (policy(), "\"caller\";r=0;t=20".to_owned()));
    assert_eq!(refused.headers["retry-after"], "20");
    refused.refused(429, "rate_limited");
    // Others have a budget of their own; who has none is told nothing.
    server.by("parker").get("/v1/units").ok();
    assert!(!server.by("nobody").get("/v1/units").headers.contains_key("ratelimit"));
    server.at("2026-10-01T16:00:20Z");
    casey.get("/v1/units").ok();
}

#[test]
fn the_demo_has_no_limits() {
    let server = Server::start();
    server.at(START);
    assert!(!server.by("casey").get("/v1/units").headers.contains_key("ratelimit"));
}
