//! What everybody else reads: sealed releases (TRACK-23, REPORT-12, REPORT-13; design section 8).

use crate::activity::{record, response, submit};
use crate::support::{Reply, Server};
use serde_json::{Value, json};

/// Records and submits October for three members, and combines it on the day given.
fn october(server: &Server, responses: [u32; 3], combined_at: &str) {
    server.at("2026-11-02T17:00:00Z");
    for (member, count) in ["parker", "quinn", "riley"].into_iter().zip(responses) {
        for _ in 0..count {
            record(server, member, &response("2026-10-14T09:30:00-07:00", "telephone", 30)).ok();
        }
        submit(server, member, "2026-10", count == 0).ok();
    }
    server.at(combined_at);
    combine(server);
}

fn combine(server: &Server) {
    server.by("casey").post("/v1/combinations", &json!({"month": "2026-10"})).ok();
}

fn release(server: &Server, reader: &str) -> Reply {
    server.by(reader).get("/v1/releases/2026-10")
}

#[test]
fn report_13_a_release_seals_five_days_after_the_due_date_or_when_combined() {
    let server = Server::start();
    server.at("2026-11-02T17:00:00Z");
    let uncombined = release(&server, "hr").refused(404, "not_yet_sealed");
    assert_eq!(uncombined["planned_on"], Value::Null);
    october(&server, [5, 5, 5], "2026-11-04T17:00:00Z");
    let planned = release(&server, "hr").refused(404, "not_yet_sealed");
    assert_eq!(planned["planned_on"], "2026-11-10");
    // The last instant of the 9th in Phoenix, and the first of the 10th.
    server.at("2026-11-10T06:59:59Z");
    release(&server, "hr").refused(404, "not_yet_sealed");
    server.at("2026-11-10T07:00:00Z");
    assert_eq!(release(&server, "hr").ok()["sealed_on"], "2026-11-10");
    server.by("hr").get("/v1/releases/next-month").refused(404, "not_found");
}

#[test]
fn report_13_a_month_combined_late_seals_that_day() {
    let server = Server::start();
    october(&server, [5, 5, 5], "2026-11-20T17:00:00Z");
    assert_eq!(release(&server, "hr").ok()["sealed_on"], "2026-11-20");
}

#[test]
fn report_12_the_bytes_are_the_same_for_every_reader_for_ever() {
    let server = Server::start();
    october(&server, [5, 5, 5], "2026-11-04T17:00:00Z");
    // Read first in December, after a correction and a combination that came too late for the release.
    server.at("2026-11-20T17:00:00Z");
    record(&server, "parker", &response("2026-10-15T09:30:00-07:00", "telephone", 30)).ok();
    submit(&server, "parker", "2026-10", false).ok();
    combine(&server);
    server.at("2026-12-01T17:00:00Z");
    let first = release(&server, "hr");
    assert_eq!((first.status, first.headers["cache-control"].as_str()), (200, "private"));
    assert_eq!(first.headers["content-type"], "application/json");
    let expected = concat!(
        r#"{"agency":"example-dcs","month":"2026-10","policy_version":1,"sealed_on":"2026-11-10","#,
        r#""rules":{"k":11,"min_supporters":3,"dominance_percent":75},"totals":{"#,
        r#""responses":{"value":15,"display":"15"},"minutes":{"value":450,"display":"450"},"#,
        r#""participants":{"value":15,"display":"15"},"referrals_out":{"value":0,"display":"0"}},"#,
        r#""note":"Contacts are counted, not persons; who came twice counts twice. Late entries may be included."}"#
    );
    assert_eq!(first.text, expected);
    let tag = first.headers["etag"].clone();
    assert!(tag.len() == 66 && tag.starts_with('"'));
    combine(&server);
    for reader in ["casey", "parker", "taylor", "sam", "emerson", "hr"] {
        let again = release(&server, reader);
        assert_eq!((&again.text, &again.headers["etag"]), (&first.text, &tag), "{reader}");
    }
    let known = server.by("hr").with("If-None-Match", &tag).get("/v1/releases/2026-10");
    assert_eq!((known.status, known.text.as_str(), &known.headers["etag"]), (304, "", &tag));
    let stale = server.by("hr").with("If-None-Match", "\"another\"").get("/v1/releases/2026-10");
    assert_eq!(stale.status, 200);
}

#[test]
fn track_23_a_release_gives_nobody_away() {
    let withheld = json!({"value": null, "display": "<11"});
    let shown = json!({"value": 11, "display": "11"});
    for (responses, expected) in [
        ([4, 4, 3], &shown),
        // Fewer than eleven; two supporters; one of over 75 %.
        ([4, 3, 3], &withheld),
        ([6, 6, 0], &withheld),
        ([10, 1, 1], &withheld),
    ] {
        let server = Server::start();
        october(&server, responses, "2026-11-04T17:00:00Z");
        server.at("2026-11-10T17:00:00Z");
        let totals = &release(&server, "hr").ok()["totals"];
        assert_eq!(&totals["responses"], expected, "{responses:?}");
        let all_alike = totals["minutes"]["value"].is_null() == expected["value"].is_null();
        assert!(all_alike, "{responses:?}");
    }
}

#[test]
fn report_13_the_calendar_says_what_comes_when() {
    let server = Server::start();
    october(&server, [5, 5, 5], "2026-11-04T17:00:00Z");
    server.at("2026-12-01T17:00:00Z");
    let calendar = server.by("hr").get("/v1/releases/calendar?year=2026").ok();
    let items = calendar["items"].as_array().expect("months");
    assert_eq!(items.len(), 12);
    assert_eq!(
        items[8],
        json!({"month": "2026-09", "due_on": "2026-10-01", "seals_on": null, "state": "awaiting"})
    );
    assert_eq!(
        items[9],
        json!({"month": "2026-10", "due_on": "2026-11-05", "seals_on": "2026-11-10", "state": "sealed"})
    );
    assert_eq!(
        items[10],
        json!({"month": "2026-11", "due_on": "2026-12-03", "seals_on": null, "state": "open"})
    );
    server.by("hr").get("/v1/releases/calendar").refused(400, "malformed_request");
    server.by("hr").get("/v1/releases/calendar?year=20260").refused(400, "malformed_request");
    // Before the program had a policy there is nothing to come.
    assert_eq!(server.by("hr").get("/v1/releases/calendar?year=2017").ok()["items"], json!([]));
}

#[test]
fn conf_26_the_report_client_reaches_releases_and_nothing_else() {
    let server = Server::start();
    let hr = server.by("hr");
    for path in [
        "/v1/activity-reports/2026-10",
        "/v1/activity-reports/2026-10/status",
        "/v1/combinations/2026-10",
        "/v1/outreach-log/2026-10",
        "/v1/units",
    ] {
        hr.get(path).refused(403, "forbidden_for_role");
    }
    let entry = response("2026-10-01T07:00:00-07:00", "telephone", 30);
    hr.post("/v1/activity-entries", &entry).refused(403, "forbidden_for_role");
    server.by("avery").get("/v1/releases/2026-10").refused(403, "forbidden_for_role");
    server.by("nobody").get("/v1/releases/2026-10").refused(401, "unauthenticated");
}
