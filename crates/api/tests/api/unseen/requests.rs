//! Of requests and cases, with their follow-ups and whom they name.

use super::Scene;
use crate::support::machines::{of_request, stages};
use crate::support::under_each_policy;
use peerline_domain::policy::PolicyDocument;
use peerline_domain::request::RequestTerms;
use std::collections::BTreeSet;

/// The event a command makes, where its short name is another.
fn event_of(step: &str) -> String {
    let event = match step {
        // To a member on leave nothing stays assigned (ASSIGN-20).
        "assign_quinn" => "member_unavailable",
        "day30_and_another" => "day30",
        event => event,
    };
    event.to_owned()
}

/// Ways that take every event the policy has.
fn ways(scene: &Scene) -> Vec<Vec<&'static str>> {
    let document = &scene.rules.document;
    let (terms, follow_ups) = (RequestTerms::read(document).expect("terms"), stages(document));
    let asks = scene.rules.asks_for_conflicts();
    let free: &[&str] = if asks { &["declare"] } else { &[] };
    let conflict: &[&str] = if asks { &["conflict_found", "assign"] } else { &[] };
    let named: &[&str] =
        if scene.rules.permits("referrals", "recipient") { &["forget", "name"] } else { &[] };
    let held: &[&str] = match (follow_ups.contains("day30"), follow_ups.contains("day90")) {
        (true, true) => &["day30_and_another", "day90"],
        (true, false) => &["day30"],
        _ => &[],
    };
    let taken_in: &[&str] = if terms.manager_review { &["consult", "other_options"] } else { &["triage_in"] };
    let mut ways = vec![
        [named, &["triage_in", "assign"], conflict, free, &["contact_made"], held, &["finish"]].concat(),
        [
            taken_in,
            &["assign", "member_declines", "assign", "leave", "assign_quinn", "back"],
            free,
            &["contact_made", "need_beyond_scope"],
        ]
        .concat(),
        vec!["triage_out"],
        vec!["withdraw"],
    ];
    if terms.keeps_case {
        ways.push([&["triage_in", "assign"], free, &["contact_made", "recipient_declines"]].concat());
    }
    ways
}

fn check(document: &PolicyDocument) {
    let mut scene = Scene::under(document);
    for (way, who) in ways(&scene).into_iter().zip(["sam", "riley"].into_iter().cycle()) {
        let request = scene.rules.referred(&scene.server, who);
        let commands = scene.rules.of_request(&scene.server, &request, &way);
        let steps: Vec<_> = way.iter().map(|step| event_of(step)).zip(commands).collect();
        scene.unnoticed(&[&request], &steps);
    }
    let known = of_request(document, scene.rules.asks_for_conflicts()).events;
    let known: BTreeSet<String> = known.into_iter().chain(stages(document)).collect();
    let no_events = ["declare", "name", "forget"];
    let taken: BTreeSet<String> =
        scene.events.iter().filter(|event| !no_events.contains(&event.as_str())).cloned().collect();
    assert_eq!(taken, known);
    let place_of = |has: bool, path: &'static str| (!has).then_some(path);
    let without: Vec<&str> = [
        place_of(scene.rules.permits("referrals", "recipient"), "/recipient"),
        place_of(!stages(document).is_empty(), "/follow-ups"),
        place_of(scene.rules.asks_for_conflicts(), "/conflict-declaration"),
        // Whom somebody entered a request for needs no look: nobody has referred.
        Some("/v1/support-requests"),
    ]
    .into_iter()
    .flatten()
    .collect();
    scene.took_every_command(&["support-requests"], &without);
}

under_each_policy!();
