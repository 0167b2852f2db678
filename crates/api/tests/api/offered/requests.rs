//! Of requests and cases.

use super::{Try, World, codes};
use crate::support::machines::{of_request, stages};
use crate::support::{all_sent, declaration, under_each_policy};
use peerline_domain::policy::PolicyDocument;
use peerline_domain::request::{RequestState, RequestTerms};
use serde_json::json;
use std::collections::BTreeSet;

const EVENTS: [&str; 6] =
    ["member_declines", "contact_made", "finish", "need_beyond_scope", "recipient_declines", "withdraw"];

/// Ways to every state the policy has.
fn ways(world: &World) -> Vec<Vec<&'static str>> {
    let document = &world.rules.document;
    let terms = RequestTerms::read(document).expect("terms");
    let follow_ups = stages(document);
    let mut met = vec!["triage_in", "assign"];
    let mut ways = vec![vec![], vec!["triage_in"], met.clone(), vec!["triage_out"], vec!["withdraw"]];
    if world.rules.asks_for_conflicts() {
        met.push("declare");
        ways.push(met.clone());
    }
    met.push("contact_made");
    let then = |steps: &[&'static str]| [&met, steps].concat();
    ways.extend([met.clone(), then(&["need_beyond_scope"])]);
    if terms.manager_review {
        ways.extend([vec!["consult"], vec!["consult", "other_options"]]);
    }
    if terms.keeps_case {
        ways.push(then(&["recipient_declines"]));
    }
    if follow_ups.contains("day30") {
        ways.extend([then(&["day30"]), then(&["day30", "finish"])]);
    } else {
        ways.push(then(&["finish"]));
    }
    if follow_ups.contains("day90") {
        ways.extend([then(&["day30_and_another"]), then(&["day30_and_another", "day90"])]);
    }
    ways
}

fn tries(world: &World) -> Vec<Try> {
    let parker = json!({"member_id": world.server.member("parker")});
    let quinn = json!({"member_id": world.server.member("quinn")});
    let mut tries = vec![
        Try::post("triage_request", "/triage", json!({"decision": world.rules.takes_in()})),
        Try::post("assign_request", "/assignment", parker),
        Try::post("assign_request", "/assignment", quinn),
        Try::post("declare_conflict", "/conflict-declaration", declaration(false)),
        Try {
            method: "PUT",
            ..Try::post("record_recipient", "/recipient", json!({"name": "Jordan Example"}))
        },
    ];
    let of = |event: &&str| {
        let body = world.rules.event("support-request-events", event);
        Try::event("record_request_event", (*event).to_owned(), body)
    };
    tries.extend(EVENTS.iter().map(of));
    tries
}

fn check(document: &PolicyDocument) {
    let world = World::under(document);
    let mut reached = BTreeSet::new();
    for way in ways(&world) {
        let make = || {
            let request = world.rules.referred(&world.server, "sam");
            all_sent(&world.server, &world.rules.of_request(&world.server, &request, &way));
            request
        };
        reached.insert(world.state(&make()));
        // Which of the two it is depends on what was held; the other is out of order.
        let stage = if way.contains(&"day30_and_another") { "day90" } else { "day30" };
        let mut tries = tries(&world);
        tries.push(Try::post("record_follow_up", "/follow-ups", json!({ "stage": stage })));
        world.agrees(&make, &tries);
    }
    assert_eq!(reached, of_request(document, world.rules.asks_for_conflicts()).states);
    // ASSIGN-20: whose member went on leave can be given to somebody else.
    let stranded = || {
        world.rules.of_request(&world.server, "", &["back"])[0].sent(&world.server);
        let request = world.rules.referred(&world.server, "sam");
        let steps = ["triage_in", "assign", "leave"];
        all_sent(&world.server, &world.rules.of_request(&world.server, &request, &steps));
        request
    };
    let only_quinn =
        tries(&world).into_iter().filter(|one| one.body["member_id"] != world.server.member("parker"));
    world.agrees(&stranded, &only_quinn.collect::<Vec<_>>());
}

under_each_policy!();

#[test]
fn every_state_and_event_of_a_request_is_tried_under_some_policy() {
    let reach = crate::support::policies().into_iter().map(|(_, document)| of_request(&document, true));
    let states: BTreeSet<String> =
        reach.flat_map(|reach| reach.states).filter(|state| state != "gone").collect();
    // What is found out of scope leaves nothing under any policy.
    let all: BTreeSet<String> =
        codes(&RequestState::ALL).into_iter().filter(|state| state != "triaged_out").collect();
    assert_eq!(states, all);
}
