//! Somebody refers a person: what is taken, what is kept, and that whoever refers learns no more than that it arrived.

use crate::support::{Server, codes, errors, text};
use serde_json::{Value, json};

/// A receipt says `received` and nothing of the person; the request it became, for the coordinator.
fn request_of(server: &Server, receipt: &Value) -> Value {
    assert_eq!(receipt["status"], "received");
    let id = text(&receipt["id"]);
    server.by("casey").get(&format!("/v1/support-requests/{id}")).ok()
}

fn nameless(identity: &str) -> Value {
    json!({"identity": identity, "channel": "telephone", "population": "employee", "stressor": "work"})
}

fn named(identity: &str, recipient: Value) -> Value {
    let mut referral = nameless(identity);
    referral["recipient"] = recipient;
    referral
}

#[test]
fn refer_08_a_named_referral_becomes_a_sealed_case() {
    let server = Server::on_preset("la_dcfs");
    server.at("2026-10-02T23:20:00Z");
    let mut referral = named(
        "restricted_case",
        json!({"name": "Jordan Example", "contact": "extension 5502", "context": "Was present."}),
    );
    // GT-LA-01: exactly 24 hours after the exposure.
    referral["exposed_at"] = json!("2026-10-01T16:20:00-07:00");
    let receipt = server.by("sam").post("/v1/referrals", &referral).ok();
    assert_eq!(receipt["variances"], json!([]));
    let request = request_of(&server, &receipt);
    assert_eq!((&request["state"], &request["referred_by"]), (&json!("received"), &json!("supervisor")));
    let recipient = format!("/v1/support-requests/{}/recipient", text(&request["id"]));
    let case = server.by("casey").get(&recipient).ok();
    assert_eq!(
        case,
        json!({"name": "Jordan Example", "contact": "extension 5502", "context": "Was present."})
    );
    let denied = server.by("sam").get(&recipient).refused(403, "supervisor_access_denied");
    assert_eq!(denied["requirement"], "CONF-05");
}

#[test]
fn refer_08_a_late_or_incomplete_referral_is_taken_and_marked() {
    let server = Server::on_preset("la_dcfs");
    server.at("2026-10-02T23:21:00Z");
    let mut referral = named("restricted_case", json!({"name": "Jordan Example"}));
    referral["exposed_at"] = json!("2026-10-01T16:20:00-07:00");
    let receipt = server.by("sam").post("/v1/referrals", &referral).ok();
    assert_eq!(codes(&receipt["variances"]), ["late_referral", "incomplete_referral"]);
    assert_eq!(receipt["variances"][0]["clause"], "RP.1");
    let nobody = server.by("sam").post("/v1/referrals", &nameless("none")).ok();
    assert_eq!(codes(&nobody["variances"]), ["incomplete_referral"], "REFER-12: still triaged");
    assert_eq!(request_of(&server, &nobody)["state"], "received");
}

#[test]
fn conf_25_a_form_that_tells_more_than_the_policy_keeps_is_refused_and_nothing_is_stored() {
    for (preset, identity, recipient, at, clause) in [
        ("arizona_dcs", "restricted_case", json!({"name": "Jordan"}), "/recipient/name", json!("V.G.3.a")),
        (
            "mn_public_safety",
            "intake_only",
            json!({"name": "Jordan"}),
            "/recipient/name",
            json!("Sys.1, Sys.4"),
        ),
        ("denver_911", "intake_only", json!({"name": "Jordan"}), "/recipient/name", json!("Mem.7")),
        (
            "oc_probation",
            "restricted_case",
            json!({"name": "Jordan", "context": "Was present."}),
            "/recipient/context",
            json!("I.C.3.i"),
        ),
    ] {
        let server = Server::on_preset(preset);
        let reply = server.by("sam").post("/v1/referrals", &named(identity, recipient));
        assert!(!reply.text.contains("Jordan"), "{preset}");
        let problem = reply.refused(422, "field_not_permitted");
        assert_eq!(errors(&problem)[0].0, at, "{preset}");
        assert_eq!((&problem["requirement"], &problem["clause"]), (&json!("CONF-25"), &clause), "{preset}");
        let empty = server.by("sam").post("/v1/referrals", &nameless(identity));
        let problem = empty.refused(422, "field_not_permitted");
        assert_eq!(errors(&problem), [("/identity".to_owned(), "field_not_permitted".to_owned())]);
        assert_eq!(server.by("casey").get("/v1/support-requests").ok()["items"], json!([]), "{preset}");
        server.by("sam").post("/v1/referrals", &nameless("none")).ok();
    }
}

