//! The coordinator makes the team's month of its trackers (TRACK-04, TRACK-23, REPORT-01).

use crate::activity::{approve, group, record, response, submit};
use crate::support::{Server, text};
use serde_json::{Value, json};

const TEAM: [&str; 6] = ["casey", "taylor", "parker", "quinn", "riley", "dakota"];
const MODES: [&str; 4] = ["in_person_neutral", "in_person_office", "telephone", "anonymous_phone"];

fn combine(server: &Server) -> Value {
    server.by("casey").post("/v1/combinations", &json!({"month": "2026-10"})).ok()
}

/// Responses and minutes of a set of measures.
fn figures(measures: &Value) -> (Value, Value) {
    (measures["responses"]["value"].clone(), measures["minutes"]["value"].clone())
}

fn times(server: &Server, member: &str, count: u32, minutes: u32) {
    for _ in 0..count {
        record(server, member, &response("2026-10-14T09:30:00-07:00", "telephone", minutes)).ok();
    }
}

#[test]
fn track_04_a_late_tracker_makes_a_new_version_with_new_totals() {
    let server = Server::start();
    server.at("2026-10-31T17:00:00Z");
    // GT-AZ-10.
    times(&server, "parker", 5, 55);
    times(&server, "quinn", 6, 55);
    times(&server, "dakota", 1, 60);
    times(&server, "dakota", 1, 35);
    let early = server.by("casey").post("/v1/combinations", &json!({"month": "2026-10"}));
    early.refused(409, "period_still_open");
    server.at("2026-11-04T17:00:00Z");
    for member in TEAM.into_iter().filter(|member| *member != "dakota") {
        submit(&server, member, "2026-10", !matches!(member, "parker" | "quinn")).ok();
    }
    let first = combine(&server);
    assert_eq!(first["version"], 1);
    assert_eq!(figures(&first["totals"]), (json!(11), json!(605)));
    assert_eq!(
        first["missing"],
        json!([{"member_id": server.member("dakota"), "display_name": "Dakota Peer"}])
    );
    assert_eq!((&first["late"], &first["nil_reports"]), (&json!([]), &json!(3)));
    let parker = server.by("parker").get("/v1/activity-reports/2026-10").ok();
    assert_eq!(parker["state"], "combined");

    server.at("2026-11-06T07:00:00Z");
    assert_eq!(submit(&server, "dakota", "2026-10", false).ok()["state"], "submitted_late");
    let second = combine(&server);
    assert_eq!((&second["version"], figures(&second["totals"])), (&json!(2), (json!(13), json!(700))));
    assert_eq!(
        (&second["missing"], text(&second["late"][0]["display_name"])),
        (&json!([]), "Dakota Peer".to_owned())
    );
    // The first version stays as it was.
    let casey = server.by("casey");
    assert_eq!(casey.get("/v1/combinations/2026-10").ok(), second);
    assert_eq!(casey.get("/v1/combinations/2026-10/versions/1").ok(), first);
    casey.get("/v1/combinations/2026-10/versions/3").refused(404, "not_found");
    casey.get("/v1/combinations/2026-09").refused(404, "not_found");
    for other in ["taylor", "parker", "emerson", "hr"] {
        server.by(other).get("/v1/combinations/2026-10").refused(403, "forbidden_for_role");
        let attempt = server.by(other).post("/v1/combinations", &json!({"month": "2026-10"}));
        attempt.refused(403, "forbidden_for_role");
    }
}

#[test]
fn track_19_a_correction_after_the_combination_waits_for_the_next() {
    let server = Server::start();
    server.at("2026-11-03T17:00:00Z");
    times(&server, "parker", 12, 30);
    submit(&server, "parker", "2026-10", false).ok();
    combine(&server);
    times(&server, "parker", 1, 30);
    assert_eq!(figures(&combine(&server)["totals"]), (json!(12), json!(360)));
    assert_eq!(submit(&server, "parker", "2026-10", false).ok()["state"], "amended");
    assert_eq!(figures(&combine(&server)["totals"]), (json!(13), json!(390)));
}

#[test]
fn track_04_a_group_session_of_several_members_counts_once() {
    let server = Server::start();
    let code = approve(&server);
    server.at("2026-11-02T17:00:00Z");
    times(&server, "riley", 10, 30);
    let started_at = "2026-10-14T09:30:00-07:00";
    record(&server, "parker", &group(started_at, 60, 8, &code)).ok();
    record(&server, "quinn", &group(started_at, 50, 9, &code)).ok();
    for member in ["parker", "quinn", "riley"] {
        submit(&server, member, "2026-10", false).ok();
    }
    let sheet = combine(&server);
    // Ten responses and one session; its nine participants once, its minutes by member.
    assert_eq!(figures(&sheet["totals"]), (json!(11), json!(410)));
    assert_eq!(sheet["totals"]["participants"]["value"], 19);
    assert_eq!(sheet["totals"]["referrals_out"]["value"], 1);
}

