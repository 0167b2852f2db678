//! Of incidents, with their notice and whom they affected, and of their outreaches.

use super::Scene;
use crate::support::machines::{of_incident, of_outreach};
use crate::support::{alerted, text, under_each_policy};
use peerline_domain::incident::Route;
use peerline_domain::outreach::OutreachTerms;
use peerline_domain::policy::PolicyDocument;
use std::collections::BTreeSet;

/// Everything an alert can come to; its outreaches are everything an outreach can come to.
fn check(document: &PolicyDocument) {
    let mut scene = Scene::under(document);
    let kind = scene.rules.type_to_decide_on().to_owned();
    let noticed: &[&str] =
        if scene.rules.permits("incidents", "notice") { &["email", "phone_attested"] } else { &[] };
    let named: &[&str] =
        if scene.rules.permits("incidents", "affected") { &["name", "forget", "name"] } else { &[] };
    let first = alerted(&scene.server, "sam", &kind);
    let begin = [noticed, named, &["take_up", "outreach", "outreach", "outreach", "outreach"]].concat();
    happens(&mut scene, &first, &begin);
    scene.events.insert(scene.rules.takes_up().to_owned());
    outreaches(&mut scene, document, &first, &kind);
    happens(&mut scene, &first, &["close"]);

    let known = of_incident(document).events;
    for outcome in known.iter().filter(|event| *event != "close") {
        let another = alerted(&scene.server, "riley", &kind);
        happens(&mut scene, &another, &[outcome.as_str()]);
    }
    let others = ["take_up", "outreach", "email", "phone_attested", "name", "forget"];
    let taken: BTreeSet<String> =
        scene.events.iter().filter(|event| !others.contains(&event.as_str())).cloned().collect();
    let route = document.registers.incident_types.iter().find(|entry| entry.code == kind).expect("it").route;
    let of_outreach = of_outreach(document, Route::from(route).into()).events;
    let of_outreach = of_outreach.into_iter().map(|event| format!("outreach {event}"));
    assert_eq!(taken, known.into_iter().chain(of_outreach).collect());
    let without: Vec<&str> = [(noticed, "/notice"), (named, "/affected")]
        .into_iter()
        .filter(|(has, _)| has.is_empty())
        .map(|(_, path)| path)
        .chain((!scene.rules.asks_for_conflicts()).then_some("/conflict-declaration"))
        // An alert is the onlooker's own.
        .chain(["/v1/incidents"])
        .collect();
    scene.took_every_command(&["incidents", "outreaches"], &without);
}

fn happens(scene: &mut Scene, incident: &str, names: &[&str]) {
    let commands = scene.rules.of_incident(&scene.server, incident, names);
    let steps: Vec<_> = names.iter().map(|name| (*name).to_owned()).zip(commands).collect();
    scene.unnoticed(&[incident], &steps);
}

fn outreaches(scene: &mut Scene, document: &PolicyDocument, incident: &str, kind: &str) {
    let terms = OutreachTerms::read(document).expect("terms");
    let asks = scene.rules.asks_for_conflicts();
    let free: &[&str] = if asks { &["declare"] } else { &[] };
    let conflict: &[&str] = if asks { &["conflict_found"] } else { &[] };
    let declined: [&[&str]; 2] = if terms.decline.is_some() {
        [&["decline", "check_in_done", "accept"], &["decline", "check_in_done", "decline"]]
    } else {
        [&["decline"], &["decline"]]
    };
    let ways = [
        [conflict, &["assign"], free, &["attempt_no_answer", "initial_contact", "accept", "close"]].concat(),
        [free, &["initial_contact"], declined[0]].concat(),
        [free, &["initial_contact"], declined[1]].concat(),
        [free, &["attempt_no_answer", "close"]].concat(),
    ];
    let slots = scene.server.by("parker").get("/v1/outreaches").ok();
    let slots: Vec<String> =
        slots["items"].as_array().expect("slots").iter().map(|slot| text(&slot["id"])).collect();
    assert_eq!(slots.len(), ways.len(), "{kind}");
    for (slot, way) in slots.iter().zip(ways) {
        let outreach = format!("/v1/outreaches/{slot}");
        let commands = scene.rules.of_outreach(&scene.server, &outreach, &way);
        let no_events = ["declare", "conflict_found", "assign"];
        let name = |step: &&str| match *step {
            step if no_events.contains(&step) => "outreach".to_owned(),
            event => format!("outreach {event}"),
        };
        let steps: Vec<_> = way.iter().map(name).zip(commands).collect();
        scene.unnoticed(&[incident, &outreach], &steps);
    }
}

under_each_policy!();