#[test]
fn refer_19_an_intake_names_the_person_until_the_request_closes() {
    let server = Server::on_preset("oc_probation");
    let referral = named("intake_only", json!({"name": "Jordan Example", "contact": "extension 5502"}));
    let receipt = server.by("sam").post("/v1/referrals", &referral).ok();
    let request = format!("/v1/support-requests/{}", text(&receipt["id"]));
    assert_eq!(server.by("casey").get(&format!("{request}/recipient")).ok()["name"], "Jordan Example");
    let out = json!({"decision": "out_of_scope"});
    server.by("casey").post(&format!("{request}/triage"), &out).ok();
    server.by("casey").get(&format!("{request}/recipient")).refused(404, "not_found");
    assert_eq!((server.keys().cases, server.keys().purged), (0, 1), "CONF-27: its key is destroyed");
}

#[test]
fn refer_26_and_refer_27_a_colleague_or_supervisor_refers_a_slot_without_identity() {
    let server = Server::on_preset("mn_public_safety");
    for (caller, by) in [("parker", "peer"), ("sam", "supervisor")] {
        let receipt = server.by(caller).post("/v1/referrals", &nameless("none")).ok();
        assert_eq!(request_of(&server, &receipt)["referred_by"], by);
        let seen = server.by(caller).get(&format!("/v1/support-requests/{}", text(&receipt["id"])));
        assert!(matches!(seen.status, 403 | 404), "{caller} is told no outcome: {}", seen.text);
    }
}

#[test]
fn refer_27_support_never_stands_in_for_discipline() {
    let server = Server::on_preset("mn_public_safety");
    for purpose in ["discipline", "coaching", "work_improvement_plan"] {
        let mut referral = nameless("none");
        referral["purpose"] = json!(purpose);
        let problem = server.by("sam").post("/v1/referrals", &referral);
        let problem = problem.refused(422, "disciplinary_referral_forbidden");
        assert_eq!((&problem["requirement"], &problem["clause"]), (&json!("REFER-27"), &json!("Init.3")));
    }
    let mut referral = nameless("none");
    referral["purpose"] = json!("support");
    server.by("sam").post("/v1/referrals", &referral).ok();
}

#[test]
fn a_referral_sent_again_under_its_key_is_one_referral_and_one_case() {
    let server = Server::on_preset("la_dcfs");
    let referral = named("restricted_case", json!({"name": "Jordan Example"}));
    let sam = server.by("sam").with("Idempotency-Key", "referral-of-the-morning");
    let first = sam.post("/v1/referrals", &referral);
    let again = sam.post("/v1/referrals", &referral);
    assert_eq!((first.status, first.text.clone()), (again.status, again.text));
    assert_eq!(server.by("casey").get("/v1/support-requests").ok()["items"].as_array().unwrap().len(), 1);
    assert_eq!(server.keys().cases, 1, "the second copy left no key behind");
    server.by("casey").post("/v1/referrals", &nameless("none")).ok();
}

#[test]
fn a_named_referral_that_is_refused_leaves_no_key() {
    let server = Server::on_preset("la_dcfs");
    let bent = |field: &str, value: Value| {
        let mut referral = named("restricted_case", json!({"name": "Jordan Example"}));
        referral[field] = value;
        referral
    };
    let sam = server.by("sam");
    for (field, value) in [
        ("incident_id", json!("00000000-0000-4000-8000-00000000000a")),
        ("unit_id", json!("00000000-0000-4000-8000-00000000000a")),
        ("exposed_at", json!("2026-13-45T00:00:00Z")),
        ("category", json!("no_such_category")),
        ("population", json!("community")),
    ] {
        assert_eq!(sam.post("/v1/referrals", &bent(field, value)).status, 422, "{field}");
    }
    let bad_key = sam.with("Idempotency-Key", "\"bad");
    assert_eq!(bad_key.post("/v1/referrals", &bent("purpose", json!("support"))).status, 400);
    assert_eq!(server.keys().cases, 0);
}

#[test]
fn a_referral_with_an_unknown_identity_or_a_web_channel_is_refused_without_its_value() {
    let server = Server::start();
    let reply = server.by("sam").post("/v1/referrals", &nameless("Jordan Example"));
    assert_eq!(reply.status, 422, "{}", reply.text);
    assert!(!reply.text.contains("Jordan"));
    assert_eq!(errors(&reply.json), [("/identity".to_owned(), "code_unknown".to_owned())]);
    let mut web = nameless("none");
    web["channel"] = json!("web");
    server.by("sam").post("/v1/referrals", &web).refused(422, "code_unknown");
}

