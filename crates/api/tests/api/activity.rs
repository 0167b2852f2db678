//! Members record and report what they did, and nothing of whom they did it for (TRACK-01 … TRACK-22, RESP-01 …
//! RESP-08).

use crate::support::{Reply, Server, codes, errors, text};
use serde_json::{Value, json};

/// A response to one person.
pub(crate) fn response(started_at: &str, mode: &str, minutes: u32) -> Value {
    json!({"started_at": started_at, "kind": "individual_response", "mode": mode, "category": "burnout",
        "minutes": minutes, "participants": 1, "referrals_out": 0, "mode_chosen_by_recipient": true,
        "session_code": null})
}

/// A group response under a session code.
pub(crate) fn group(started_at: &str, minutes: u32, participants: u32, code: &str) -> Value {
    json!({"started_at": started_at, "kind": "group_response", "mode": null, "category": null,
        "minutes": minutes, "participants": participants, "referrals_out": 1,
        "mode_chosen_by_recipient": false, "session_code": code})
}

pub(crate) fn record(server: &Server, member: &str, entry: &Value) -> Reply {
    server.by(member).post("/v1/activity-entries", entry)
}

pub(crate) fn submit(server: &Server, member: &str, month: &str, nil: bool) -> Reply {
    server.by(member).post(&format!("/v1/activity-reports/{month}/submission"), &json!({ "nil": nil }))
}

pub(crate) fn approve(server: &Server) -> String {
    let session = server.by("casey").post("/v1/group-sessions", &json!({"kind": "group_response"})).ok();
    text(&session["session_code"])
}

fn own(server: &Server, member: &str, month: &str) -> Value {
    server.by(member).get(&format!("/v1/activity-reports/{month}")).ok()
}

const OCTOBER_14: &str = "2026-10-14T09:30:00-07:00";

#[test]
fn track_02_and_03_the_end_of_the_due_day_decides_and_late_is_still_taken() {
    let server = Server::start();
    server.at("2026-10-15T17:00:00Z");
    for member in ["parker", "quinn"] {
        record(&server, member, &response(OCTOBER_14, "telephone", 45)).ok();
    }
    let early = submit(&server, "parker", "2026-10", false).refused(409, "period_still_open");
    assert_eq!((&early["requirement"], &early["clause"]), (&json!("TRACK-03"), &json!("V.G.3.c")));
    // GT-AZ-05: Thursday 22:30 in Phoenix; GT-AZ-06: Friday 00:00.
    server.at("2026-11-06T05:30:00Z");
    let in_time = submit(&server, "parker", "2026-10", false).ok();
    assert_eq!(
        (&in_time["state"], &in_time["due_on"], &in_time["late"], &in_time["variances"]),
        (&json!("submitted_on_time"), &json!("2026-11-05"), &json!(false), &json!([]))
    );
    server.at("2026-11-06T07:00:00Z");
    let late = submit(&server, "quinn", "2026-10", false).ok();
    assert_eq!((&late["state"], &late["late"]), (&json!("submitted_late"), &json!(true)));
    assert_eq!(codes(&late["variances"]), ["tracker_late"]);
}

#[test]
fn track_22_a_response_over_midnight_belongs_to_the_month_it_started_in() {
    let server = Server::start();
    server.at("2026-11-01T17:00:00Z");
    // GT-AZ-08.
    let recorded = record(&server, "parker", &response("2026-10-31T23:40:00-07:00", "telephone", 40)).ok();
    assert_eq!(recorded["day"], "2026-10-31");
    assert!(!recorded.to_string().contains("23:40"));
    assert_eq!(own(&server, "parker", "2026-10")["entries"][0]["minutes"], 40);
    assert_eq!(own(&server, "parker", "2026-11")["state"], "not_started");
    let still_to_come = response("2026-11-01T10:00:01-07:00", "telephone", 40);
    let refused = record(&server, "parker", &still_to_come).refused(422, "time_in_future");
    assert_eq!(refused["errors"][0]["pointer"], "/started_at");
    let no_offset = response("2026-10-31T23:40:00", "telephone", 40);
    record(&server, "parker", &no_offset).refused(422, "offset_required");
    record(&server, "parker", &response("yesterday", "telephone", 40)).refused(422, "malformed_timestamp");
}

