//! Drafts and their changes.

use crate::support::{Caller, Server, errors, text};
use serde_json::{Value, json};

const CANARY: &str = "Marigold Quillfeather";

fn draft(casey: &Caller, preset: &str) -> String {
    let created =
        casey.post("/v1/policy-versions", &json!({"based_on": {"kind": "preset", "name": preset}})).ok();
    format!("/v1/policy-versions/{}", text(&created["version"]["id"]))
}

#[test]
fn prog_01_a_change_names_the_revision_it_rests_on() {
    let server = Server::start();
    let casey = server.by("casey");
    let address = draft(&casey, "arizona_dcs");
    let change = json!({"changes": [{"parameter": "decline.followup_days", "value": 10}]});
    casey.patch(&address, &change).refused(428, "precondition_required");
    let first = casey.get(&address).etag();
    casey.if_match("\"r1\"").patch(&address, &change).refused(412, "precondition_failed");
    casey.if_match(&format!("W/{first}")).patch(&address, &change).refused(412, "precondition_failed");
    let changed = casey.if_match(&first).patch(&address, &change);
    let second = changed.etag();
    assert_eq!((changed.status, &second), (200, &casey.get(&address).etag()));
    assert_ne!(first, second);
    casey.if_match(&first).patch(&address, &change).refused(412, "precondition_failed");

    let (activation, day) = (format!("{address}/activation"), json!({"effective_from": "2026-10-18"}));
    let emerson = server.by("emerson");
    emerson.post(&activation, &day).refused(428, "precondition_required");
    emerson.if_match(&first).post(&activation, &day).refused(412, "precondition_failed");
    emerson.if_match(&second).post(&activation, &day).ok();
}

#[test]
fn prog_01_every_change_that_cannot_be_made_is_named_and_no_value_is_repeated() {
    let server = Server::start();
    let casey = server.by("casey").abreast();
    let address = draft(&casey, "arizona_dcs");
    let before = casey.get(&address).ok();
    let reply = casey.patch(&address, &json!({
        "changes": [
            {"parameter": CANARY, "value": true},
            {"parameter": "decline.followup_days", "value": CANARY},
            {"parameter": "identity_mode", "value": CANARY},
            {"parameter": "release.k", "value": -1},
            {"parameter": "release.k", "value": 12},
            {"parameter": "suppress.k", "value": 5},
        ],
        "exceptions": [{"code": CANARY, "clause": "IV", "trigger": "", "duty": "mandated", "duty_inferred": false,
            "addressee": "", "notice": "", "limits": [], "sub_codes": []}],
    }));
    assert!(!reply.text.contains("Marigold"), "{}", reply.text);
    let expected = [
        ("/changes/0/parameter", "code_unknown"),
        ("/changes/1/value", "field_invalid"),
        ("/changes/2/value", "field_invalid"),
        ("/changes/3/value", "field_invalid"),
        ("/changes/4/parameter", "field_duplicate"),
        ("/exceptions/0/code", "field_invalid"),
    ];
    let found = errors(&reply.refused(422, "validation_failed"));
    assert_eq!(found, expected.map(|(pointer, code)| (pointer.to_owned(), code.to_owned())));
    assert_eq!(casey.get(&address).ok(), before, "nothing is changed");

    let unknown = casey.patch(&address, &json!({"changes": [{"parameter": CANARY, "value": 1}]}));
    assert_eq!(errors(&unknown.refused(422, "code_unknown"))[0].0, "/changes/0/parameter");
    let strange = casey.patch(&address, &json!({"changes": [], "note": CANARY}));
    assert!(!strange.text.contains("Marigold"), "{}", strange.text);
    assert_eq!(errors(&strange.refused(422, "field_unknown"))[0].0, "/note");
}