#[test]
fn track_23_a_small_month_is_withheld_and_so_is_all_that_would_tell_it() {
    let server = Server::start();
    server.at("2026-11-02T17:00:00Z");
    times(&server, "parker", 3, 45);
    submit(&server, "parker", "2026-10", false).ok();
    let sheet = combine(&server);
    assert_eq!(sheet["suppress_k"], 5);
    let withheld = json!({"value": null, "display": "<5"});
    let mut all = vec![&sheet["totals"]];
    for table in ["kinds", "modes", "categories", "other_activities"] {
        all.extend(sheet[table].as_array().expect("rows").iter().map(|row| &row["measures"]));
    }
    // Every code of the policy has its row: two kinds, four modes, the categories, training, and two of untold.
    assert!(all.len() > 12);
    for measures in all {
        for measure in ["responses", "minutes", "participants", "referrals_out"] {
            assert_eq!(measures[measure], withheld);
        }
    }
}

#[test]
fn track_23_in_a_large_month_what_is_large_is_shown() {
    let server = Server::start();
    let sessions: Vec<String> = (0..5).map(|_| approve(&server)).collect();
    server.at("2026-11-02T17:00:00Z");
    let started_at = "2026-10-14T09:30:00-07:00";
    for (index, mode) in MODES.into_iter().enumerate() {
        for count in 0..6 + index {
            let member = ["parker", "quinn", "riley"][count % 3];
            record(&server, member, &response(started_at, mode, 30)).ok();
        }
    }
    for code in &sessions {
        record(&server, "parker", &group(started_at, 60, 4, code)).ok();
    }
    for member in ["parker", "quinn", "riley"] {
        submit(&server, member, "2026-10", false).ok();
    }
    let sheet = combine(&server);
    let shown = |table: &str| -> Vec<(Value, Value)> {
        let rows = sheet[table].as_array().expect("rows").iter();
        rows.map(|row| (row["code"].clone(), row["measures"]["responses"]["value"].clone())).collect()
    };
    assert_eq!(figures(&sheet["totals"]), (json!(35), json!(1200)));
    assert_eq!(
        shown("kinds"),
        [(json!("individual_response"), json!(30)), (json!("group_response"), json!(5))]
    );
    assert_eq!(
        shown("modes"),
        [
            (json!("in_person_neutral"), json!(6)),
            (json!("in_person_office"), json!(7)),
            (json!("telephone"), json!(8)),
            (json!("anonymous_phone"), json!(9)),
            (Value::Null, json!(5)),
        ]
    );
}

/// Lets the tracker hold no more than tallies from a day on.
fn only_tallies(server: &Server, from: &str) {
    let casey = server.by("casey");
    let based_on = json!({"based_on": {"kind": "preset", "name": "arizona_dcs"}});
    let draft = casey.post("/v1/policy-versions", &based_on).ok();
    let address = format!("/v1/policy-versions/{}", text(&draft["version"]["id"]));
    let change = json!({"changes": [{"parameter": "tracker.content", "value": "tallies"}]});
    casey.abreast().patch(&address, &change).ok();
    let activation = (format!("{address}/activation"), json!({"effective_from": from}));
    server.by("emerson").abreast().post(&activation.0, &activation.1).ok();
}

#[test]
fn prog_01_a_stricter_policy_limits_what_is_told_of_the_past() {
    let server = Server::start();
    server.at("2026-11-02T17:00:00Z");
    for member in ["parker", "quinn", "riley"] {
        times(&server, member, 5, 30);
        submit(&server, member, "2026-10", false).ok();
    }
    let report = |server: &Server| server.by("parker").get("/v1/activity-reports/2026-10").ok();
    let told = |report: &Value| {
        let entry = &report["entries"][0];
        ["day", "mode", "category", "minutes", "participants"].map(|field| entry[field].clone())
    };
    let before = combine(&server);
    only_tallies(&server, "2026-11-06");
    // Until the stricter one is in force all is told.
    server.at("2026-11-06T06:59:59Z");
    let all = [json!("2026-10-14"), json!("telephone"), json!("burnout"), json!(30), json!(1)];
    assert_eq!(told(&report(&server)), all);
    assert_eq!(figures(&before["totals"]), (json!(15), json!(450)));
    assert_eq!(before["modes"].as_array().unwrap().len(), MODES.len() + 1);

    server.at("2026-11-06T07:00:00Z");
    let rest = [json!("2026-10-01"), Value::Null, Value::Null, Value::Null, json!(1)];
    assert_eq!(told(&report(&server)), rest);
    // Also what is combined now, and what was.
    let sheets = [combine(&server), server.by("casey").get("/v1/combinations/2026-10/versions/1").ok()];
    for sheet in sheets {
        assert_eq!(figures(&sheet["totals"]), (json!(15), Value::Null), "{}", sheet["version"]);
        assert_eq!((&sheet["modes"], &sheet["categories"]), (&json!([]), &json!([])));
    }
    server.at("2026-11-20T17:00:00Z");
    let release = server.by("hr").get("/v1/releases/2026-10").ok();
    assert_eq!(figures(&release["totals"]), (json!(15), Value::Null));
}
