//! October 2026 under Arizona's policy: a decline, the check-in on day 7, a second decline and silence
//! afterwards; trackers due on the first Thursday, one late; a second combination; the sealed release.

use super::steps::Program;
use crate::support::codes;
use serde_json::{Value, json};

#[test]
fn october_2026_under_the_arizona_policy() {
    let program = Program::begins();
    let september_is_due = program.server.by("parker").get("/v1/activity-reports/2026-09").ok();
    assert_eq!(september_is_due["due_on"], "2026-10-01", "TRACK-02: a month that begins on a Thursday");

    program.it_is("2026-10-05T16:20:00Z");
    let request = program.an_employee_asks_for_help("0f1e2d3c4b5a69788796a5b4c3d2e1f0");
    program.the_coordinator_assigns(&request, "parker");
    program.it_is("2026-10-05T21:00:00Z");
    program.they_speak_and_part(&request, "parker");
    program.records("parker", "2026-10-05T13:10:00-07:00", 60);
    let requester = program.server.by("nobody").with("Peerline-Receipt", "0f1e2d3c4b5a69788796a5b4c3d2e1f0");
    requester.get("/v1/public/example-dcs/support-request").refused(404, "not_found");

    program.it_is("2026-10-13T17:00:00Z");
    let incident = program.a_supervisor_reports_a_fatality("2026-10-13");
    let declined = program.an_outreach_goes_to(&incident, "quinn");
    let also_declined = program.an_outreach_goes_to(&incident, "riley");
    let accepted: Vec<(String, &str)> = ["parker", "quinn", "riley"]
        .into_iter()
        .map(|member| (program.an_outreach_goes_to(&incident, member), member))
        .collect();

    program.it_is("2026-10-14T17:00:00Z");
    program.it_happens(&declined, "quinn", "attempt_no_answer").ok();
    let offered = program.it_happens(&declined, "quinn", "initial_contact").ok();
    assert_eq!(offered["initial_contact_on"], "2026-10-14");
    program.it_happens(&also_declined, "riley", "initial_contact").ok();
    let due = program.it_happens(&also_declined, "riley", "decline").ok();
    assert_eq!(due["followup_due_on"], "2026-10-21");
    for (outreach, member) in &accepted {
        program.it_happens(outreach, member, "initial_contact").ok();
        program.it_happens(outreach, member, "accept").ok();
        program.records(member, "2026-10-14T09:30:00-07:00", 55);
        program.it_happens(outreach, member, "close").ok();
    }

    program.it_is("2026-10-16T18:00:00Z");
    let due = program.it_happens(&declined, "quinn", "decline").ok();
    assert_eq!(due["followup_due_on"], "2026-10-21", "FOLLOW-01: a week after the contact, not the decline");

    program.it_is("2026-10-21T18:00:00Z");
    for (outreach, member) in [(&declined, "quinn"), (&also_declined, "riley")] {
        let second = program.it_happens(outreach, member, "check_in_done").ok();
        assert_eq!((&second["state"], &second["variances"]), (&json!("second_offer"), &json!([])));
        let closed = program.it_happens(outreach, member, "decline").ok();
        assert_eq!(closed["state"], "second_declined_closed");
    }

    program.it_is("2026-10-25T18:00:00Z");
    for member in ["quinn", "riley", "dakota", "taylor", "casey"] {
        let silence = program.it_happens(&declined, member, "initial_contact");
        assert_eq!(silence.refused(409, "contact_suppressed")["requirement"], "FOLLOW-02");
    }

    for (member, day, minutes) in [
        ("parker", "06", 50),
        ("parker", "07", 45),
        ("quinn", "08", 60),
        ("quinn", "09", 60),
        ("riley", "12", 75),
        ("riley", "19", 40),
        ("riley", "22", 50),
        ("dakota", "23", 35),
    ] {
        program.records(member, &format!("2026-10-{day}T10:00:00-07:00"), minutes);
    }
    let log = program.server.by("casey").get("/v1/outreach-log/2026-10").ok();
    assert_eq!(
        (&log["counts"]["assigned"], &log["counts"]["accepted"], &log["counts"]["second_declined"]),
        (&json!(5), &json!(3), &json!(2)),
        "REPORT-02"
    );
    program.server.by("parker").get("/v1/outreach-log/2026-10").refused(403, "forbidden_for_role");

    program.it_is("2026-10-31T20:00:00Z");
    let early = program.server.by("casey").post("/v1/combinations", &json!({"month": "2026-10"}));
    early.refused(409, "period_still_open");
    program.server.by("casey").post(&format!("{incident}/closure"), &json!({})).ok();
    let log = program.server.by("casey").get("/v1/outreach-log/2026-10").ok();
    assert_eq!((&log["counts"]["assigned"], &log["entries"]), (&json!(5), &json!([])), "FOLLOW-05");

    program.it_is("2026-11-01T08:30:00Z");
    let night = program.records("dakota", "2026-10-31T23:40:00-07:00", 60);
    assert_eq!(night["day"], "2026-10-31", "TIME-8: it started in October");
    program.server.by("parker").get("/v1/activity-reports/2026-10").ok();

    the_month_is_combined_and_released(&program);
}

