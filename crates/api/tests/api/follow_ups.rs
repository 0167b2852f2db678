//! Follow-ups after the initial meeting, and the case that stays when the work ends.

use crate::support::{Caller, Server, codes, declaration, text};
use serde_json::{Value, json};

/// A named referral, triaged and given to a member who meets the person on 1 December 2026; its address.
fn met(server: &Server) -> String {
    server.at("2026-11-30T18:00:00Z");
    let referral = json!({"identity": "restricted_case", "channel": "telephone", "population": "employee",
        "stressor": "work", "recipient": {"name": "Jordan Example", "contact": "extension 5502"}});
    let receipt = server.by("sam").post("/v1/referrals", &referral).ok();
    let request = format!("/v1/support-requests/{}", text(&receipt["id"]));
    let casey = server.by("casey");
    casey.post(&format!("{request}/triage"), &json!({"decision": "pte_qualifies"})).ok();
    casey.post(&format!("{request}/assignment"), &json!({"member_id": server.member("parker")})).ok();
    let parker = server.by("parker");
    parker.post(&format!("{request}/conflict-declaration"), &declaration(false)).ok();
    server.at("2026-12-01T18:00:00Z");
    parker.post(&format!("{request}/events"), &json!({"event": "contact_made"})).ok();
    request
}

fn hold(caller: &Caller, request: &str, body: &Value) -> crate::support::Reply {
    caller.post(&format!("{request}/follow-ups"), body)
}

#[test]
fn follow_07_the_thirty_day_follow_up_is_scheduled_at_the_initial_meeting() {
    let server = Server::on_preset("la_dcfs");
    let request = met(&server);
    let seen = server.by("parker").get(&request).ok();
    assert_eq!(seen["initial_meeting_on"], "2026-12-01");
    let due = json!([{"stage": "day30", "due_on": "2026-12-31", "held_on": null, "overdue": false}]);
    assert_eq!(seen["follow_ups"], due, "GT-LA-10");
    assert!(seen["allowed_actions"].as_array().unwrap().contains(&json!("record_follow_up")));
    server.at("2027-01-01T18:00:00Z");
    let overdue = server.by("casey").get(&request).ok();
    assert_eq!(overdue["follow_ups"][0]["overdue"], true, "FOLLOW-10: on the manager's list");
    let held = hold(&server.by("parker"), &request, &json!({"stage": "day30", "second_needed": true})).ok();
    assert_eq!(codes(&held["variances"]), ["followup_overdue"]);
    let second = json!({"stage": "day90", "due_on": "2027-03-01", "held_on": null, "overdue": false});
    assert_eq!(held["follow_ups"][1], second, "FOLLOW-08: 90 days after the initial meeting");
}

#[test]
fn follow_08_the_second_does_not_come_before_the_first() {
    let server = Server::on_preset("la_dcfs");
    let request = met(&server);
    let early = hold(&server.by("parker"), &request, &json!({"stage": "day90"}));
    assert_eq!(early.refused(409, "followup_out_of_order")["requirement"], "FOLLOW-08", "GT-LA-13");
    hold(&server.by("quinn"), &request, &json!({"stage": "day30"})).refused(404, "not_found");
    hold(&server.by("casey"), &request, &json!({"stage": "day30"})).refused(403, "forbidden_for_role");
    hold(&server.by("parker"), &request, &json!({"stage": "day30"})).ok();
    hold(&server.by("parker"), &request, &json!({"stage": "day30"})).refused(409, "step_out_of_order");
}

