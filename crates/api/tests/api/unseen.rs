//! What happens to a person's matter changes no byte of what others read: whoever referred, a machine that reads
//! figures, and where the policy has one the logistics coordinator.

use crate::scenario::{no_conflict, some_address};
use crate::support::{Caller, Server, text};
use peerline_api::route_access::{Need, ROUTES};
use serde_json::{Value, json};

/// Somebody who must notice nothing.
struct Onlooker<'s> {
    name: &'s str,
    caller: Caller,
}

/// Every answer to every GET, with the matters' own ids where a route takes one, without what is of the moment.
fn sees(onlooker: &Onlooker<'_>, matters: &[&str]) -> Vec<(String, u16, String)> {
    let (mut seen, caller) = (Vec::new(), onlooker.caller.afresh());
    for (method, path, need) in ROUTES {
        if *method != "GET" || matches!(need, Need::Nothing | Need::BootstrapToken) {
            continue;
        }
        let fixed = some_address(path, "2026-10");
        let own = path.strip_prefix("/v1/").and_then(|rest| rest.split('/').next()).unwrap_or_default();
        let of_matters =
            matters.iter().filter(|matter| path.contains("{id}") && matter.contains(&format!("/{own}/")));
        let below = path.split("{id}").nth(1).unwrap_or_default();
        let addresses = of_matters.map(|matter| format!("{matter}{below}")).chain([fixed]);
        let year =
            |address: String| if path.ends_with("/calendar") { address + "?year=2026" } else { address };
        for address in addresses.map(year) {
            let reply = caller.get(&address);
            let moment = |name: &str| matches!(name, "x-request-id" | "date");
            let headers: Vec<_> = reply.headers.iter().filter(|(name, _)| !moment(name)).collect();
            let body = reply.text.replace(&reply.headers["x-request-id"], "REQUEST");
            seen.push((address, reply.status, format!("{headers:?}\n{body}")));
        }
    }
    assert!(seen.iter().any(|(_, status, _)| *status == 200), "{} sees something", onlooker.name);
    seen
}

/// A command that makes one event.
struct Step<'s> {
    at: &'s str,
    who: &'s str,
    address: String,
    body: Value,
}

/// Takes the steps one by one and looks before and after each.
fn unnoticed(server: &Server, onlookers: &[Onlooker<'_>], matters: &[&str], steps: Vec<Step<'_>>) {
    let look = || -> Vec<_> { onlookers.iter().map(|onlooker| sees(onlooker, matters)).collect() };
    let mut seen = None;
    for step in steps {
        server.at(step.at);
        let before = match seen.take() {
            Some((at, views)) if at == step.at => views,
            _ => look(),
        };
        server.by(step.who).post(&step.address, &step.body).ok();
        let after = look();
        for ((onlooker, before), after) in onlookers.iter().zip(&before).zip(&after) {
            for (one, other) in before.iter().zip(after) {
                assert_eq!(one, other, "{} after {} {}", onlooker.name, step.address, step.body);
            }
        }
        seen = Some((step.at, after));
    }
}

fn onlookers<'s>(server: &Server, names: &[&'s str]) -> Vec<Onlooker<'s>> {
    names.iter().map(|name| Onlooker { name, caller: server.by(name) }).collect()
}

fn step<'s>(who: &'s str, address: &str, body: Value) -> Step<'s> {
    Step { at: "2026-10-14T17:00:00Z", who, address: address.to_owned(), body }
}