fn the_month_is_combined_and_released(program: &Program) {
    program.it_is("2026-11-02T17:00:00Z");
    for (member, nil) in [("parker", false), ("quinn", false), ("taylor", true), ("casey", true)] {
        let submitted = program.submits_october(member, nil);
        assert_eq!(submitted["state"], "submitted_on_time");
        assert_eq!(submitted["due_on"], "2026-11-05", "TRACK-02: the first Thursday");
    }
    program.it_is("2026-11-06T05:30:00Z");
    let last_minute = program.submits_october("riley", false);
    assert_eq!(last_minute["state"], "submitted_on_time", "TIME-5: Thursday 22:30 in Phoenix");

    program.it_is("2026-11-06T07:00:00Z");
    let first = program.october_is_combined();
    assert_eq!((&first["version"], &first["missing"][0]["display_name"]), (&json!(1), &json!("Dakota Peer")));
    assert_eq!(shown(&first, "responses"), json!(11));
    assert_eq!(shown(&first, "minutes"), json!(605));

    let late = program.submits_october("dakota", false);
    assert_eq!(late["state"], "submitted_late", "TRACK-03: Friday 00:00 in Phoenix");
    assert_eq!(codes(&late["variances"]), ["tracker_late"]);
    let second = program.october_is_combined();
    assert_eq!((&second["version"], &second["missing"]), (&json!(2), &json!([])));
    assert_eq!((shown(&second, "responses"), shown(&second, "minutes")), (json!(13), json!(700)));
    assert_eq!(second["late"][0]["display_name"], "Dakota Peer");

    program.it_is("2026-11-09T17:00:00Z");
    let hr = program.server.by("hr");
    let sealed = hr.get("/v1/releases/2026-10").refused(404, "not_yet_sealed");
    assert_eq!(sealed["planned_on"], "2026-11-10");
    program.it_is("2026-11-10T17:00:00Z");
    let release = hr.get("/v1/releases/2026-10");
    assert_eq!(release.status, 200, "{}", release.text);
    assert_eq!(shown(&release.json, "responses"), json!(13));
    let for_the_coordinator = program.server.by("casey").get("/v1/releases/2026-10");
    assert_eq!(release.text, for_the_coordinator.text, "the same bytes for every caller");
    let team = program.server.by("casey").get("/v1/activity-reports/2026-10/status").ok();
    let team = team["items"].as_array().expect("members");
    assert_eq!(team.len(), 6);
    for told in team.iter().flat_map(|member| [&member["display_name"], &member["member_id"]]) {
        assert!(!release.text.contains(told.as_str().expect("a text")), "no member is in it");
    }
}

fn shown(sheet: &Value, measure: &str) -> Value {
    sheet["totals"][measure]["value"].clone()
}
