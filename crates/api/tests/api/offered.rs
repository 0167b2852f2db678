//! What a caller is offered is what is accepted: for every state reached and every role, each action is in
//! `allowed_actions` exactly when the same command meets no refusal of role or state (design section 3).

use crate::support::{Reply, Server, text};
use serde_json::{Value, json};

/// Those who may look at, or act on, requests and outreaches.
const CALLERS: [&str; 4] = ["casey", "taylor", "parker", "quinn"];

fn no_conflict() -> Value {
    json!({"investigation_role": false, "witnessed_incident": false, "supervises_recipient": false,
        "rank_differs": false, "dual_relationship": false})
}

/// A refusal because of the caller or the state, in contrast to one because of what was sent.
fn stands_against(reply: &Reply) -> bool {
    matches!(reply.status, 403 | 404 | 409)
}

/// Brings a fresh request to a state.
fn request(server: &Server, steps: &[&str]) -> String {
    let casey = server.by("casey");
    let body = json!({"channel": "telephone", "population": "employee", "stressor": "work"});
    let address =
        format!("/v1/support-requests/{}", text(&casey.post("/v1/support-requests", &body).ok()["id"]));
    for step in steps {
        match *step {
            "in_scope" => casey.post(&format!("{address}/triage"), &json!({"decision": "in_scope"})).ok(),
            "assign" => casey
                .post(&format!("{address}/assignment"), &json!({"member_id": server.member("parker")}))
                .ok(),
            "declare" => {
                server.by("parker").post(&format!("{address}/conflict-declaration"), &no_conflict()).ok()
            }
            event => server.by("parker").post(&format!("{address}/events"), &json!({ "event": event })).ok(),
        };
    }
    address
}

/// Brings a fresh outreach to a state.
fn outreach(server: &Server, incident: &str, steps: &[&str]) -> String {
    let body = json!({"member_id": server.member("parker")});
    let slot = server.by("casey").post(&format!("{incident}/outreaches"), &body).ok();
    let address = format!("/v1/outreaches/{}", text(&slot["id"]));
    for step in steps {
        match *step {
            "declare" => {
                server.by("parker").post(&format!("{address}/conflict-declaration"), &no_conflict()).ok()
            }
            event => server.by("parker").post(&format!("{address}/events"), &json!({ "event": event })).ok(),
        };
    }
    address
}

#[track_caller]
fn agrees(server: &Server, make: &dyn Fn() -> String, actions: &[(&str, &str, Value)], events: &[&str]) {
    for caller in CALLERS {
        for (action, below, body) in actions {
            let address = make();
            let seen = server.by(caller).get(&address);
            let listed = seen.json["allowed_actions"].as_array().cloned().unwrap_or_default();
            let offered = listed.iter().any(|item| item == action);
            let reply = server.by(caller).post(&format!("{address}{below}"), body);
            assert_eq!(offered, !stands_against(&reply), "{caller} {action}: {} {}", seen.text, reply.text);
        }
        for event in events {
            let address = make();
            let seen = server.by(caller).get(&address);
            let listed = seen.json["allowed_events"].as_array().cloned().unwrap_or_default();
            let offered = listed.iter().any(|item| item == event);
            let reply = server.by(caller).post(&format!("{address}/events"), &json!({ "event": event }));
            assert_eq!(offered, !stands_against(&reply), "{caller} {event}: {} {}", seen.text, reply.text);
        }
    }
}

#[test]
fn of_a_request_in_every_state() {
    let server = Server::start();
    let actions = [
        ("triage_request", "/triage", json!({"decision": "in_scope"})),
        ("assign_request", "/assignment", json!({"member_id": server.member("parker")})),
        ("declare_conflict", "/conflict-declaration", no_conflict()),
    ];
    let events =
        ["member_declines", "contact_made", "finish", "need_beyond_scope", "recipient_declines", "withdraw"];
    for steps in [
        &[][..],
        &["in_scope"],
        &["in_scope", "assign"],
        &["in_scope", "assign", "declare"],
        &["in_scope", "assign", "declare", "contact_made"],
    ] {
        agrees(&server, &|| request(&server, steps), &actions, &events);
    }
}

/// Brings a named referral to a state, where the policy keeps a case and a manager reviews.
fn case(server: &Server, steps: &[&str]) -> String {
    let referral = json!({"identity": "restricted_case", "channel": "telephone", "population": "employee",
        "stressor": "work", "recipient": {"name": "Jordan Example"}});
    let id = text(&server.by("sam").post("/v1/referrals", &referral).ok()["id"]);
    let address = format!("/v1/support-requests/{id}");
    let (casey, parker) = (server.by("casey"), server.by("parker"));
    for step in steps {
        match *step {
            "assign" => casey
                .post(&format!("{address}/assignment"), &json!({"member_id": server.member("parker")}))
                .ok(),
            "declare" => parker.post(&format!("{address}/conflict-declaration"), &no_conflict()).ok(),
            "day30" => parker.post(&format!("{address}/follow-ups"), &json!({"stage": "day30"})).ok(),
            "contact_made" | "finish" | "recipient_declines" | "need_beyond_scope" => {
                parker.post(&format!("{address}/events"), &json!({ "event": step })).ok()
            }
            decision => casey.post(&format!("{address}/triage"), &json!({ "decision": decision })).ok(),
        };
    }
    address
}