#[test]
fn track_01_nothing_of_the_recipient_is_taken_and_nothing_stored() {
    let server = Server::start();
    server.at("2026-10-15T17:00:00Z");
    // GT-AZ-11.
    for (field, code) in [("recipient_name", "field_not_permitted"), ("notes", "free_text_forbidden")] {
        let mut entry = response(OCTOBER_14, "telephone", 45);
        entry[field] = json!("Marigold Quillfeather");
        let refused = record(&server, "parker", &entry).refused(422, "field_not_permitted");
        assert_eq!(refused["errors"][0]["code"], code);
        assert_eq!(refused["errors"][0]["pointer"], format!("/{field}"));
        assert!(!refused.to_string().contains("Marigold"));
    }
    let mut smuggled = group(OCTOBER_14, 60, 6, "Marigold");
    record(&server, "parker", &smuggled).refused(409, "group_needs_coordinator_approval");
    smuggled["kind"] = json!("pre_incident_training");
    record(&server, "parker", &smuggled).refused(422, "reference_unknown");
    let report = own(&server, "parker", "2026-10");
    assert_eq!((&report["state"], &report["entries"]), (&json!("not_started"), &json!([])));
}

#[test]
fn resp_03_only_the_neutral_location_has_a_limit_and_it_is_a_soft_one() {
    let server = Server::start();
    server.at("2026-10-15T17:00:00Z");
    // GT-AZ-53 and its neighbor.
    for (mode, minutes, variances) in [
        ("in_person_neutral", 60, vec![]),
        ("in_person_office", 75, vec![]),
        ("telephone", 90, vec![]),
        ("in_person_neutral", 61, vec!["actual_over_one_hour"]),
    ] {
        let recorded = record(&server, "parker", &response(OCTOBER_14, mode, minutes)).ok();
        assert_eq!(codes(&recorded["variances"]), variances, "{mode} {minutes}");
    }
}

#[test]
fn resp_35_minutes_and_participants_have_a_range() {
    let server = Server::start();
    server.at("2026-10-15T17:00:00Z");
    for (field, value, in_range) in [
        ("minutes", 0, false),
        ("minutes", 1, true),
        ("minutes", 1440, true),
        ("minutes", 1441, false),
        ("participants", 0, false),
        ("participants", 1, true),
        ("participants", 10_001, false),
    ] {
        let mut entry = response(OCTOBER_14, "telephone", 45);
        entry[field] = json!(value);
        let reply = record(&server, "parker", &entry);
        if in_range {
            assert_eq!(reply.ok()[field], value);
        } else {
            let refused = reply.refused(422, "field_out_of_range");
            assert_eq!(errors(&refused), [(format!("/{field}"), "field_out_of_range".to_owned())]);
        }
    }
    let code = approve(&server);
    server.at("2026-10-16T17:00:00Z");
    record(&server, "parker", &group("2026-10-16T09:00:00-07:00", 60, 10_000, &code)).ok();
}

#[test]
fn resp_33_kinds_modes_and_categories_are_the_policys() {
    let server = Server::start();
    server.at("2026-10-15T17:00:00Z");
    for (field, value) in [("kind", "cism_debrief"), ("mode", "email"), ("category", "divorce")] {
        let mut entry = response(OCTOBER_14, "telephone", 45);
        entry[field] = json!(value);
        let refused = record(&server, "parker", &entry).refused(422, "kind_not_in_policy");
        assert_eq!(refused["errors"][0]["pointer"], format!("/{field}"));
    }
    record(&server, "parker", &response(OCTOBER_14, "telephone", 45)).ok();
}