#[test]
fn a_referral_is_refused_at_the_field_that_is_wrong() {
    let server = Server::on_preset("la_dcfs");
    let whole = || named("restricted_case", json!({"name": "Jordan Example"}));
    let refused = |referral: &Value, at: &str, code: &str| {
        let reply = server.by("sam").post("/v1/referrals", referral);
        assert_eq!(reply.status, 422, "{at} {}", reply.text);
        assert!(!reply.text.contains("Jordan"), "{}", reply.text);
        assert_eq!(errors(&reply.json), [(at.to_owned(), code.to_owned())]);
    };
    for (field, value, code) in [
        ("population", json!("Jordan"), "code_unknown"),
        ("identity", json!(["restricted_case"]), "field_invalid"),
        ("identity", Value::Null, "field_invalid"),
        ("identity", json!({"restricted_case": null}), "field_invalid"),
        ("population", json!({"employee": null}), "field_invalid"),
        ("purpose", json!({"support": null}), "field_invalid"),
        ("channel", Value::Null, "field_invalid"),
        ("stressor", json!(["work"]), "field_invalid"),
        ("purpose", json!(5), "field_invalid"),
        ("source", json!("Jordan"), "code_unknown"),
        ("unit_id", json!("Jordan"), "field_invalid"),
        ("exposed_at", json!(7), "field_invalid"),
        ("recipient", json!("Jordan"), "field_invalid"),
        // The fields in their order are no object.
        ("recipient", json!(["Jordan Example", "extension 5502", null]), "field_invalid"),
    ] {
        let mut bent = whole();
        bent[field] = value;
        refused(&bent, &format!("/{field}"), code);
    }
    for (field, value, code) in [
        ("name", json!(7), "field_invalid"),
        ("name", json!(""), "field_out_of_range"),
        ("contact", json!([]), "field_invalid"),
    ] {
        let mut bent = whole();
        bent["recipient"][field] = value;
        refused(&bent, &format!("/recipient/{field}"), code);
    }
    let mut nameless = whole();
    nameless["recipient"].as_object_mut().unwrap().remove("name");
    refused(&nameless, "/recipient/name", "field_required");
    for told in [json!({"name": "Jordan"}), json!("Jordan"), Value::Null] {
        let mut in_the_wrong_form = named("none", json!(null));
        in_the_wrong_form["recipient"] = told;
        refused(&in_the_wrong_form, "/recipient", "field_not_permitted");
    }
    assert_eq!(server.by("casey").get("/v1/support-requests").ok()["items"], json!([]));
    assert_eq!(server.keys().cases, 0);
}

#[test]
fn resp_27_a_medium_the_policy_rules_out_is_not_wished_for_either() {
    let server = Server::on_preset("denver_911");
    for mode in ["email", "recorded_line"] {
        let mut referral = nameless("none");
        referral["mode"] = json!(mode);
        let refused = server.by("sam").post("/v1/referrals", &referral).refused(422, "mode_forbidden");
        assert_eq!((&refused["requirement"], &refused["clause"]), (&json!("RESP-27"), &json!("Mem.7")));
        assert_eq!(errors(&refused), [("/mode".to_owned(), "mode_forbidden".to_owned())]);
        referral.as_object_mut().unwrap().remove("identity");
        server.by("casey").post("/v1/support-requests", &referral).refused(422, "mode_forbidden");
    }
    let mut in_person = nameless("none");
    in_person["mode"] = json!("in_person");
    server.by("sam").post("/v1/referrals", &in_person).ok();
}

#[test]
fn a_referral_that_is_not_json_is_said_to_be_none_whatever_stands_first_in_it() {
    let server = Server::on_preset("la_dcfs");
    let sam = server.by("sam");
    let deep = format!("{{\"category\": {}{{\"attachment\": \"x\"}}{}}}", "[".repeat(130), "]".repeat(130));
    for text in ["{\"attachment\": \"x\"} x", "{\"identity\": \"none\"", "", &deep] {
        sam.post_text("/v1/referrals", text).refused(400, "malformed_json");
    }
    let nested = format!("{{\"category\": {}{{\"attachment\": \"x\"}}{}}}", "[".repeat(20), "]".repeat(20));
    sam.post_text("/v1/referrals", &nested).refused(422, "attachment_forbidden");
}
