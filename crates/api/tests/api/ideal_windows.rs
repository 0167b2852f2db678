//! The ideal time of an intervention is judged by an exposure that is told and not kept (RESP-11, RESP-12).

use crate::support::{PRESETS, Server, codes, errors, mixed};
use serde_json::{Value, json};

const ENTRIES: &str = "/v1/activity-entries";

/// Under the Los Angeles policy, exposed in the afternoon of Thursday 1 October.
fn of(kind: &str, day: &str) -> Value {
    let participants = if kind == "pfa_group" || kind == "tib" { 6 } else { 1 };
    json!({"started_at": format!("{day}T10:00:00-07:00"), "kind": kind, "mode": "on_site", "minutes": 40,
        "participants": participants, "mode_chosen_by_recipient": true, "exposed_at": "2026-10-01T16:20:00-07:00"})
}

fn form_of_exposure(server: &Server) -> Value {
    let form = server.by("parker").get("/v1/forms/activity-entries").ok();
    form["fields"].as_array().unwrap().iter().find(|field| field["name"] == "exposed_at").expect("it").clone()
}

#[test]
fn resp_11_and_resp_12_an_intervention_outside_its_ideal_time_is_taken_with_a_variance() {
    let server = Server::on_preset("la_dcfs");
    server.at("2026-10-20T17:00:00Z");
    for (kind, day, outside) in [
        ("pfa_individual", "2026-10-04", Some(("RESP-11", "RC.p1"))), // GT-LA-08
        ("pfa_individual", "2026-10-05", None),
        ("pfa_individual", "2026-10-08", None),
        ("pfa_individual", "2026-10-09", Some(("RESP-11", "RC.p1"))),
        ("pfa_group", "2026-10-08", None),
        ("pfa_group", "2026-10-09", Some(("RESP-11", "RC.p1"))),
        ("tib", "2026-10-04", Some(("RESP-12", "TIB"))),
        ("tib", "2026-10-05", None),
        ("tib", "2026-10-11", None),
        ("tib", "2026-10-12", Some(("RESP-12", "TIB"))),
    ] {
        let recorded = server.by("parker").post(ENTRIES, &of(kind, day)).ok();
        assert!(recorded.get("exposed_at").is_none());
        let found = codes(&recorded["variances"]).contains(&"outside_ideal_window".to_owned());
        assert_eq!(found, outside.is_some(), "{kind} on {day}: {recorded}");
        if let Some((requirement, clause)) = outside {
            let variance = recorded["variances"].as_array().unwrap().last().unwrap();
            assert_eq!(
                (&variance["requirement"], &variance["clause"]),
                (&json!(requirement), &json!(clause))
            );
        }
    }
    let mut untold = of("pfa_individual", "2026-10-16");
    untold["exposed_at"] = Value::Null;
    let recorded = server.by("parker").post(ENTRIES, &untold).ok();
    assert!(!codes(&recorded["variances"]).contains(&"outside_ideal_window".to_owned()), "nothing is judged");
}

#[test]
fn resp_11_the_days_are_local_across_the_clock_change() {
    let server = Server::on_preset("la_dcfs");
    server.at("2026-11-10T17:00:00Z");
    for (started_at, outside) in [
        ("2026-11-01T23:59:59-08:00", true),
        ("2026-11-02T00:00:00-08:00", false),
        ("2026-11-05T23:59:59-08:00", false),
        ("2026-11-06T00:00:00-08:00", true),
    ] {
        let mut entry = of("pfa_individual", "");
        entry["started_at"] = json!(started_at);
        entry["exposed_at"] = json!("2026-10-29T23:59:59-07:00");
        let recorded = server.by("parker").post(ENTRIES, &entry).ok();
        let found = codes(&recorded["variances"]).contains(&"outside_ideal_window".to_owned());
        assert_eq!(found, outside, "{started_at}");
    }
}

#[test]
fn resp_11_where_no_ideal_time_is_set_an_exposure_has_no_place() {
    let server = Server::on_preset("la_dcfs");
    server.at("2026-10-31T17:00:00Z");
    let refused = |entry: &Value, code: &str| {
        let reply = server.by("parker").post(ENTRIES, entry);
        assert!(!reply.text.contains("2026-10"), "{}", reply.text);
        let at = errors(&reply.refused(422, code));
        assert!(at.iter().all(|(pointer, _)| pointer == "/exposed_at"), "{at:?}");
    };
    refused(&of("pfa_followup_30", "2026-10-31"), "field_not_permitted");
    let mut later = of("pfa_individual", "2026-10-30");
    later["exposed_at"] = json!("2026-10-31T17:00:01Z");
    refused(&later, "time_in_future");
    // The support began in the morning of the 30th.
    later["exposed_at"] = json!("2026-10-30T23:59:59-07:00");
    refused(&later, "field_invalid");
    assert_eq!(
        form_of_exposure(&server)["permitted_when"],
        json!({"field": "kind", "codes": ["pfa_individual", "pfa_group", "tib"]})
    );
    for preset in PRESETS.into_iter().filter(|preset| *preset != "la_dcfs") {
        let server = Server::on_preset(preset);
        assert_eq!(form_of_exposure(&server)["permitted"], false, "{preset}");
    }
    let arizona = Server::start();
    let mut entry = crate::activity::response("2026-10-01T08:00:00-07:00", "telephone", 30);
    arizona.by("parker").post(ENTRIES, &entry).ok();
    entry["exposed_at"] = json!("2026-09-25T08:00:00-07:00");
    let refused = arizona.by("parker").post(ENTRIES, &entry).refused(422, "field_not_permitted");
    assert_eq!(errors(&refused), [("/exposed_at".to_owned(), "field_not_permitted".to_owned())]);
}

#[test]
fn resp_11_under_a_policy_of_parts_the_setting_judges_and_no_row_holds_the_exposure() {
    let server = Server::on_policy(&mixed());
    server.at("2026-10-20T17:00:00Z");
    for (kind, participants, day, outside) in [
        ("one_to_one", 1, "06", true),
        ("one_to_one", 1, "07", false),
        ("one_to_one", 1, "10", false),
        ("one_to_one", 1, "11", true),
        ("cmb", 12, "13", false),
        ("cmb", 12, "14", true),
    ] {
        let entry = json!({"started_at": format!("2026-10-{day}T10:00:00-05:00"), "kind": kind, "minutes": 50,
            "participants": participants, "mode_chosen_by_recipient": true,
            "exposed_at": "2026-10-03T13:37:41-05:00"});
        let recorded = server.by("parker").post(ENTRIES, &entry).ok();
        let found = codes(&recorded["variances"]).contains(&"outside_ideal_window".to_owned());
        assert_eq!(found, outside, "{kind} on {day}");
    }
    let rows = server.every_row();
    assert!(rows.contains("outside_ideal_window"), "it is counted by the month");
    for kept in ["2026-10-03", "13:37:41", "18:37:41"] {
        assert!(!rows.contains(kept), "{kept}");
    }
}