#[test]
fn resp_08_a_group_response_needs_the_coordinators_approval_first() {
    let server = Server::start();
    server.at("2026-10-15T17:00:00Z");
    let unapproved = json!({"started_at": OCTOBER_14, "kind": "group_response", "minutes": 60,
        "participants": 6, "mode_chosen_by_recipient": false});
    // GT-AZ-55, and the coordinator's own, which needs its code to be counted once.
    for member in ["parker", "taylor", "casey"] {
        let refused = record(&server, member, &unapproved).refused(409, "group_needs_coordinator_approval");
        assert_eq!((&refused["requirement"], &refused["clause"]), (&json!("RESP-08"), &json!("IV.C.1.a")));
    }
    let new = json!({"kind": "group_response"});
    server.by("taylor").post("/v1/group-sessions", &new).refused(403, "forbidden_for_role");
    let single = json!({"kind": "individual_response"});
    server.by("casey").post("/v1/group-sessions", &single).refused(422, "kind_not_in_policy");
    let code = approve(&server);
    assert!(code.len() == 10 && code.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()));
    // Approved on the 15th: too late for the 14th.
    let before = group(OCTOBER_14, 60, 6, &code);
    record(&server, "parker", &before).refused(409, "group_needs_coordinator_approval");
    server.at("2026-10-15T20:00:00Z");
    let after = group("2026-10-15T12:30:00-07:00", 60, 6, &code);
    assert_eq!(record(&server, "parker", &after).ok()["session_code"], code);
    record(&server, "parker", &after).refused(409, "duplicate");
    record(&server, "taylor", &after).ok();
}

#[test]
fn resp_08_one_approval_is_for_one_session() {
    let server = Server::start();
    server.at("2026-11-10T17:00:00Z");
    let code = approve(&server);
    server.at("2026-12-04T17:00:00Z");
    let of = |started_at: &str, participants| group(started_at, 60, participants, &code);
    record(&server, "quinn", &of("2026-11-12T10:00:00-07:00", 5)).ok();
    for (member, started_at, participants) in [
        ("taylor", "2026-11-16T10:00:00-07:00", 40),
        ("parker", "2026-11-17T10:00:00-07:00", 9),
        ("quinn", "2026-12-03T10:00:00-07:00", 5),
        ("casey", "2026-11-13T00:00:00-07:00", 5),
    ] {
        let refused = record(&server, member, &of(started_at, participants));
        let refused = refused.refused(409, "group_needs_coordinator_approval");
        assert_eq!((&refused["requirement"], &refused["clause"]), (&json!("RESP-08"), &json!("IV.C.1.a")));
        assert_eq!(refused["errors"][0]["pointer"], "/session_code");
    }
    // The same session, delivered by another member; the last instant of its local day too.
    record(&server, "parker", &of("2026-11-12T10:00:00-07:00", 6)).ok();
    record(&server, "taylor", &of("2026-11-12T23:59:59-07:00", 6)).ok();
    // Another session needs another approval, and is another one in the totals.
    let second = approve(&server);
    record(&server, "quinn", &group("2026-12-03T10:00:00-07:00", 60, 5, &second))
        .refused(409, "group_needs_coordinator_approval");
    // Removing the entry does not free the code.
    let own = own(&server, "quinn", "2026-11");
    let entry = format!("/v1/activity-entries/{}", text(&own["entries"][0]["id"]));
    assert_eq!(server.by("quinn").delete(&entry).status, 204);
    record(&server, "quinn", &of("2026-12-03T10:00:00-07:00", 5))
        .refused(409, "group_needs_coordinator_approval");
}

#[test]
fn resp_08_approval_is_prior_by_the_instant_but_for_the_coordinators_own() {
    let server = Server::start();
    // 13:00 in Phoenix.
    server.at("2026-10-15T20:00:00Z");
    let (code, of_casey) = (approve(&server), approve(&server));
    server.at("2026-10-16T17:00:00Z");
    let of = |hour: &str, code: &str| group(&format!("2026-10-15T{hour}-07:00"), 60, 6, code);
    for member in ["parker", "taylor"] {
        for hour in ["08:00:00", "12:59:59"] {
            record(&server, member, &of(hour, &code)).refused(409, "group_needs_coordinator_approval");
        }
    }
    record(&server, "parker", &of("13:00:00", &code)).ok();
    record(&server, "taylor", &of("13:00:00", &code)).ok();
    // The coordinator's own session of the morning; a code drawn that late covers nobody else.
    record(&server, "casey", &of("08:00:00", &of_casey)).ok();
    record(&server, "parker", &of("08:00:00", &of_casey)).refused(409, "group_needs_coordinator_approval");
    record(&server, "parker", &of("14:00:00", &of_casey)).refused(409, "group_needs_coordinator_approval");
}

