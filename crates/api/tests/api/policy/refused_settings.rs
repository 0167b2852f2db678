//! Settings that cannot be made, and settings no rule could follow once they were in force (PROG-02).

use crate::support::{Caller, Reply, Server, errors, text};
use serde_json::{Value, json};

fn draft(casey: &Caller) -> String {
    let preset = json!({"based_on": {"kind": "preset", "name": "arizona_dcs"}});
    let created = casey.post("/v1/policy-versions", &preset).ok();
    format!("/v1/policy-versions/{}", text(&created["version"]["id"]))
}

fn set(casey: &Caller, address: &str, parameter: &str, value: Value) -> Reply {
    let tag = casey.get(address).etag();
    casey.if_match(&tag).patch(address, &json!({"changes": [{"parameter": parameter, "value": value}]}))
}

fn at(pointer: &str, code: &str) -> (String, String) {
    (pointer.to_owned(), code.to_owned())
}

#[test]
fn prog_02_a_policy_whose_rules_cannot_be_read_is_not_activated() {
    const KEY: &str = "decline.max_followups";
    let server = Server::start();
    let (casey, emerson) = (server.by("casey"), server.by("emerson"));
    let (address, day) = (draft(&casey), json!({"effective_from": "2026-10-18"}));
    let (validation, activation) = (format!("{address}/validation"), format!("{address}/activation"));
    set(&casey, &address, KEY, json!(2)).ok();
    let checked = casey.ask(&validation).ok();
    assert_eq!(checked["activatable"], false);
    let finding = &checked["findings"][0];
    assert_eq!((&finding["code"], &finding["parameters"]), (&json!("policy_inconsistent"), &json!([KEY])));
    let refused = emerson.abreast().post(&activation, &day).refused(422, "policy_inconsistent");
    let place = format!("/document/settings/follow_up/{KEY}");
    assert_eq!(errors(&refused), [at(&place, "policy_inconsistent")]);

    set(&casey, &address, KEY, json!(1)).ok();
    assert_eq!(casey.ask(&validation).ok()["activatable"], true);
    emerson.abreast().post(&activation, &day).ok();
}

#[test]
fn prog_02_a_number_beyond_the_bounds_of_the_catalog_is_refused_at_its_place() {
    let server = Server::start();
    let casey = server.by("casey");
    let address = draft(&casey);
    let catalog = casey.get("/v1/policy-parameters").ok();
    let of = |key: &str| catalog["items"].as_array().unwrap().iter().find(|item| item["key"] == key).unwrap();
    for (key, below, beyond) in [
        ("decline.followup_days", Some(0), 367),
        ("referral.case_lookback_years", Some(0), 4_000_000_000_u32),
        ("suppress.k", Some(0), 1001),
        ("retention.slot_grace_days", None, 367),
    ] {
        for number in below.into_iter().chain([beyond]) {
            let refused = set(&casey, &address, key, json!(number)).refused(422, "field_out_of_range");
            assert_eq!(errors(&refused), [at("/changes/0/value", "field_out_of_range")]);
        }
        for bound in ["minimum", "maximum"] {
            set(&casey, &address, key, of(key)[bound].clone()).ok();
        }
    }
    let mode = of("identity_mode");
    for bound in ["minimum", "maximum"] {
        assert_eq!(mode.get(bound), Some(&Value::Null), "no number, no bounds");
    }
}

#[test]
fn prog_02_a_value_that_is_not_obeyed_yet_is_not_put_in_force() {
    const KEY: &str = "response.neutral_enforcement";
    let server = Server::start();
    let (casey, emerson) = (server.by("casey"), server.by("emerson"));
    let (address, day) = (draft(&casey), json!({"effective_from": "2026-10-18"}));
    let activation = format!("{address}/activation");
    let catalog = casey.get("/v1/policy-parameters").ok();
    let of = |key: &str| catalog["items"].as_array().unwrap().iter().find(|item| item["key"] == key).unwrap();
    assert_eq!(of(KEY)["obeyed"], json!(["warn", null]));
    assert_eq!(of("identity_mode").get("obeyed"), Some(&Value::Null), "every value is obeyed");

    set(&casey, &address, KEY, json!("reject")).ok();
    let refused = emerson.abreast().post(&activation, &day).refused(422, "policy_inconsistent");
    let place = format!("/document/settings/response/{KEY}");
    assert_eq!(errors(&refused), [at(&place, "policy_inconsistent")]);
    assert_eq!(refused["errors"][0]["detail"], "This version does not obey another value yet.");
    set(&casey, &address, KEY, json!("warn")).ok();
    emerson.abreast().post(&activation, &day).ok();
}
