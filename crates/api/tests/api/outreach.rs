//! The program approaches (REFER-02 … REFER-04, FOLLOW-01 … FOLLOW-05, ASSIGN-20).

use crate::support::{Server, codes, declaration, text};
use serde_json::{Value, json};

/// An incident of a type, alerted by the supervisor; its address.
pub(crate) fn alert(server: &Server, kind: &str, occurred_on: &str) -> String {
    let body = json!({"type": kind, "occurred_on": occurred_on, "unit_id": server.unit("Northern region")});
    let receipt = server.by("sam").post("/v1/incidents", &body).ok();
    assert_eq!(receipt["status"], "received");
    format!("/v1/incidents/{}", text(&receipt["id"]))
}

pub(crate) fn ongoing() -> Value {
    json!({"outcome": "in_purview", "case": {"standing": "ongoing", "closed_on": null}})
}

/// An outreach of an incident, given to a member who declared to be free; its address.
pub(crate) fn outreach(server: &Server, incident: &str, member: &str) -> String {
    let body = json!({"member_id": server.member(member)});
    let slot = server.by("casey").post(&format!("{incident}/outreaches"), &body).ok();
    let address = format!("/v1/outreaches/{}", text(&slot["id"]));
    server.by(member).post(&format!("{address}/conflict-declaration"), &declaration(false)).ok();
    address
}

pub(crate) fn event(server: &Server, member: &str, outreach: &str, event: &str) -> crate::support::Reply {
    server.by(member).post(&format!("{outreach}/events"), &json!({ "event": event }))
}

#[test]
fn follow_01_the_check_in_is_due_a_week_after_the_contact_not_after_the_decline() {
    let server = Server::start();
    let incident = {
        server.at("2026-10-13T17:00:00Z");
        let incident = alert(&server, "fatality", "2026-10-13");
        server.by("casey").post(&format!("{incident}/triage"), &ongoing()).ok();
        incident
    };
    let slot = outreach(&server, &incident, "parker");
    server.at("2026-10-14T17:00:00Z");
    assert_eq!(event(&server, "parker", &slot, "attempt_no_answer").ok()["followup_due_on"], Value::Null);
    event(&server, "parker", &slot, "initial_contact").ok();
    server.at("2026-10-16T17:00:00Z");
    let declined = event(&server, "parker", &slot, "decline").ok();
    assert_eq!(
        (&declined["state"], &declined["followup_due_on"]),
        (&json!("followup_due"), &json!("2026-10-21"))
    );
    assert_eq!(declined["allowed_events"], json!(["check_in_done"]));
    event(&server, "parker", &slot, "accept").refused(409, "step_out_of_order");

    server.at("2026-10-21T17:00:00Z");
    let checked = event(&server, "parker", &slot, "check_in_done").ok();
    assert_eq!((&checked["state"], &checked["variances"]), (&json!("second_offer"), &json!([])));
    assert_eq!(event(&server, "parker", &slot, "decline").ok()["state"], "second_declined_closed");

    // GT-AZ-21: team-wide, also for a member the slot was never given to, and for the coordinator.
    server.at("2026-10-25T17:00:00Z");
    for (member, tried) in [("parker", "initial_contact"), ("quinn", "initial_contact"), ("casey", "close")] {
        let refused = event(&server, member, &slot, tried).refused(409, "contact_suppressed");
        assert_eq!((&refused["requirement"], &refused["clause"]), (&json!("FOLLOW-02"), &json!("V.C.4.b")));
    }
    let again = json!({"member_id": server.member("quinn")});
    server.by("casey").post(&format!("{slot}/assignment"), &again).refused(409, "contact_suppressed");
    let anew = json!({"member_id": server.member("quinn"), "earlier_outreach_id": slot.rsplit('/').next()});
    server.by("casey").post(&format!("{incident}/outreaches"), &anew).refused(409, "contact_suppressed");
    assert_eq!(server.by("parker").get(&slot).ok()["allowed_events"], json!([]));

    // GT-AZ-23: the person may still ask.
    let ask = json!({"population": "employee", "stressor": "work"});
    assert_eq!(server.by("nobody").post("/v1/public/example-dcs/support-requests", &ask).status, 202);
}

