//! October 2026 under a policy nobody has, of parts of four (see `support/mixed.rs`): the rules follow settings, so they
//! need to know no agency.

use super::steps::Program;
use crate::support::{codes, mixed, text};
use peerline_domain::policy::{blocks_activation, validate};
use serde_json::{Value, json};

#[test]
fn prog_02_a_policy_of_parts_of_four_holds_together() {
    let document = mixed();
    let findings = validate(&document, None);
    assert!(!blocks_activation(&document, &findings), "{findings:#?}");
}

#[test]
fn october_2026_under_a_policy_of_parts_of_four() {
    let program = Program::under_policy(&mixed());
    let policy = program.server.by("casey").get("/v1/policy").ok();
    assert_eq!(policy["document"]["based_on"], Value::Null);
    nobody_is_named_and_a_day_is_the_window(&program);
    a_second_decline_ends_it(&program);

    program.it_is("2026-10-28T15:00:00Z");
    for member in ["parker", "quinn", "riley"] {
        for day in ["06", "13", "20", "27"] {
            let entry = json!({"started_at": format!("2026-10-{day}T10:00:00-05:00"), "kind": "one_to_one",
                "mode": "in_person_private", "category": "one_to_one", "minutes": 50, "participants": 1,
                "referrals_out": 0, "mode_chosen_by_recipient": true});
            let entry = program.tallies(member, &entry).ok();
            assert_eq!(
                (&entry["day"], &entry["mode"]),
                (&json!("2026-10-01"), &Value::Null),
                "anonymous counts"
            );
        }
    }
    program.it_is("2026-11-02T17:00:00Z");
    for member in ["parker", "quinn", "riley"] {
        program.submits(member, "2026-10", false);
    }
    program.october_is_combined();
    program.it_is("2026-11-05T17:00:00Z");
    program.october_is_released_with_twelve_responses("2026-11-05");
}

/// A referral without identity is judged by the 24 hours, and the instant it was judged by is not kept.
fn nobody_is_named_and_a_day_is_the_window(program: &Program) {
    let nameless = json!({"identity": "none", "channel": "telephone", "population": "employee", "stressor": "work",
        "exposed_at": "2026-10-01T18:20:00-05:00"});
    program.it_is("2026-10-02T23:20:00Z");
    let (receipt, request) = program.refers("parker", &nameless);
    assert!(!codes(&receipt["variances"]).contains(&"late_referral".to_owned()), "exactly a day later");
    program.it_is("2026-10-02T23:20:01Z");
    let (receipt, late) = program.refers("sam", &nameless);
    assert!(codes(&receipt["variances"]).contains(&"late_referral".to_owned()), "and a second more");
    let variance = receipt["variances"].as_array().expect("a list").iter();
    let variance = variance.clone().find(|variance| variance["code"] == "late_referral").expect("it");
    assert_eq!(variance["clause"], "RP.1", "the clause came with the setting");
    let rows = program.server.every_row();
    for kept in ["2026-10-01T18:20", "2026-10-01 23:20", "2026-10-01T23:20"] {
        assert!(!rows.contains(kept), "{kept}");
    }
    for request in [&request, &late] {
        let seen = program.server.by("casey").get(request).ok();
        assert!(!seen.to_string().contains("exposed_at"));
        assert_eq!(program.is_triaged(request, "pte_qualifies")["state"], "triaged_in", "with that triage");
        program.is_given_to(request, "quinn");
        program.they_speak_and_part(request, "quinn");
        program.server.by("casey").get(request).refused(404, "not_found");
    }
    let mut named = nameless;
    (named["identity"], named["recipient"]) = (json!("restricted_case"), json!({"name": "Jordan Example"}));
    program.server.by("sam").post("/v1/referrals", &named).refused(422, "field_not_permitted");
    let mut coaching = json!({"identity": "none", "channel": "telephone", "population": "employee",
        "stressor": "work"});
    coaching["purpose"] = json!("coaching");
    let refused = program.server.by("sam").post("/v1/referrals", &coaching);
    refused.refused(422, "disciplinary_referral_forbidden");
}

/// A decline, the check-in seven days after the contact, a second decline, and silence about this incident.
fn a_second_decline_ends_it(program: &Program) {
    program.it_is("2026-10-13T15:00:00Z");
    let alert = json!({"type": "critical_incident", "occurred_on": "2026-10-12",
        "unit_id": program.server.unit("Central region")});
    let incident = text(&program.server.by("sam").post("/v1/incidents", &alert).ok()["id"]);
    let incident = format!("/v1/incidents/{incident}");
    let triage = json!({"outcome": "pte_qualifies", "case": null});
    program.server.by("casey").post(&format!("{incident}/triage"), &triage).ok();
    let outreach = program.an_outreach_goes_to(&incident, "quinn");
    program.it_is("2026-10-14T15:00:00Z");
    program.it_happens(&outreach, "quinn", "initial_contact").ok();
    let declined = program.it_happens(&outreach, "quinn", "decline").ok();
    assert_eq!(
        (&declined["state"], &declined["followup_due_on"]),
        (&json!("followup_due"), &json!("2026-10-21"))
    );
    program.it_is("2026-10-21T15:00:00Z");
    let second = program.it_happens(&outreach, "quinn", "check_in_done").ok();
    assert_eq!((&second["state"], &second["variances"]), (&json!("second_offer"), &json!([])));
    let closed = program.it_happens(&outreach, "quinn", "decline").ok();
    assert_eq!(closed["state"], "second_declined_closed");
    let silence = program.it_happens(&outreach, "riley", "initial_contact");
    assert_eq!(silence.refused(409, "contact_suppressed")["clause"], "V.C.4.b");
}