/// The commands of a request by short names.
fn steps_of(server: &Server, request: &str, names: &[&str]) -> Vec<Step<'static>> {
    let one = |name: &&str| match *name {
        "assign" => {
            step("casey", &format!("{request}/assignment"), json!({"member_id": server.member("parker")}))
        }
        "declare" => step("parker", &format!("{request}/conflict-declaration"), no_conflict()),
        "conflict" => {
            let mut conflict = no_conflict();
            conflict["supervises_recipient"] = json!(true);
            step("parker", &format!("{request}/conflict-declaration"), conflict)
        }
        "day30" => Step {
            at: "2026-11-13T18:00:00Z",
            ..step(
                "parker",
                &format!("{request}/follow-ups"),
                json!({"stage": "day30", "second_needed": false}),
            )
        },
        event @ ("member_declines" | "contact_made" | "finish" | "need_beyond_scope"
        | "recipient_declines") => step("parker", &format!("{request}/events"), json!({ "event": event })),
        "withdraw" => step("casey", &format!("{request}/events"), json!({"event": "withdraw"})),
        decision => step("casey", &format!("{request}/triage"), json!({ "decision": decision })),
    };
    let mut steps: Vec<Step<'static>> = names.iter().map(one).collect();
    // Nothing happens before what went before it.
    let mut at = steps.first().map_or("", |step| step.at);
    for step in &mut steps {
        at = at.max(step.at);
        step.at = at;
    }
    steps
}

/// A referral by `who`; the request's address.
fn referred(server: &Server, who: &str, identity: &str) -> String {
    let mut referral =
        json!({"identity": identity, "channel": "telephone", "population": "employee", "stressor": "work"});
    if identity != "none" {
        referral["recipient"] = json!({"name": "Jordan Example", "contact": "extension 5502"});
    }
    format!("/v1/support-requests/{}", text(&server.by(who).post("/v1/referrals", &referral).ok()["id"]))
}

#[test]
fn conf_26_no_event_of_a_request_is_seen_by_who_referred_or_by_a_machine() {
    for (preset, identity, ways) in [
        (
            "arizona_dcs",
            "none",
            &[
                &["in_scope", "assign", "conflict", "assign", "declare", "contact_made", "finish"][..],
                &[
                    "in_scope",
                    "assign",
                    "member_declines",
                    "assign",
                    "declare",
                    "contact_made",
                    "need_beyond_scope",
                ],
                &["out_of_scope"],
                &["withdraw"],
            ][..],
        ),
        (
            "la_dcfs",
            "restricted_case",
            &[
                &["pte_qualifies", "assign", "declare", "contact_made", "day30", "finish"],
                &[
                    "consult_manager_other_options",
                    "other_options",
                    "assign",
                    "declare",
                    "contact_made",
                    "recipient_declines",
                ],
                &["refer_out_non_work"],
            ],
        ),
        (
            "oc_probation",
            "intake_only",
            &[&["in_scope", "assign", "declare", "contact_made", "finish"], &["in_scope", "withdraw"]],
        ),
    ] {
        let server = Server::on_preset(preset);
        let mut all = onlookers(&server, &["sam", "quinn", "hr", "incident"]);
        if preset == "oc_probation" {
            let new = json!({"display_name": "Logan Example", "kind": "person", "roles": ["logistics_coordinator"]});
            let id = text(&server.by("avery").post("/v1/principals", &new).ok()["id"]);
            all.push(Onlooker { name: "logistics coordinator", caller: server.acting_as(&id) });
        }
        server.at("2026-10-14T17:00:00Z");
        for (way, who) in ways.iter().zip(["sam", "quinn", "sam", "quinn"]) {
            let request = referred(&server, who, identity);
            unnoticed(&server, &all, &[&request], steps_of(&server, &request, way));
        }
    }
}