#[test]
fn of_a_case_in_every_state() {
    let server = Server::on_preset("la_dcfs");
    let actions = [
        ("triage_request", "/triage", json!({"decision": "pte_qualifies"})),
        ("assign_request", "/assignment", json!({"member_id": server.member("parker")})),
        ("declare_conflict", "/conflict-declaration", no_conflict()),
        ("record_follow_up", "/follow-ups", json!({"stage": "day30"})),
    ];
    let events =
        ["member_declines", "contact_made", "finish", "need_beyond_scope", "recipient_declines", "withdraw"];
    let met = ["pte_qualifies", "assign", "declare", "contact_made"];
    let then = |step| [&met[..], &[step]].concat();
    for steps in [
        vec![],
        vec!["consult_manager_other_options"],
        vec!["consult_manager_other_options", "other_options"],
        met[..1].to_vec(),
        met[..2].to_vec(),
        met[..3].to_vec(),
        met.to_vec(),
        then("day30"),
        then("recipient_declines"),
        then("need_beyond_scope"),
        [&then("day30")[..], &["finish"]].concat(),
    ] {
        agrees(&server, &|| case(&server, &steps), &actions, &events);
    }
}

#[test]
fn of_an_outreach_in_every_state() {
    let server = Server::start();
    server.at("2026-10-13T17:00:00Z");
    let alert =
        json!({"type": "fatality", "occurred_on": "2026-10-13", "unit_id": server.unit("Northern region")});
    let incident =
        format!("/v1/incidents/{}", text(&server.by("sam").post("/v1/incidents", &alert).ok()["id"]));
    let triage = json!({"outcome": "in_purview", "case": {"standing": "ongoing", "closed_on": null}});
    server.by("casey").post(&format!("{incident}/triage"), &triage).ok();
    let actions = [
        ("assign_outreach", "/assignment", json!({"member_id": server.member("parker")})),
        ("declare_conflict", "/conflict-declaration", no_conflict()),
    ];
    let events = ["attempt_no_answer", "initial_contact", "accept", "decline", "check_in_done", "close"];
    for steps in [
        &[][..],
        &["declare"],
        &["declare", "attempt_no_answer"],
        &["declare", "initial_contact"],
        &["declare", "initial_contact", "accept"],
        &["declare", "initial_contact", "accept", "close"],
        &["declare", "initial_contact", "decline"],
        &["declare", "initial_contact", "decline", "check_in_done"],
        &["declare", "initial_contact", "decline", "check_in_done", "decline"],
    ] {
        agrees(&server, &|| outreach(&server, &incident, steps), &actions, &events);
    }
}

#[test]
fn of_an_incident_in_every_state() {
    let server = Server::start();
    server.at("2026-10-13T17:00:00Z");
    let in_purview = json!({"outcome": "in_purview", "case": null});
    let make = |steps: &[&str]| {
        let unit = server.unit("Northern region");
        let alert = json!({"type": "other_significant", "occurred_on": "2026-10-13", "unit_id": unit});
        let id = text(&server.by("sam").post("/v1/incidents", &alert).ok()["id"]);
        let address = format!("/v1/incidents/{id}");
        for step in steps {
            let body = if *step == "triage" { in_purview.clone() } else { json!({}) };
            server.by("casey").post(&format!("{address}/{step}"), &body).ok();
        }
        address
    };
    let actions = [
        ("triage_incident", "/triage", in_purview.clone()),
        ("close_incident", "/closure", json!({})),
        ("assign_outreach", "/outreaches", json!({"member_id": server.member("parker")})),
    ];
    for steps in [&[][..], &["triage"], &["triage", "closure"]] {
        agrees(&server, &|| make(steps), &actions, &[]);
    }
}

#[test]
fn refer_19_of_the_notice_of_an_incident_in_every_duty() {
    let server = Server::on_preset("oc_probation");
    server.at("2026-09-16T17:00:00Z");
    let call = |channel: &str| json!({"channel": channel, "given_at": "2026-09-15T15:30:00-07:00"});
    let make = |steps: &[&str]| {
        let unit = server.unit("Northern region");
        let alert = json!({"type": "witness_suicide", "occurred_on": "2026-09-14", "unit_id": unit});
        let id = text(&server.by("sam").post("/v1/incidents", &alert).ok()["id"]);
        let address = format!("/v1/incidents/{id}");
        for step in steps {
            let (at, body) = match *step {
                "triage" => ("triage", json!({"outcome": "in_purview", "case": null})),
                "closure" => ("closure", json!({})),
                channel => ("notice", call(channel)),
            };
            server.by("casey").post(&format!("{address}/{at}"), &body).ok();
        }
        address
    };
    let actions = [("attest_notice", "/notice", call("phone_attested"))];
    for steps in [
        &[][..],
        &["email"],
        &["phone_attested"],
        &["triage", "in_person_attested"],
        &["triage"],
        &["triage", "closure"],
    ] {
        agrees(&server, &|| make(steps), &actions, &[]);
    }
}
