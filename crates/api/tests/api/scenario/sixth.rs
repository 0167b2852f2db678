//! The sixth policy is drafted, changed, validated by one person and put in force by another.

use super::steps::Program;
use crate::support::{mixed, text};
use peerline_domain::policy::{PolicyDocument, Source, preset};
use serde_json::{Value, json};

/// The settings in which the policy differs from the one it was drafted on.
fn changes(from: &PolicyDocument) -> Vec<Value> {
    let mut changes = Vec::new();
    for (key, setting) in mixed().settings.values().flatten() {
        if from.setting(key).map(|known| &known.value) == Some(&setting.value) {
            continue;
        }
        let clause = match &setting.source {
            Source::Policy { clause, .. } => json!(clause),
            _ => Value::Null,
        };
        changes.push(json!({"parameter": key, "value": setting.value, "clause": clause}));
    }
    changes
}

/// From the second of October on.
pub(super) fn put_in_force(program: &Program) {
    let (casey, emerson) = (program.server.by("casey"), program.server.by("emerson"));
    let base = "mn_public_safety";
    let draft = json!({"based_on": {"kind": "preset", "name": base}});
    let draft = casey.post("/v1/policy-versions", &draft).ok();
    let version = format!("/v1/policy-versions/{}", text(&draft["version"]["id"]));
    let changes = changes(&preset(base).expect("a preset").document);
    assert!(changes.len() > 10, "{changes:?}");
    let patched = casey.abreast().patch(&version, &json!({ "changes": changes })).ok();
    assert_eq!(patched["version"]["state"], "draft");
    let validated = casey.ask(&format!("{version}/validation")).ok();
    assert_eq!(validated["activatable"], true, "{validated}");
    let day = json!({"effective_from": "2026-10-02", "effective_until": null});
    let activation = format!("{version}/activation");
    // PROG-02: whoever drafts it does not put it in force.
    casey.abreast().post(&activation, &day).refused(403, "forbidden_for_role");
    let outcome = emerson.abreast().post(&activation, &day).ok();
    assert_eq!(outcome["version"]["state"], "scheduled");
    program.it_is("2026-10-02T15:00:00Z");
    let policy = casey.get("/v1/policy").ok();
    assert_eq!(policy["version"]["id"], outcome["version"]["id"]);
    let days = casey.get("/v1/policy/settings/decline.followup_days").ok();
    assert!(days.to_string().contains("V.C.4"), "the clause came with the setting: {days}");
}