#[test]
fn conf_26_no_event_of_an_incident_or_outreach_is_seen_by_who_alerted_or_by_a_machine() {
    let server = Server::start();
    let all = onlookers(&server, &["sam", "quinn", "hr", "incident"]);
    server.at("2026-10-14T17:00:00Z");
    let alert = |who: &str| {
        let alert = json!({"type": "fatality", "occurred_on": "2026-10-13", "unit_id": server.unit("Northern region")});
        format!("/v1/incidents/{}", text(&server.by(who).post("/v1/incidents", &alert).ok()["id"]))
    };
    let incident = alert("sam");
    let triage = json!({"outcome": "in_purview", "case": {"standing": "ongoing", "closed_on": null}});
    let member = json!({"member_id": server.member("parker")});
    let assigned = || step("casey", &format!("{incident}/outreaches"), member.clone());
    let taken_up =
        vec![step("casey", &format!("{incident}/triage"), triage), assigned(), assigned(), assigned()];
    unnoticed(&server, &all, &[&incident], taken_up);
    let slots = server.by("parker").get("/v1/outreaches").ok();
    let slots: Vec<String> =
        slots["items"].as_array().expect("slots").iter().map(|slot| text(&slot["id"])).collect();
    assert_eq!(slots.len(), 3);
    for (slot, way) in slots.iter().zip([
        &["attempt_no_answer", "initial_contact", "accept", "close"][..],
        &["initial_contact", "decline", "check_in_done", "accept"],
        &["initial_contact", "decline", "check_in_done", "decline"],
    ]) {
        let outreach = format!("/v1/outreaches/{slot}");
        let mut steps = vec![step("parker", &format!("{outreach}/conflict-declaration"), no_conflict())];
        let mut at = "2026-10-14T17:00:00Z";
        for event in way {
            if *event == "check_in_done" {
                at = "2026-10-21T17:00:00Z";
            }
            steps.push(Step {
                at,
                ..step("parker", &format!("{outreach}/events"), json!({ "event": event }))
            });
        }
        unnoticed(&server, &all, &[&incident, &outreach], steps);
    }
    let closure =
        Step { at: "2026-10-25T17:00:00Z", ..step("casey", &format!("{incident}/closure"), json!({})) };
    unnoticed(&server, &all, &[&incident], vec![closure]);
    let refused =
        json!({"outcome": "not_in_purview", "case": {"standing": "never_ongoing", "closed_on": null}});
    let another = alert("quinn");
    unnoticed(&server, &all, &[&another], vec![step("casey", &format!("{another}/triage"), refused)]);
}

#[test]
fn conf_26_no_event_of_a_member_s_report_is_seen_by_others_before_the_release() {
    let server = Server::start();
    let all = onlookers(&server, &["sam", "quinn", "hr", "incident", "taylor"]);
    let entry = |day: &str| {
        json!({"started_at": format!("2026-10-{day}T09:30:00-07:00"), "kind": "individual_response",
            "mode": "telephone", "category": "burnout", "minutes": 45, "participants": 1, "referrals_out": 0,
            "mode_chosen_by_recipient": true})
    };
    let after = |body, address: &str| Step { at: "2026-11-06T18:00:00Z", ..step("parker", address, body) };
    let submission = "/v1/activity-reports/2026-10/submission";
    let steps = vec![
        step("parker", "/v1/activity-entries", entry("12")),
        step("parker", "/v1/activity-entries", entry("13")),
        after(json!({"nil": false}), submission),
        after(entry("14"), "/v1/activity-entries"),
        after(json!({"nil": false}), submission),
    ];
    unnoticed(&server, &all, &[], steps);
}

#[test]
fn the_same_look_tells_who_may_know() {
    let server = Server::on_preset("la_dcfs");
    server.at("2026-10-14T17:00:00Z");
    let request = referred(&server, "sam", "restricted_case");
    let casey = Onlooker { name: "casey", caller: server.by("casey") };
    let before = sees(&casey, &[&request]);
    server.by("casey").post(&format!("{request}/triage"), &json!({"decision": "pte_qualifies"})).ok();
    let after = sees(&casey, &[&request]);
    let changed =
        before.iter().zip(&after).filter(|(one, other)| one != other).map(|(one, _)| one.0.as_str());
    assert_eq!(changed.collect::<Vec<_>>(), ["/v1/support-requests", request.as_str()]);
}
