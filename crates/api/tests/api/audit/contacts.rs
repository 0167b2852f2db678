//! What the audit keeps of a contact where no recipient may be derived: month, verb, role (Part 1D).

use crate::support::Server;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const RECEIPT: &str = "/v1/public/example-dcs/support-request";

fn wish() -> Value {
    json!({"population": "employee", "stressor": "work", "category": "cumulative_stress", "mode": "telephone"})
}

fn ask(server: &Server, receipt: &str) {
    server.by("nobody").with("Peerline-Receipt", receipt).put(RECEIPT, &wish()).ok();
}

#[test]
fn conf_25_rows_about_contacts_hold_neither_actor_nor_instant_nor_object() {
    let server = Server::start();
    ask(&server, "00112233445566778899aabbccddeeff");
    let asked = json!({"channel": "telephone", "population": "employee", "stressor": "work",
        "category": "cumulative_stress", "mode": "telephone", "unit_id": null, "incident_id": null});
    server.by("casey").post("/v1/support-requests", &asked).ok();
    assert!(server.seal().audited("events").is_empty(), "nothing of it among the events");

    server.at("2026-10-02T16:00:00Z").seal();
    let rows = server.audited("contacts");
    let mut said: BTreeMap<String, &str> = BTreeMap::new();
    for row in &rows {
        assert_eq!(row["month"], "2026-10");
        for kept_out in ["at", "actor_id", "object_kind", "object_id", "policy_version_id"] {
            assert_eq!(row[kept_out], Value::Null, "{kept_out}");
        }
        said.insert(row["verb"].as_str().unwrap().to_owned(), row["role"].as_str().unwrap());
    }
    let expected = [("ask_for_support".to_owned(), "public"), ("enter_request".to_owned(), "coordinator")];
    assert_eq!(said, BTreeMap::from(expected));
    assert!(server.findings().is_empty());
    assert_eq!(server.head().streams[1].sealed.as_deref(), Some("2026-10"), "a month and no day");
}

#[test]
fn conf_25_contacts_are_sealed_once_a_local_day_at_its_turn() {
    let server = Server::start();
    let batches = || server.head().streams[1].number;
    server.seal();
    ask(&server, "00000000000000000000000000000001");
    server.seal();
    assert_eq!(batches(), 0, "not on the day itself");
    // In Arizona it is still the 1st.
    server.at("2026-10-02T06:59:00Z").seal();
    assert_eq!(batches(), 0);
    server.at("2026-10-02T07:01:00Z").seal();
    assert_eq!(batches(), 1);
    ask(&server, "00000000000000000000000000000002");
    server.at("2026-10-02T23:00:00Z").seal();
    assert_eq!(batches(), 1, "once a day");
    // A day without contacts begins like any other, so that the first one after it is not sealed alone at once.
    server.at("2026-10-03T08:00:00Z").seal();
    server.at("2026-10-04T08:00:00Z").seal();
    assert_eq!(batches(), 2);
    ask(&server, "00000000000000000000000000000003");
    server.at("2026-10-04T20:00:00Z").seal();
    assert_eq!(batches(), 2);
}

#[test]
fn refer_32_the_same_receipt_again_changes_nothing_and_leaves_no_row() {
    let server = Server::start();
    server.seal();
    for _ in 0..3 {
        ask(&server, "00112233445566778899aabbccddeeff");
    }
    server.at("2026-10-02T16:00:00Z").seal();
    assert_eq!(server.audited_as("contacts", "ask_for_support"), 1);
}
