//! Of incidents, with the notice due of them and whom they affected.

use super::{Try, World};
use crate::support::machines::of_incident;
use crate::support::{alerted, all_sent, under_each_policy};
use peerline_domain::policy::PolicyDocument;
use serde_json::json;
use std::collections::BTreeSet;

fn check(document: &PolicyDocument) {
    let world = World::under(document);
    let (server, rules) = (&world.server, &world.rules);
    let has_notice = rules.permits("incidents", "notice");
    let refused = rules.one_of("incident-triage", "outcome", &["not_in_purview", "refer_out_non_work"]);
    let mut ways = vec![vec![], vec!["take_up"], vec!["take_up", "close"]];
    let types = document.registers.incident_types.iter();
    let first = types.map(|entry| entry.code.as_str()).next().expect("a type");
    if rules.one_of("incident-triage", "outcome", &["consult_manager_other_options"]).is_some() {
        ways.push(vec!["consult_manager_other_options"]);
    }
    if has_notice {
        ways.extend([vec!["email"], vec!["phone_attested"], vec!["take_up", "in_person_attested"]]);
    }
    if rules.permits("incidents", "affected") {
        ways.push(vec!["name", "take_up"]);
    }
    let mut all: Vec<(&str, Vec<&str>)> = ways.into_iter().map(|way| (first, way)).collect();
    // Where outreach is always offered nobody decides against it, whatever the type (REFER-02).
    let may_refuse = of_incident(document).states.contains("not_in_purview");
    if let (Some(outcome), true) = (refused, may_refuse) {
        let kind = rules.type_to_decide_on();
        all.extend([(kind, vec![]), (kind, vec![outcome]), (kind, vec![outcome, "close"])]);
    }
    let mut reached = BTreeSet::new();
    for (kind, way) in all {
        let make = || {
            let incident = alerted(server, "sam", kind);
            all_sent(server, &rules.of_incident(server, &incident, &way));
            incident
        };
        reached.insert(world.state(&make()));
        let call = json!({"channel": "phone_attested", "given_at": "2026-10-14T08:00:00-07:00"});
        let triage = json!({"outcome": rules.takes_up(), "case": rules.case()});
        let people = json!({"affected": [{"name": "Jordan Example", "contact": "extension 5502"}]});
        let tries = [
            Try::post("triage_incident", "/triage", triage),
            Try::post("attest_notice", "/notice", call),
            Try { method: "PUT", ..Try::post("record_affected", "/affected", people) },
            Try::post("close_incident", "/closure", json!({})),
            Try::post("assign_outreach", "/outreaches", json!({"member_id": server.member("parker")})),
        ];
        world.agrees(&make, &tries);
    }
    assert_eq!(reached, of_incident(document).states);
}

under_each_policy!();