#[test]
fn prog_01_a_draft_is_made_from_a_version_or_a_preset_that_is_there() {
    let server = Server::start();
    let casey = server.by("casey");
    let refused = |based_on: Value| casey.post("/v1/policy-versions", &json!({ "based_on": based_on }));
    let unknown = refused(json!({"kind": "preset", "name": CANARY}));
    assert!(!unknown.text.contains("Marigold"), "{}", unknown.text);
    assert_eq!(errors(&unknown.refused(422, "code_unknown"))[0].0, "/based_on/name");
    let missing = refused(json!({"kind": "version", "id": "00000000-0000-4000-8000-000000000000"}));
    assert_eq!(errors(&missing.refused(422, "reference_unknown"))[0].0, "/based_on/id");
    let foreign = server.agency("another", "la_dcfs").created["policy_version_id"].clone();
    refused(json!({"kind": "version", "id": foreign})).refused(422, "reference_unknown");
    let address = draft(&casey, "denver_911");
    let made = casey.get(&address).ok();
    assert_eq!(
        (&made["version"]["number"], &made["version"]["based_on_preset"]),
        (&json!(2), &json!("denver_911"))
    );
}

#[test]
fn prog_06_texts_and_exceptions_are_set_and_served_with_the_definitions() {
    let server = Server::start();
    let (casey, emerson) = (server.by("casey"), server.by("emerson"));
    let address = draft(&casey, "arizona_dcs");
    let before = casey.get(&address).ok();
    let registers = &before["document"]["registers"];
    let mut list = registers["exceptions"].clone();
    list[0]["limits"] = json!(["no_more_than_needed"]);
    let changes = json!({"texts": {"emergency_text": "Call 911 first."}, "exceptions": list});
    casey.abreast().patch(&address, &changes).ok();
    let day = json!({"effective_from": "2026-10-01"});
    emerson.abreast().post(&format!("{address}/activation"), &day).ok();
    let in_force = casey.get("/v1/policy").ok();
    let current = &in_force["document"]["registers"];
    assert_eq!(
        (&current["meta"]["emergency_text"], &current["exceptions"]),
        (&json!("Call 911 first."), &list)
    );
    for kept in ["boundary_text", "confidentiality_statement"] {
        assert_eq!(current["meta"][kept], registers["meta"][kept], "{kept} was not sent and stays");
    }
    assert!(!current["glossary"].as_array().unwrap().is_empty(), "PROG-28");
}

#[test]
fn conf_06_without_exceptions_a_policy_is_not_activated() {
    let server = Server::start();
    let casey = server.by("casey");
    let address = draft(&casey, "arizona_dcs");
    casey.abreast().patch(&address, &json!({"exceptions": []})).ok();
    let refused = server
        .by("emerson")
        .abreast()
        .post(&format!("{address}/activation"), &json!({"effective_from": "2026-10-18"}))
        .refused(422, "policy_inconsistent");
    assert!(
        errors(&refused).iter().any(|(pointer, _)| pointer == "/document/registers/exceptions"),
        "{refused}"
    );
}

#[test]
fn prog_02_gt_mn_21_a_gap_left_to_the_organization_blocks_where_the_agency_says_so() {
    let server = Server::start();
    let (casey, emerson) = (server.by("casey"), server.by("emerson"));
    let address = draft(&casey, "mn_public_safety");
    let (activation, day) = (format!("{address}/activation"), json!({"effective_from": "2026-10-18"}));
    casey.abreast().patch(&address, &json!({"incomplete_soft_blocks": true})).ok();
    let refused = emerson.abreast().post(&activation, &day).refused(422, "policy_incomplete");
    let sla = "/document/settings/response/response.sla_hours";
    assert!(errors(&refused).iter().any(|(pointer, _)| pointer == sla), "{refused}");
    casey.abreast().patch(&address, &json!({"incomplete_soft_blocks": false})).ok();
    let activated = emerson.abreast().post(&activation, &day).ok();
    assert_eq!(activated["warnings"][0]["code"], "policy_incomplete_soft");
}