#[test]
fn track_17_a_month_without_activity_is_reported_as_such() {
    let server = Server::start();
    server.at("2026-10-15T17:00:00Z");
    record(&server, "quinn", &response(OCTOBER_14, "telephone", 45)).ok();
    server.at("2026-11-02T17:00:00Z");
    let refused = submit(&server, "parker", "2026-10", false).refused(422, "field_invalid");
    assert_eq!(refused["errors"][0]["pointer"], "/nil");
    submit(&server, "quinn", "2026-10", true).refused(422, "field_invalid");
    let nil = submit(&server, "parker", "2026-10", true).ok();
    assert_eq!((&nil["state"], &nil["entries"]), (&json!("submitted_on_time"), &json!([])));
    // Before the membership nothing is owed and nothing taken.
    submit(&server, "parker", "2025-12", true).refused(409, "member_not_active");
    let old = response("2025-12-30T09:30:00-07:00", "telephone", 45);
    record(&server, "parker", &old).refused(409, "member_not_active");
}

#[test]
fn track_19_a_correction_replaces_and_lateness_is_fixed_by_the_first() {
    let server = Server::start();
    server.at("2026-11-02T17:00:00Z");
    let first = record(&server, "parker", &response(OCTOBER_14, "telephone", 45)).ok();
    submit(&server, "parker", "2026-10", false).ok();
    record(&server, "parker", &response(OCTOBER_14, "telephone", 30)).ok();
    server.at("2026-11-20T17:00:00Z");
    let entry = format!("/v1/activity-entries/{}", text(&first["id"]));
    server.by("quinn").delete(&entry).refused(404, "not_found");
    assert_eq!(server.by("parker").delete(&entry).status, 204);
    server.by("parker").delete(&entry).refused(404, "not_found");
    let changed = own(&server, "parker", "2026-10");
    assert_eq!((&changed["changed_since"], &changed["submissions"]), (&json!(true), &json!(1)));
    assert_eq!(changed["allowed_actions"], json!(["record_activity", "submit_report"]));
    let second = submit(&server, "parker", "2026-10", false).ok();
    assert_eq!((&second["state"], &second["submissions"]), (&json!("submitted_on_time"), &json!(2)));
    assert_eq!((&second["late"], &second["variances"]), (&json!(false), &json!([])));
    // Too late at first, late for ever; the variance is given once.
    assert_eq!(codes(&submit(&server, "quinn", "2026-10", true).ok()["variances"]), ["tracker_late"]);
    record(&server, "quinn", &response(OCTOBER_14, "telephone", 45)).ok();
    let again = submit(&server, "quinn", "2026-10", false).ok();
    assert_eq!((&again["state"], &again["variances"]), (&json!("submitted_late"), &json!([])));
}

#[test]
fn track_19_what_has_not_changed_is_not_submitted_again() {
    let server = Server::start();
    server.at("2026-11-02T17:00:00Z");
    record(&server, "parker", &response(OCTOBER_14, "telephone", 45)).ok();
    assert_eq!(own(&server, "parker", "2026-10")["allowed_actions"][1], "submit_report");
    for (member, nil) in [("parker", false), ("quinn", true)] {
        let first = submit(&server, member, "2026-10", nil).ok();
        assert_eq!(
            (&first["submissions"], &first["allowed_actions"]),
            (&json!(1), &json!(["record_activity"]))
        );
        let refused = submit(&server, member, "2026-10", nil).refused(409, "step_out_of_order");
        assert_eq!(refused["requirement"], "TRACK-19");
    }
    // Neither does it touch what was combined.
    server.by("casey").post("/v1/combinations", &json!({"month": "2026-10"})).ok();
    submit(&server, "parker", "2026-10", false).refused(409, "step_out_of_order");
    let report = own(&server, "parker", "2026-10");
    assert_eq!((&report["state"], &report["submissions"]), (&json!("combined"), &json!(1)));
    record(&server, "parker", &response(OCTOBER_14, "telephone", 30)).ok();
    let second = submit(&server, "parker", "2026-10", false).ok();
    assert_eq!((&second["state"], &second["submissions"]), (&json!("amended"), &json!(2)));
}

