//! October 2026 under Los Angeles' policy: a named referral in time and one a minute late, a sealed case that two
//! people read, triage three ways, the thirty-day follow-up, and a case that stays.

use super::steps::Program;
use crate::support::{codes, text};
use serde_json::{Value, json};

fn named(exposed_at: &str) -> Value {
    json!({"identity": "restricted_case", "channel": "telephone", "population": "employee", "stressor": "work",
        "exposed_at": exposed_at, "recipient": {"name": "Jordan Example", "contact": "extension 5502",
        "context": "Was present when it happened."}})
}

fn pfa(started_at: &str) -> Value {
    json!({"started_at": started_at, "kind": "pfa_individual", "mode": "on_site", "category": null, "minutes": 40,
        "participants": 1, "referrals_out": 0, "mode_chosen_by_recipient": true, "session_code": null})
}

#[test]
fn october_2026_under_the_los_angeles_policy() {
    let program = Program::under("la_dcfs");
    // 16:20 on 2 October in Los Angeles.
    program.it_is("2026-10-02T23:20:00Z");
    let (receipt, case) = program.refers("sam", &named("2026-10-01T16:20:00-07:00"));
    assert_eq!(receipt["variances"], json!([]), "GT-LA-01: exactly 24 hours after the exposure");
    program.it_is("2026-10-02T23:21:00Z");
    let (receipt, unclear) = program.refers("sam", &named("2026-10-01T16:20:00-07:00"));
    assert_eq!(codes(&receipt["variances"]), ["late_referral"], "a minute later, and taken all the same");

    program.it_is("2026-10-05T16:00:00Z");
    assert_eq!(program.is_triaged(&case, "pte_qualifies")["state"], "triaged_in");
    assert_eq!(program.is_triaged(&unclear, "consult_manager_other_options")["state"], "manager_review");
    assert_eq!(program.is_triaged(&unclear, "other_options")["state"], "triaged_in", "REFER-14");
    a_divorce_is_referred_out(&program);
    program.is_given_to(&case, "parker");
    two_people_read_the_case(&program, &case);

    program.it_is("2026-10-05T21:00:00Z");
    let met =
        program.server.by("parker").post(&format!("{case}/events"), &json!({"event": "contact_made"})).ok();
    assert_eq!(met["initial_meeting_on"], "2026-10-05");
    let due = json!([{"stage": "day30", "due_on": "2026-11-04", "held_on": null, "overdue": false}]);
    assert_eq!(met["follow_ups"], due, "FOLLOW-07: thirty days after the initial meeting");
    let finish = json!({"event": "finish"});
    let early = program.server.by("parker").post(&format!("{case}/events"), &finish);
    early.refused(409, "step_out_of_order");

    program.it_is("2026-10-30T18:00:00Z");
    for member in ["parker", "quinn", "riley"] {
        for day in ["06", "13", "20", "27"] {
            let entry = program.tallies(member, &pfa(&format!("2026-10-{day}T10:00:00-07:00"))).ok();
            assert_eq!((&entry["day"], &entry["minutes"]), (&json!(format!("2026-10-{day}")), &json!(40)));
        }
    }
    program.it_is("2026-11-02T17:00:00Z");
    for member in ["parker", "quinn", "riley"] {
        let report = program.submits(member, "2026-10", false);
        assert_eq!((&report["due_on"], &report["late"]), (&Value::Null, &json!(false)), "no day is set");
    }
    program.october_is_combined();

    // The thirtieth day: the follow-up is held, and only now the work can end.
    program.it_is("2026-11-04T18:00:00Z");
    let parker = program.server.by("parker");
    let held = json!({"stage": "day30", "second_needed": false});
    let held = parker.post(&format!("{case}/follow-ups"), &held).ok();
    let on_the_day = (&held["follow_ups"][0]["held_on"], &held["variances"]);
    assert_eq!(on_the_day, (&json!("2026-11-04"), &json!([])));
    assert_eq!(parker.post(&format!("{case}/events"), &finish).ok()["state"], "closed");
    let kept = program.server.by("casey").get(&format!("{case}/recipient")).ok();
    assert_eq!(kept["name"], "Jordan Example", "4.4: the case is kept");
    assert_eq!(program.server.keys().purged, 1, "of the one who was referred out, nothing");

    let sealed = program.server.by("hr").get("/v1/releases/2026-10").refused(404, "not_yet_sealed");
    assert_eq!(sealed["planned_on"], "2026-11-05", "REPORT-13: five days after the month");
    program.it_is("2026-11-05T17:00:00Z");
    let release = program.is_released("2026-10");
    assert_eq!(release["totals"]["responses"], json!({"value": 12, "display": "12"}));
    assert_eq!(release["totals"]["minutes"]["value"], 480);
    program.a_machine_with_reports_read_reaches_releases_only("2026-10");
}

/// GT-LA-25: a stressor from outside work, told by name, leaves the program with where help is to be had.
fn a_divorce_is_referred_out(program: &Program) {
    let mut divorce = named("2026-10-05T08:00:00-07:00");
    divorce["stressor"] = json!("personal");
    let (_, divorce) = program.refers("sam", &divorce);
    let out = program.is_triaged(&divorce, "refer_out_non_work");
    let resources: Vec<String> =
        out["resources"].as_array().expect("resources").iter().map(|one| text(&one["code"])).collect();
    for kind in ["eap", "victims_services", "health_plan"] {
        assert!(resources.iter().any(|known| known == kind), "{kind}");
    }
}

/// The manager and the assigned supporter read it; nobody else does, whoever referred least of all.
fn two_people_read_the_case(program: &Program, case: &str) {
    let recipient = format!("{case}/recipient");
    for reader in ["casey", "parker"] {
        assert_eq!(program.server.by(reader).get(&recipient).ok()["name"], "Jordan Example");
    }
    program.server.by("sam").get(&recipient).refused(403, "supervisor_access_denied");
    for other in ["quinn", "riley", "dakota"] {
        program.server.by(other).get(&recipient).refused(404, "not_found");
    }
    for other in ["taylor", "emerson", "avery", "hr", "incident", "morgan"] {
        program.server.by(other).get(&recipient).refused(403, "forbidden_for_role");
    }
}
