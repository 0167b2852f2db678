//! What the auditor reads, and nobody else.

use crate::support::{Server, text};
use peerline_api::audit::trusted;
use serde_json::json;

fn unit(name: &str) -> serde_json::Value {
    json!({"name": name, "parent_id": null, "headcount": 90})
}

#[test]
fn gov_17_a_change_is_audited_with_actor_role_time_object_and_policy_version() {
    let server = Server::start();
    let unit = server.by("avery").post("/v1/units", &unit("Western region")).ok();
    let policy = server.by("casey").get("/v1/policy-versions").ok();
    let rows = server.seal().audited("events");
    let row = rows.iter().find(|row| row["verb"] == "manage_units").expect("its row");
    assert_eq!(row["actor_id"], json!(server.principal("avery")));
    assert_eq!(row["role"], "agency_admin");
    assert_eq!((&row["object_kind"], &row["object_id"]), (&json!("unit"), &unit["id"]));
    assert_eq!(row["policy_version_id"], policy["items"][0]["id"]);
    assert_eq!(row["at"], "2026-10-01T16:00:00Z");
    assert_eq!(row["month"], json!(null));
    assert!(server.findings().is_empty());
}

#[test]
fn gov_17_a_refused_change_and_a_read_leave_no_row() {
    let server = Server::start();
    let avery = server.by("avery");
    avery.post("/v1/units", &unit("Western region")).ok();
    assert_eq!(avery.post("/v1/units", &unit("Western region")).status, 409);
    avery.get("/v1/units").ok();
    assert_eq!(server.seal().audited("events").len(), 1);
}

#[test]
fn conf_26_the_auditor_reads_the_audit_and_nothing_else_and_nobody_else_reads_it() {
    let server = Server::start();
    for somebody in ["avery", "emerson", "casey", "taylor", "parker", "sam", "hr", "incident"] {
        server.by(somebody).get("/v1/audit/entries").refused(403, "forbidden_for_role");
        server.by(somebody).get("/v1/audit/head").refused(403, "forbidden_for_role");
    }
    let morgan = server.by("morgan");
    morgan.get("/v1/audit/entries").ok();
    for address in ["/v1/units", "/v1/members", "/v1/support-requests", "/v1/policy", "/v1/releases/2026-09"]
    {
        morgan.get(address).refused(403, "forbidden_for_role");
    }
}

#[test]
fn gov_17_pages_lead_through_every_row_once() {
    let server = Server::start();
    for number in 0..17 {
        server.by("avery").post("/v1/units", &unit(&format!("Unit {number}"))).ok();
        if number % 5 == 0 {
            server.seal();
        }
    }
    let rows = server.seal().audited("events");
    let mut places: Vec<(u64, u64)> =
        rows.iter().map(|row| (row["batch"].as_u64().unwrap(), row["position"].as_u64().unwrap())).collect();
    assert_eq!(places.len(), 17);
    assert!(places.is_sorted());
    places.dedup();
    assert_eq!(places.len(), 17);
    server.by("morgan").get("/v1/audit/entries?stream=elsewhere").refused(400, "malformed_request");
}

#[test]
fn gov_17_the_head_is_signed_and_says_how_far_behind_the_events_are() {
    let server = Server::start();
    let empty = server.head();
    assert!(trusted(&empty).is_ok());
    assert_eq!((empty.streams[0].number, empty.streams[1].number, empty.lag_seconds), (0, 0, 0));
    server.by("avery").post("/v1/units", &unit("Western region")).ok();
    server.at("2026-10-01T16:00:42Z");
    assert_eq!(server.head().lag_seconds, 42);
    let sealed = server.seal().head();
    assert_eq!((sealed.streams[0].number, sealed.streams[0].rows, sealed.lag_seconds), (1, 1, 0));
    assert!(trusted(&sealed).is_ok());
    let mut forged = sealed.clone();
    forged.streams[0].rows = 2;
    assert!(trusted(&forged).is_err());
    let mut forged = sealed;
    forged.public_key = empty.public_key.replace(['0', '1', '2'], "3");
    assert!(trusted(&forged).is_err());
}

#[test]
fn gov_17_what_the_platforms_administrator_does_stands_in_the_installations_own_chain() {
    let server = Server::start();
    let founded = server.agency("another", "la_dcfs");
    server.seal();
    assert!(server.findings().is_empty());
    let verbs: Vec<String> = server.audited("events").iter().map(|row| text(&row["verb"])).collect();
    assert!(verbs.is_empty(), "nothing of it in an agency's: {verbs:?}");
    assert!(!text(&founded.created["agency"]["id"]).is_empty());
}