#[test]
fn follow_07_the_work_does_not_end_before_the_follow_up_and_the_case_stays_after_it() {
    let server = Server::on_preset("la_dcfs");
    let request = met(&server);
    let finish = json!({"event": "finish"});
    let early = server.by("parker").post(&format!("{request}/events"), &finish);
    assert_eq!(early.refused(409, "step_out_of_order")["requirement"], "FOLLOW-07");
    server.at("2026-12-31T18:00:00Z");
    hold(&server.by("parker"), &request, &json!({"stage": "day30", "second_needed": false})).ok();
    let over = server.by("parker").post(&format!("{request}/events"), &finish).ok();
    assert_eq!((&over["state"], &over["allowed_events"]), (&json!("closed"), &json!([])));
    let kept = server.by("casey").get(&request).ok();
    assert_eq!((&kept["state"], &kept["follow_ups"][0]["held_on"]), (&json!("closed"), &json!("2026-12-31")));
    let recipient = server.by("casey").get(&format!("{request}/recipient")).ok();
    assert_eq!(recipient["name"], "Jordan Example", "4.4: a restricted case is retained");
    // What is over is nobody's assignment, and holds no hour and no word any more.
    server.by("parker").get(&request).refused(404, "not_found");
    server.by("parker").get(&format!("{request}/recipient")).refused(404, "not_found");
    assert_eq!(
        (&kept["received_at"], &kept["spoken_code"], &kept["member_id"]),
        (&json!("2026-11-30T08:00:00Z"), &json!(""), &Value::Null)
    );
    let other = json!({"name": "Robin Example", "contact": null, "context": null});
    let changed = server.by("casey").put(&format!("{request}/recipient"), &other);
    assert_eq!(changed.refused(409, "step_out_of_order")["requirement"], "CONF-27");
    // ASSIGN-20: leaving the team gives back what is open, not what is over.
    let leaving = format!("/v1/members/{}/end", server.member("parker"));
    server.by("casey").post(&leaving, &json!({"ended_on": "2027-01-15"})).ok();
    assert_eq!(server.by("casey").get(&request).ok()["state"], "closed");
}

#[test]
fn follow_14_a_case_says_that_the_person_declined_and_no_reason() {
    let server = Server::on_preset("la_dcfs");
    let request = met(&server);
    let declines = json!({"event": "recipient_declines"});
    let over = server.by("parker").post(&format!("{request}/events"), &declines).ok();
    assert_eq!(over["state"], "declined");
    assert_eq!(server.by("casey").get(&request).ok()["state"], "declined");
    let phoenix = Server::start();
    let new = json!({"channel": "telephone", "population": "employee", "stressor": "work"});
    let id = text(&phoenix.by("casey").post("/v1/support-requests", &new).ok()["id"]);
    let other = format!("/v1/support-requests/{id}");
    let casey = phoenix.by("casey");
    casey.post(&format!("{other}/triage"), &json!({"decision": "in_scope"})).ok();
    casey.post(&format!("{other}/assignment"), &json!({"member_id": phoenix.member("parker")})).ok();
    let parker = phoenix.by("parker");
    parker.post(&format!("{other}/conflict-declaration"), &declaration(false)).ok();
    parker.post(&format!("{other}/events"), &json!({"event": "contact_made"})).ok();
    parker.post(&format!("{other}/events"), &declines).refused(409, "step_out_of_order");
    hold(&parker, &other, &json!({"stage": "day30"})).refused(409, "step_out_of_order");
}

#[test]
fn refer_14_what_is_not_clear_waits_with_the_manager_and_is_never_refused_by_itself() {
    let server = Server::on_preset("la_dcfs");
    let new = json!({"channel": "telephone", "population": "employee", "stressor": "personal"});
    let casey = server.by("casey");
    let make = || text(&casey.post("/v1/support-requests", &new).ok()["id"]);
    let decide = |id: &str, decision: &str| {
        casey.post(&format!("/v1/support-requests/{id}/triage"), &json!({ "decision": decision }))
    };
    let id = make();
    assert_eq!(decide(&id, "consult_manager_other_options").ok()["state"], "manager_review");
    assert_eq!(decide(&id, "other_options").ok()["state"], "triaged_in");
    // GT-LA-25: a divorce is referred out, with where help is to be had.
    let out = decide(&make(), "refer_out_non_work").ok();
    assert_eq!(out["state"], "triaged_out");
    let kinds: Vec<String> =
        out["resources"].as_array().unwrap().iter().map(|one| text(&one["code"])).collect();
    for kind in ["eap", "victims_services", "health_plan"] {
        assert!(kinds.iter().any(|known| known == kind), "{kind} in {kinds:?}");
    }
    // GT-LA-26: what spills over into work qualifies.
    assert_eq!(decide(&make(), "pte_qualifies").ok()["state"], "triaged_in");
    let phoenix = Server::start();
    let id = text(&phoenix.by("casey").post("/v1/support-requests", &new).ok()["id"]);
    let triage = format!("/v1/support-requests/{id}/triage");
    let unknown = phoenix.by("casey").post(&triage, &json!({"decision": "pte_qualifies"}));
    assert_eq!(unknown.refused(422, "kind_not_in_policy")["requirement"], "REFER-33");
}