#[test]
fn track_26_the_coordinator_sees_who_has_not_submitted() {
    let server = Server::start();
    server.at("2026-11-02T17:00:00Z");
    record(&server, "quinn", &response(OCTOBER_14, "telephone", 45)).ok();
    submit(&server, "parker", "2026-10", true).ok();
    let states = |server: &Server| -> Vec<(String, String)> {
        let list = server.by("casey").get("/v1/activity-reports/2026-10/status").ok();
        let items = list["items"].as_array().expect("members").iter();
        items.map(|item| (text(&item["display_name"]), text(&item["state"]))).collect()
    };
    let expected = |idle: &str, begun: &str| -> Vec<(String, String)> {
        [
            ("Casey Coordinator", idle),
            ("Dakota Peer", idle),
            ("Parker Peer", "submitted_on_time"),
            ("Quinn Peer", begun),
            ("Riley Peer", idle),
            ("Taylor Teamlead", idle),
        ]
        .map(|(name, state)| (name.to_owned(), state.to_owned()))
        .to_vec()
    };
    // That a tracker was begun tells that somebody was helped: it is the member's own to know (CONF-26).
    assert_eq!(states(&server), expected("not_started", "not_started"));
    let own = server.by("quinn").get("/v1/activity-reports/2026-10").ok();
    assert_eq!(own["state"], "draft");
    server.at("2026-11-06T17:00:00Z");
    assert_eq!(states(&server), expected("missing", "missing"));
    server.by("parker").get("/v1/activity-reports/2026-10/status").refused(403, "forbidden_for_role");
    server.by("avery").get("/v1/activity-reports/2026-10").refused(403, "forbidden_for_role");
}

#[test]
fn track_06_what_a_sheet_of_kind_and_time_does_not_ask_is_not_kept() {
    let entry = |kind: &str, mode: Value| {
        json!({"started_at": "2026-10-14T10:00:00-07:00", "kind": kind, "mode": mode, "category": null,
            "minutes": 30, "participants": 1, "mode_chosen_by_recipient": true})
    };
    for (preset, kind, mode, kept) in [
        ("oc_probation", "support_talk", Value::Null, false),
        ("arizona_dcs", "individual_response", json!("telephone"), true),
    ] {
        let server = Server::on_preset(preset);
        server.at("2026-10-14T20:00:00Z");
        let made = server.by("parker").post("/v1/activity-entries", &entry(kind, mode)).ok();
        assert_eq!(
            (&made["minutes"], &made["mode_chosen_by_recipient"]),
            (&json!(30), &json!(kept)),
            "{preset}"
        );
        let own = server.by("parker").get("/v1/activity-reports/2026-10").ok();
        assert_eq!(own["entries"][0]["mode_chosen_by_recipient"], json!(kept), "{preset}");
    }
}

#[test]
fn resp_02_who_chose_the_mode_is_told_where_the_policy_asks_and_referrals_out_where_it_keeps_them() {
    let server = Server::start();
    server.at("2026-10-14T20:00:00Z");
    let parker = server.by("parker");
    let mut untold = response("2026-10-14T10:00:00-07:00", "telephone", 30);
    untold.as_object_mut().unwrap().remove("mode_chosen_by_recipient");
    let refused = parker.post("/v1/activity-entries", &untold).refused(422, "field_required");
    assert_eq!(refused["requirement"], "RESP-02");
    assert_eq!(refused["errors"][0]["pointer"], "/mode_chosen_by_recipient");
    // RES-04: a count of its own in Denver; a row of the stat sheet in Orange County.
    for (preset, kind, kept) in
        [("oc_probation", "support_talk", false), ("denver_911", "peer_contact", true)]
    {
        let server = Server::on_preset(preset);
        server.at("2026-10-14T20:00:00Z");
        let (minutes, stated) = if kept { (Value::Null, json!(true)) } else { (json!(30), Value::Null) };
        let entry = |referrals: u32| {
            json!({"started_at": "2026-10-14T10:00:00-07:00", "kind": kind, "minutes": minutes, "participants": 1,
                "referrals_out": referrals, "limits_stated": stated})
        };
        let parker = server.by("parker");
        if kept {
            assert_eq!(parker.post("/v1/activity-entries", &entry(1)).ok()["referrals_out"], 1);
        } else {
            let refused = parker.post("/v1/activity-entries", &entry(1)).refused(422, "field_not_permitted");
            assert_eq!(errors(&refused), [("/referrals_out".to_owned(), "field_not_permitted".to_owned())]);
            parker.post("/v1/activity-entries", &entry(0)).ok();
        }
    }
}
