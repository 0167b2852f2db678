//! Two servers whose clocks stand on either side of midnight, UTC.

use super::{KEY, keyed};
use crate::support::{Reply, Server};
use serde_json::json;

const BEFORE: &str = "2026-10-01T23:59:30Z";
const AFTER: &str = "2026-10-02T00:00:30Z";

/// Drafts a version under a key; each draft that is carried out is one more.
fn draft(server: &Server, key: &str) -> Reply {
    let preset = json!({"based_on": {"kind": "preset", "name": "arizona_dcs"}});
    keyed(&server.by("casey"), key).post("/v1/policy-versions", &preset)
}

fn versions(server: &Server) -> usize {
    server.by("casey").get("/v1/policy-versions").ok()["items"].as_array().unwrap().len()
}

#[test]
fn what_a_server_ahead_carried_out_one_behind_does_not_carry_out_again() {
    let behind = Server::start();
    behind.at(BEFORE);
    let ahead = behind.replica_at(AFTER);
    // Both have drawn their day's key before, and have it in memory.
    draft(&behind, "one").ok();
    draft(&ahead, "two").ok();
    let made = draft(&ahead, KEY).ok();
    assert_eq!(draft(&behind, KEY).ok(), made);
    assert_eq!(versions(&behind), 4);
}

#[test]
fn what_a_server_behind_carried_out_one_ahead_does_not_carry_out_again() {
    let behind = Server::start();
    behind.at(BEFORE);
    let ahead = behind.replica_at(AFTER);
    // The one ahead looked for yesterday's key before it was drawn.
    draft(&ahead, "one").ok();
    let made = draft(&behind, KEY).ok();
    assert_eq!(draft(&ahead, KEY).ok(), made);
    assert_eq!(versions(&behind), 3);
}

#[test]
fn another_payload_under_a_key_used_on_the_other_side_of_midnight_is_refused() {
    let behind = Server::start();
    behind.at(BEFORE);
    let ahead = behind.replica_at(AFTER);
    draft(&ahead, KEY).ok();
    let other = json!({"based_on": {"kind": "preset", "name": "denver_911"}});
    keyed(&behind.by("casey"), KEY)
        .post("/v1/policy-versions", &other)
        .refused(422, "idempotency_key_reused");
}

/// A key is known to the end of the day after the one it was kept on, by the clock of the server that kept it.
#[test]
fn what_a_server_ahead_kept_is_known_a_day_long_and_not_for_ever() {
    let server = Server::start();
    server.at(BEFORE);
    let ahead = server.replica_at(AFTER);
    let made = draft(&ahead, KEY).ok();
    for (now, is_known) in
        [("2026-10-02T23:59:59Z", true), ("2026-10-03T23:59:59Z", true), ("2026-10-04T00:00:00Z", false)]
    {
        server.at(now);
        let again = draft(&server, KEY).ok();
        assert_eq!(again["version"]["id"] == made["version"]["id"], is_known, "{now}");
    }
}