#[test]
fn conf_26_whoever_may_not_see_a_case_meets_in_every_state_what_meets_them_where_there_is_none() {
    let server = Server::on_preset("la_dcfs");
    let casey = server.by("casey");
    let new = json!({"channel": "telephone", "population": "employee", "stressor": "work"});
    let waiting =
        format!("/v1/support-requests/{}", text(&casey.post("/v1/support-requests", &new).ok()["id"]));
    let consult = json!({"decision": "consult_manager_other_options"});
    casey.post(&format!("{waiting}/triage"), &consult).ok();
    let over = met(&server);
    let declines = json!({"event": "recipient_declines"});
    server.by("parker").post(&format!("{over}/events"), &declines).ok();
    let invented = "/v1/support-requests/00000000-0000-4000-8000-00000000000a";
    let bodies = [
        ("", None),
        ("/recipient", None),
        ("/triage", Some(consult)),
        ("/assignment", Some(json!({"member_id": server.member("quinn")}))),
        ("/events", Some(json!({"event": "withdraw"}))),
        ("/follow-ups", Some(json!({"stage": "day30"}))),
    ];
    for caller in ["avery", "sam", "quinn", "hr", "emerson", "nobody"] {
        for (below, body) in &bodies {
            let ask = |request: &str| {
                let reply = match body {
                    None => server.by(caller).get(&format!("{request}{below}")),
                    Some(body) => server.by(caller).post(&format!("{request}{below}"), body),
                };
                let id = reply.headers["x-request-id"].clone();
                (reply.status, reply.text.replace(&id, "ID"))
            };
            let there_is_none = ask(invented);
            assert!(matches!(there_is_none.0, 401 | 403 | 404), "{caller} {below}");
            for request in [&waiting, &over] {
                assert_eq!(ask(request), there_is_none, "{caller} {below}");
            }
        }
    }
}

#[test]
fn prog_01_a_policy_that_keeps_no_case_hides_at_once_what_one_before_it_kept() {
    let server = Server::on_preset("la_dcfs");
    let request = met(&server);
    let declines = json!({"event": "recipient_declines"});
    server.by("parker").post(&format!("{request}/events"), &declines).ok();
    let casey = server.by("casey");
    assert_eq!(casey.get(&request).ok()["state"], "declined");
    let draft = json!({"based_on": {"kind": "preset", "name": "arizona_dcs"}});
    let draft = text(&casey.post("/v1/policy-versions", &draft).ok()["version"]["id"]);
    let from = json!({"effective_from": "2026-12-02"});
    let activation = format!("/v1/policy-versions/{draft}/activation");
    server.by("emerson").abreast().post(&activation, &from).ok();
    server.at("2026-12-03T18:00:00Z");
    casey.get(&request).refused(404, "not_found");
    casey.get(&format!("{request}/recipient")).refused(404, "not_found");
    assert_eq!(casey.get("/v1/support-requests").ok()["items"], json!([]));
    let withdraw = json!({"event": "withdraw"});
    casey.post(&format!("{request}/events"), &withdraw).refused(404, "not_found");
    // It can still be purged, with its key.
    assert_eq!(casey.delete(&format!("{request}/recipient")).status, 204);
    assert_eq!((server.keys().cases, server.keys().purged), (0, 1));
}

#[test]
fn refer_32_nobody_who_is_not_named_is_followed_up() {
    let server = Server::on_preset("la_dcfs");
    server.at("2026-12-01T18:00:00Z");
    let (casey, parker) = (server.by("casey"), server.by("parker"));
    let call = json!({"channel": "telephone", "population": "employee", "stressor": "work"});
    let address =
        format!("/v1/support-requests/{}", text(&casey.post("/v1/support-requests", &call).ok()["id"]));
    casey.post(&format!("{address}/triage"), &json!({"decision": "in_scope"})).ok();
    casey.post(&format!("{address}/assignment"), &json!({"member_id": server.member("parker")})).ok();
    parker.post(&format!("{address}/conflict-declaration"), &declaration(false)).ok();
    let met = parker.post(&format!("{address}/events"), &json!({"event": "contact_made"})).ok();
    assert_eq!((&met["initial_meeting_on"], &met["follow_ups"]), (&json!("2026-12-01"), &json!([])));
    let held = json!({"stage": "day30", "second_needed": false});
    let refused =
        parker.post(&format!("{address}/follow-ups"), &held).refused(422, "follow_up_impossible_anonymous");
    assert_eq!(refused["requirement"], "REFER-32");
    // Once they say who they are, they are followed up from the day they were met.
    casey.put(&format!("{address}/recipient"), &json!({"name": "Jordan Example"})).ok();
    let named = parker.get(&address).ok();
    assert_eq!(
        (&named["follow_ups"][0]["stage"], &named["follow_ups"][0]["due_on"]),
        (&json!("day30"), &json!("2026-12-31"))
    );
}