#[test]
fn follow_01_a_check_in_on_another_day_is_kept_with_its_variance() {
    let server = Server::start();
    server.at("2026-10-13T17:00:00Z");
    let incident = alert(&server, "fatality", "2026-10-13");
    server.by("casey").post(&format!("{incident}/triage"), &ongoing()).ok();
    for (day, expected) in
        [("2026-10-19T17:00:00Z", "followup_early"), ("2026-10-24T17:00:00Z", "followup_late")]
    {
        server.at("2026-10-13T18:00:00Z");
        let slot = outreach(&server, &incident, "quinn");
        event(&server, "quinn", &slot, "initial_contact").ok();
        event(&server, "quinn", &slot, "decline").ok();
        server.at(day);
        let checked = event(&server, "quinn", &slot, "check_in_done").ok();
        assert_eq!(codes(&checked["variances"]), [expected]);
        assert_eq!(checked["variances"][0]["clause"], "V.C.4.a");
        assert_eq!(event(&server, "quinn", &slot, "accept").ok()["state"], "accepted");
    }
}

#[test]
fn refer_02_a_high_profile_incident_on_a_qualifying_case_gets_outreach() {
    let server = Server::start();
    server.at("2026-10-15T17:00:00Z");
    let casey = server.by("casey");
    let triage = |incident: &str, outcome: &str, case: Value| {
        casey.post(&format!("{incident}/triage"), &json!({"outcome": outcome, "case": case}))
    };
    let boundary = alert(&server, "near_fatality", "2026-10-15");
    let closed = |day: &str| json!({"standing": "closed", "closed_on": day});
    triage(&boundary, "in_purview", Value::Null).refused(422, "field_required");
    triage(&boundary, "not_in_purview", closed("2025-10-15")).refused(409, "step_out_of_order");
    triage(&boundary, "in_purview", closed("2026-10-16")).refused(422, "time_in_future");
    let taken = triage(&boundary, "in_purview", closed("2025-10-15")).ok();
    assert_eq!((&taken["route"], &taken["case_qualifies"]), (&json!("outreach_offered"), &json!(true)));
    assert_eq!(taken["case_judged_on"], "2026-10-15");

    let older = alert(&server, "near_fatality", "2026-10-15");
    let decided = triage(&older, "not_in_purview", closed("2025-10-14")).ok();
    assert!(!decided["resources"].as_array().unwrap().is_empty(), "REFER-04: other resources are suggested");
    assert_eq!(
        (&decided["route"], &decided["state"]),
        (&json!("purview_decision"), &json!("not_in_purview"))
    );

    let never = alert(&server, "media_involvement", "2026-10-15");
    let decided = triage(&never, "in_purview", json!({"standing": "never_ongoing", "closed_on": null})).ok();
    assert_eq!((&decided["route"], &decided["case_qualifies"]), (&json!("purview_decision"), &json!(false)));
    triage(&never, "in_purview", Value::Null).refused(409, "step_out_of_order");
}

#[test]
fn refer_04_anyone_may_alert_and_nobody_who_does_learns_an_outcome() {
    let server = Server::start();
    server.at("2026-10-15T17:00:00Z");
    for person in ["sam", "parker", "incident", "casey"] {
        let body = json!({"type": "other_significant", "occurred_on": "2026-10-15", "unit_id": server.unit("Hotline")});
        let reply = server.by(person).post("/v1/incidents", &body);
        assert_eq!((reply.status, &reply.json["status"]), (202, &json!("received")));
    }
    server.by("sam").get("/v1/incidents").refused(403, "forbidden_for_role");
    let unit = server.unit("Hotline");
    let casey = server.by("casey");
    let case_number =
        json!({"type": "fatality", "occurred_on": "2026-10-15", "unit_id": unit, "case_number": "12-345"});
    let refused = casey.post("/v1/incidents", &case_number).refused(422, "field_not_permitted");
    assert_eq!(refused["errors"][0]["pointer"], "/case_number");
    let future = json!({"type": "fatality", "occurred_on": "2026-10-16", "unit_id": unit});
    casey.post("/v1/incidents", &future).refused(422, "time_in_future");
    let unknown = json!({"type": "weather", "occurred_on": "2026-10-15", "unit_id": unit});
    casey.post("/v1/incidents", &unknown).refused(422, "kind_not_in_policy");
    assert_eq!(casey.get("/v1/incidents").ok()["items"].as_array().unwrap().len(), 4);
}

