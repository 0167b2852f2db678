//! Of outreaches.

use super::{Try, World};
use crate::support::machines::of_outreach;
use crate::support::{alerted, all_sent, declaration, text, under_each_policy};
use peerline_domain::outreach::{OutreachEvent, OutreachKind, OutreachTerms};
use peerline_domain::policy::PolicyDocument;
use serde_json::json;
use std::collections::BTreeSet;

/// Ways to every state the policy has.
fn ways(world: &World) -> Vec<Vec<&'static str>> {
    let asks = world.rules.asks_for_conflicts();
    let terms = OutreachTerms::read(&world.rules.document).expect("terms");
    let free: Vec<&str> = asks.then_some("declare").into_iter().collect();
    let then = |steps: &[&'static str]| [&free, steps].concat();
    let mut ways = vec![
        vec![],
        then(&["attempt_no_answer"]),
        then(&["attempt_no_answer", "close"]),
        then(&["initial_contact"]),
        then(&["initial_contact", "accept"]),
        then(&["initial_contact", "accept", "close"]),
        then(&["initial_contact", "decline"]),
    ];
    if asks {
        ways.extend([free.clone(), vec!["conflict_found"]]);
    }
    if terms.decline.is_some() {
        ways.extend([
            then(&["initial_contact", "decline", "check_in_done"]),
            then(&["initial_contact", "decline", "check_in_done", "decline"]),
        ]);
    }
    ways
}

fn check(document: &PolicyDocument) {
    let world = World::under(document);
    let (server, rules) = (&world.server, &world.rules);
    let incident = alerted(server, "sam", rules.type_to_decide_on());
    all_sent(server, &rules.of_incident(server, &incident, &["take_up"]));
    let slots = format!("{incident}/outreaches");
    let parker = json!({"member_id": server.member("parker")});
    let mut reached = BTreeSet::new();
    for way in ways(&world) {
        let make = || {
            let slot = server.by("casey").post(&slots, &parker).ok();
            let outreach = format!("/v1/outreaches/{}", text(&slot["id"]));
            all_sent(server, &rules.of_outreach(server, &outreach, &way));
            outreach
        };
        reached.insert(world.state(&make()));
        let mut tries = vec![
            Try::post("assign_outreach", "/assignment", parker.clone()),
            Try::post("declare_conflict", "/conflict-declaration", declaration(false)),
        ];
        for event in super::codes(&OutreachEvent::ALL) {
            let body = rules.event("outreach-events", &event);
            tries.push(Try::event("record_outreach_event", event, body));
        }
        world.agrees(&make, &tries);
    }
    assert_eq!(reached, of_outreach(document, OutreachKind::OtherSignificant).states);
}

under_each_policy!();
