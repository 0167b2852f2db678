//! October 2026 under Minnesota's policy: a colleague and a supervisor refer somebody without saying who; support never
//! stands in for discipline; counts without a day, and no report due.

use super::steps::Program;
use crate::support::text;
use serde_json::{Value, json};

fn nameless() -> Value {
    json!({"identity": "none", "channel": "in_person", "population": "employee", "stressor": "personal"})
}

fn one_to_one(started_at: &str) -> Value {
    json!({"started_at": started_at, "kind": "one_to_one", "mode": "in_person_private", "category": "one_to_one",
        "minutes": 50, "participants": 1, "referrals_out": 0, "mode_chosen_by_recipient": true,
        "session_code": null})
}

#[test]
fn october_2026_under_the_minnesota_policy() {
    let program = Program::under("mn_public_safety");
    program.it_is("2026-10-05T15:00:00Z");
    for (who, by) in [("parker", "peer"), ("sam", "supervisor")] {
        let (receipt, request) = program.refers(who, &nameless());
        assert_eq!(receipt["variances"], json!([]), "{who}");
        assert_eq!(program.server.by("casey").get(&request).ok()["referred_by"], by, "REFER-26, REFER-27");
        program.is_triaged(&request, "in_scope");
        program.is_given_to(&request, "quinn");
        let told = program.server.by(who).get(&request).status;
        assert!(matches!(told, 403 | 404), "{who} learns no outcome");
        program.they_speak_and_part(&request, "quinn");
        program.server.by("casey").get(&request).refused(404, "not_found");
    }
    let mut named = nameless();
    (named["identity"], named["recipient"]) = (json!("intake_only"), json!({"name": "Jordan Example"}));
    program.server.by("sam").post("/v1/referrals", &named).refused(422, "field_not_permitted");
    for purpose in ["discipline", "coaching", "work_improvement_plan"] {
        let mut referral = nameless();
        referral["purpose"] = json!(purpose);
        let refused = program.server.by("sam").post("/v1/referrals", &referral);
        assert_eq!(refused.refused(422, "disciplinary_referral_forbidden")["clause"], "Init.3", "{purpose}");
    }

    program.it_is("2026-10-20T15:00:00Z");
    for member in ["parker", "quinn", "riley"] {
        for day in ["06", "13", "14", "19"] {
            let entry = program.tallies(member, &one_to_one(&format!("2026-10-{day}T10:00:00-05:00"))).ok();
            let kept = (&entry["day"], &entry["mode"], &entry["category"], &entry["minutes"]);
            assert_eq!(kept, (&json!("2026-10-01"), &Value::Null, &json!("one_to_one"), &json!(50)));
        }
    }
    let rows = program.server.every_row();
    assert!(rows.contains("2026-10-01"), "rows are looked at");
    for day in ["2026-10-06", "2026-10-13", "2026-10-14", "2026-10-19"] {
        assert!(!rows.contains(day), "Sys.1: of a contact not even the day is kept: {day}");
    }

    program.it_is("2026-11-02T17:00:00Z");
    let own = program.server.by("parker").get("/v1/activity-reports/2026-10").ok();
    assert_eq!((&own["due_on"], &own["state"]), (&Value::Null, &json!("draft")), "no report is due");
    let team = program.server.by("casey").get("/v1/activity-reports/2026-10/status").ok();
    assert_eq!(team["items"], json!([]), "nobody owes one");
    for member in ["parker", "quinn", "riley"] {
        assert_eq!(program.submits(member, "2026-10", false)["late"], false);
    }
    let combined = program.october_is_combined();
    assert_eq!((&combined["missing"], &combined["modes"]), (&json!([]), &json!([])));
    program.it_is("2026-11-05T05:59:59Z");
    let sealed = program.server.by("hr").get("/v1/releases/2026-10").refused(404, "not_yet_sealed");
    assert_eq!(text(&sealed["planned_on"]), "2026-11-05");
    // Midnight in Minnesota, after the clocks were set back.
    program.it_is("2026-11-05T06:00:00Z");
    assert_eq!(program.is_released("2026-10")["totals"]["responses"]["value"], 12);
    program.a_machine_with_reports_read_reaches_releases_only("2026-10");
}