#[test]
fn follow_05_a_closed_incident_takes_no_outreach_and_its_slots_are_gone() {
    let server = Server::start();
    server.at("2026-10-13T17:00:00Z");
    let incident = alert(&server, "fatality", "2026-10-13");
    let casey = server.by("casey");
    let parker = json!({"member_id": server.member("parker")});
    casey.post(&format!("{incident}/outreaches"), &parker).refused(409, "step_out_of_order");
    casey.post(&format!("{incident}/triage"), &ongoing()).ok();
    let slot = outreach(&server, &incident, "parker");
    assert_eq!(casey.post(&format!("{incident}/closure"), &json!({})).ok()["state"], "closed");
    server.by("parker").get(&slot).refused(404, "not_found");
    casey.post(&format!("{incident}/outreaches"), &parker).refused(409, "incident_closed");
    casey.post(&format!("{incident}/closure"), &json!({})).refused(409, "incident_closed");
}

#[test]
fn assign_21_a_conflict_sends_the_outreach_back_and_another_member_keeps_its_dates() {
    let server = Server::start();
    server.at("2026-10-13T17:00:00Z");
    let incident = alert(&server, "fatality", "2026-10-13");
    let casey = server.by("casey");
    casey.post(&format!("{incident}/triage"), &ongoing()).ok();
    let slot = outreach(&server, &incident, "parker");
    server.at("2026-10-14T17:00:00Z");
    event(&server, "parker", &slot, "initial_contact").ok();
    event(&server, "parker", &slot, "decline").ok();

    // FOLLOW-16: another member does the check-in; the date stays.
    let other = casey.post(&format!("{slot}/assignment"), &json!({"member_id": server.member("riley")})).ok();
    assert_eq!((&other["followup_due_on"], &other["declared"]), (&json!("2026-10-21"), &json!(false)));
    server.by("parker").get(&slot).refused(404, "not_found");
    let mut conflict = declaration(false);
    conflict["supervises_recipient"] = json!(true);
    let returned = server.by("riley").post(&format!("{slot}/conflict-declaration"), &conflict).ok();
    assert_eq!(
        (&returned["member_id"], &returned["returned"]["code"]),
        (&Value::Null, &json!("conflict_of_interest"))
    );
    casey.post(&format!("{slot}/assignment"), &json!({"member_id": server.member("dakota")})).ok();
    server.by("dakota").post(&format!("{slot}/conflict-declaration"), &declaration(false)).ok();
    server.at("2026-10-21T17:00:00Z");
    assert_eq!(event(&server, "dakota", &slot, "check_in_done").ok()["state"], "second_offer");
}

#[test]
fn prog_09_a_team_lead_sees_their_own_area_and_a_member_what_they_hold() {
    let server = Server::start();
    server.at("2026-10-13T17:00:00Z");
    let (casey, taylor, parker) = (server.by("casey"), server.by("taylor"), server.by("parker"));
    let northern = alert(&server, "fatality", "2026-10-13");
    let central =
        json!({"type": "fatality", "occurred_on": "2026-10-13", "unit_id": server.unit("Central region")});
    let central =
        format!("/v1/incidents/{}", text(&server.by("sam").post("/v1/incidents", &central).ok()["id"]));
    for incident in [&northern, &central] {
        casey.post(&format!("{incident}/triage"), &ongoing()).ok();
    }
    taylor.get(&northern).ok();
    taylor.get(&central).refused(404, "not_found");
    assert_eq!(taylor.get("/v1/incidents").ok()["items"].as_array().unwrap().len(), 1);
    let to_parker = json!({"member_id": server.member("parker")});
    taylor.post(&format!("{central}/outreaches"), &to_parker).refused(404, "not_found");

    parker.get(&northern).refused(404, "not_found");
    taylor.post(&format!("{northern}/outreaches"), &to_parker).ok();
    assert_eq!(parker.get(&northern).ok()["allowed_actions"], json!([]));
    assert_eq!(parker.get("/v1/incidents").ok()["items"].as_array().unwrap().len(), 1);
    assert_eq!(casey.get("/v1/incidents?limit=1").ok()["items"].as_array().unwrap().len(), 1);
}
