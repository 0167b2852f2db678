//! Of a member's report, before the month is released.

use super::Scene;
use crate::support::{Command, text, under_each_policy};
use peerline_domain::access::Role;
use peerline_domain::policy::PolicyDocument;
use serde_json::{Value, json};

fn check(document: &PolicyDocument) {
    let mut scene = Scene::under(document);
    let entry = |scene: &Scene, day: &str| {
        let entry = scene.rules.entry(&format!("2026-10-{day}T09:30:00-07:00"));
        ("record".to_owned(), Command::post("parker", "/v1/activity-entries".to_owned(), entry))
    };
    let begun = [entry(&scene, "12"), entry(&scene, "13")];
    scene.unnoticed(&[], &begun);
    let report = scene.server.by("parker").get("/v1/activity-reports/2026-10").ok();
    let first = format!("/v1/activity-entries/{}", text(&report["entries"][0]["id"]));
    let mut steps = vec![(
        "remove".to_owned(),
        Command { who: "parker", method: "DELETE", address: first.clone(), body: Value::Null },
    )];
    let kinds = &document.registers.intervention_kinds;
    if let Some(kind) = kinds.iter().find(|kind| kind.group && kind.counts_as_response) {
        let session = json!({"kind": kind.code});
        steps.push(("approve".to_owned(), Command::post("casey", "/v1/group-sessions".to_owned(), session)));
    }
    scene.unnoticed(&[&first], &steps);

    // Who combines the reports is told when they are submitted, and of nothing before.
    scene.onlookers.retain(|onlooker| onlooker.role != Role::LogisticsCoordinator);
    scene.server.at("2026-11-02T18:00:00Z");
    let submission = "/v1/activity-reports/2026-10/submission".to_owned();
    let submit = || ("submit".to_owned(), Command::post("parker", submission.clone(), json!({"nil": false})));
    let month = json!({"month": "2026-10"});
    let keeper = scene.server.keeper();
    let combine =
        || ("combine".to_owned(), Command::post(keeper, "/v1/combinations".to_owned(), month.clone()));
    let submitted = [submit(), entry(&scene, "14"), submit()];
    scene.unnoticed(&[], &submitted);
    // With the first combination the day of the release is announced to everybody (REPORT-13); with no later one.
    scene.done(&[combine().1]);
    let later = [entry(&scene, "15"), submit(), combine()];
    scene.unnoticed(&[], &later);
    scene
        .took_every_command(&["activity-entries", "activity-reports", "combinations", "group-sessions"], &[]);
}

under_each_policy!();
