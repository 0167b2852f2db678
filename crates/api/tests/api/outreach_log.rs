//! The month's outreach log, the coordinator's only (TRACK-05, REPORT-02).

use crate::outreach::{alert, event, ongoing, outreach};
use crate::support::{Server, text};
use serde_json::{Value, json};

fn log(server: &Server, month: &str) -> Value {
    server.by("casey").get(&format!("/v1/outreach-log/{month}")).ok()
}

#[test]
fn track_05_the_log_tells_what_became_of_the_months_outreaches_also_when_they_are_purged() {
    let server = Server::start();
    server.at("2026-10-13T17:00:00Z");
    let incident = alert(&server, "fatality", "2026-10-13");
    server.by("casey").post(&format!("{incident}/triage"), &ongoing()).ok();
    // GT-AZ-18: three accepted, two declined.
    for answer in ["accept", "accept", "accept", "decline", "decline"] {
        let slot = outreach(&server, &incident, "parker");
        event(&server, "parker", &slot, "initial_contact").ok();
        event(&server, "parker", &slot, answer).ok();
    }
    let open = log(&server, "2026-10");
    let counts = json!({"assigned": 5, "offered": 5, "accepted": 3, "declined": 2, "second_declined": 0,
        "pending": 2, "not_reached": 0, "ended_untold": 0, "ended_unanswered": 0});
    assert_eq!(open["counts"], counts);
    let entries = open["entries"].as_array().expect("entries");
    assert_eq!(entries.len(), 5);
    let waiting: Vec<_> = entries.iter().filter(|entry| entry["state"] == "followup_due").collect();
    assert_eq!(waiting.len(), 2);
    for entry in waiting {
        assert_eq!(
            (&entry["assigned_on"], &entry["followup_due_on"]),
            (&json!("2026-10-13"), &json!("2026-10-20"))
        );
        assert_eq!(text(&entry["member_id"]), server.member("parker"));
    }
    assert_eq!(log(&server, "2026-11")["counts"]["assigned"], 0);

    server.at("2026-11-02T17:00:00Z");
    server.by("casey").post(&format!("{incident}/closure"), &json!({})).ok();
    let closed = log(&server, "2026-10");
    assert_eq!(closed["entries"], json!([]));
    let mut kept = counts;
    kept["pending"] = json!(0);
    kept["ended_unanswered"] = json!(2);
    assert_eq!(closed["counts"], kept);
    for other in ["taylor", "parker", "sam", "emerson", "hr"] {
        server.by(other).get("/v1/outreach-log/2026-10").refused(403, "forbidden_for_role");
    }
}
