//! From draft to force, and which version governs which day (PROG-01, PROG-02).

use crate::support::{Caller, Server, errors, text};
use serde_json::{Value, json};

/// A draft made from the version that is number 1, as its address.
fn draft(casey: &Caller) -> String {
    let versions = casey.get("/v1/policy-versions").ok();
    let based_on = json!({"based_on": {"kind": "version", "id": versions["items"][0]["id"]}});
    let created = casey.post("/v1/policy-versions", &based_on).ok();
    assert_eq!(created["version"]["state"], "draft");
    format!("/v1/policy-versions/{}", text(&created["version"]["id"]))
}

fn change(casey: &Caller, address: &str, changes: &Value) -> Value {
    let tag = casey.get(address).etag();
    casey.if_match(&tag).patch(address, &json!({ "changes": changes })).ok()
}

fn activation(address: &str) -> String {
    format!("{address}/activation")
}

fn from(day: &str) -> Value {
    json!({ "effective_from": day })
}

#[test]
fn prog_01_a_draft_is_changed_validated_activated_and_in_force_from_its_day() {
    let server = Server::start();
    let (casey, emerson) = (server.by("casey"), server.by("emerson"));
    let address = draft(&casey);
    let changed = change(
        &casey,
        &address,
        &json!([{"parameter": "decline.followup_days", "value": 10, "clause": "V.C.4.a rev"}]),
    );
    assert_eq!(
        changed["document"]["settings"]["follow_up"]["decline.followup_days"],
        json!({"value": 10, "stated": null, "note": null, "source": {"kind": "agency",
            "decided_by": server.principal("casey"), "decided_on": "2026-10-01", "clause": "V.C.4.a rev"}})
    );
    let checked = casey.ask(&format!("{address}/validation")).ok();
    assert_eq!(checked["activatable"], true, "{checked}");

    let activated = emerson.abreast().post(&activation(&address), &from("2026-10-18"));
    assert_eq!(activated.etag(), emerson.get(&address).etag());
    let version = &activated.ok()["version"];
    assert_eq!((&version["state"], &version["number"]), (&json!("scheduled"), &json!(2)));
    assert_eq!(version["activated_by"], server.principal("emerson"));

    // GT-X-06: what began under version 1 is judged by version 1; from the 18th on it is 10 days. Arizona is
    // seven hours behind UTC: the 18th begins there at 07:00.
    let days = |query: &str| {
        let setting = casey.get(&format!("/v1/policy/settings/decline.followup_days{query}")).ok();
        (setting["value"].clone(), setting["source"]["kind"].clone())
    };
    let (seven, ten) = ((json!(7), json!("policy")), (json!(10), json!("agency")));
    assert_eq!(days("?on=2026-10-14"), seven);
    assert_eq!(days("?on=2026-10-17"), seven);
    assert_eq!(days("?on=2026-10-18"), ten);
    server.at("2026-10-18T06:59:59Z");
    assert_eq!(days(""), seven);
    server.at("2026-10-18T07:00:00Z");
    assert_eq!(days(""), ten);
    let versions = casey.get("/v1/policy-versions").ok();
    let states: Vec<_> = versions["items"].as_array().unwrap().iter().map(|item| &item["state"]).collect();
    assert_eq!(states, ["superseded", "in_force"]);
    assert_eq!(versions["items"][0]["effective_until"], "2026-10-18");
    assert_eq!(casey.get("/v1/policy").ok()["version"]["number"], 2);
}

#[test]
fn prog_01_versions_share_no_day_and_rewrite_none() {
    let server = Server::start();
    let (casey, emerson) = (server.by("casey"), server.by("emerson").abreast());
    let (second, third) = (activation(&draft(&casey)), activation(&draft(&casey)));
    emerson.post(&second, &from("2026-09-30")).refused(409, "policy_overlap");
    let empty = json!({"effective_from": "2026-10-18", "effective_until": "2026-10-18"});
    emerson.post(&second, &empty).refused(409, "policy_overlap");
    emerson.post(&second, &from("2026-10-18")).ok();
    let refused = emerson.post(&third, &from("2026-10-18")).refused(409, "policy_overlap");
    assert_eq!(refused["requirement"], "PROG-01");
    let shared = json!({"effective_from": "2026-10-17", "effective_until": "2026-10-19"});
    emerson.post(&third, &shared).refused(409, "policy_overlap");
    emerson.post(&third, &from("2026-10-19")).ok();
}

#[test]
fn prog_01_what_is_activated_is_changed_no_more() {
    let server = Server::start();
    let (casey, emerson) = (server.by("casey"), server.by("emerson"));
    let address = draft(&casey);
    emerson.abreast().post(&activation(&address), &from("2026-10-18")).ok();
    let (casey, emerson) = (casey.abreast(), emerson.abreast());
    let change = json!({"changes": [{"parameter": "decline.followup_days", "value": 10}]});
    casey.patch(&address, &change).refused(409, "step_out_of_order");
    emerson.post(&activation(&address), &from("2026-11-18")).refused(409, "step_out_of_order");
}

#[test]
fn prog_01_before_the_first_version_nothing_is_in_force() {
    let server = Server::start();
    let casey = server.by("casey");
    assert_eq!(casey.get("/v1/policy?on=2018-12-10").ok()["version"]["number"], 1);
    let refused = casey.get("/v1/policy?on=2018-12-09").refused(409, "no_active_policy");
    assert_eq!(refused["requirement"], "PROG-01");
    casey.get("/v1/policy/settings/identity_mode?on=2018-12-09").refused(409, "no_active_policy");
    casey.get("/v1/policy?on=yesterday").refused(400, "malformed_request");
    casey.get("/v1/policy/settings/marigold").refused(404, "not_found");
}

#[test]
fn prog_02_gt_x_05_every_contradiction_is_named_at_once() {
    let server = Server::start();
    let (casey, emerson) = (server.by("casey"), server.by("emerson"));
    let address = draft(&casey);
    let contradictions = json!([
        {"parameter": "screening.score_record", "value": "initial_by_manager"},
        {"parameter": "release.k", "value": 2},
        {"parameter": "agency.timezone", "value": null},
    ]);
    change(&casey, &address, &contradictions);
    let checked = casey.ask(&format!("{address}/validation")).ok();
    assert_eq!(checked["activatable"], false);

    let refused = emerson
        .abreast()
        .post(&activation(&address), &from("2026-10-18"))
        .refused(422, "policy_inconsistent");
    assert_eq!(refused["requirement"], "PROG-02");
    let found = errors(&refused);
    for (pointer, code) in [
        ("/document/settings/screening/screening.score_record", "policy_inconsistent"),
        ("/document/settings/program/agency.timezone", "policy_incomplete"),
    ] {
        assert!(found.contains(&(pointer.to_owned(), code.to_owned())), "{pointer} is not in {found:?}");
    }
    assert!(found.iter().any(|(pointer, _)| pointer.ends_with("/release.k")), "{found:?}");
    assert_eq!(casey.get(&address).ok()["version"]["state"], "draft");
    assert_eq!(casey.get("/v1/policy").ok()["version"]["number"], 1);
}

#[test]
fn prog_02_a_looser_policy_is_activated_with_a_warning() {
    let server = Server::start();
    let (casey, emerson) = (server.by("casey"), server.by("emerson"));
    let address = draft(&casey);
    change(&casey, &address, &json!([{"parameter": "suppress.k", "value": 2}]));
    let activated = emerson.abreast().post(&activation(&address), &from("2026-10-18")).ok();
    let warning = &activated["warnings"][0];
    assert_eq!(
        (&warning["code"], &warning["parameters"]),
        (&json!("policy_weaker_than_preset"), &json!(["suppress.k"]))
    );
}

#[test]
fn prog_02_the_coordinator_activates_nothing_and_the_sponsor_drafts_nothing() {
    let server = Server::start();
    let (casey, emerson) = (server.by("casey"), server.by("emerson"));
    let address = draft(&casey);
    let invented = "/v1/policy-versions/00000000-0000-4000-8000-000000000000";
    for address in [address.as_str(), invented] {
        casey.abreast().post(&activation(address), &from("2026-10-18")).refused(403, "forbidden_for_role");
        emerson.abreast().patch(address, &json!({"changes": []})).refused(403, "forbidden_for_role");
        emerson.ask(&format!("{address}/validation")).refused(403, "forbidden_for_role");
    }
    let preset = json!({"based_on": {"kind": "preset", "name": "arizona_dcs"}});
    emerson.post("/v1/policy-versions", &preset).refused(403, "forbidden_for_role");
    emerson.abreast().post(&activation(&address), &from("2026-10-18")).ok();
}

#[test]
fn prog_01_whoever_drafted_a_version_does_not_activate_it_even_with_both_roles() {
    let server = Server::start();
    let founded = server.agency("both-roles", "arizona_dcs");
    let new =
        json!({"display_name": "Both", "kind": "person", "roles": ["coordinator", "executive_sponsor"]});
    let both = text(&founded.administrator.post("/v1/principals", &new).ok()["id"]);
    let drafting = server.acting_as(&both).with("Peerline-Role", "coordinator");
    let draft = json!({"based_on": {"kind": "preset", "name": "arizona_dcs"}});
    let version = drafting.post("/v1/policy-versions", &draft).ok();
    let id = version["version"]["id"].as_str().or(version["id"].as_str()).expect("an id").to_owned();
    let address = format!("/v1/policy-versions/{id}/activation");
    let range = json!({"effective_from": "2018-12-10", "effective_until": null});
    let activating = server.acting_as(&both).with("Peerline-Role", "executive_sponsor").abreast();
    activating.post(&address, &range).refused(403, "forbidden_for_role");
    founded.sponsor.abreast().post(&address, &range).ok();
}

#[test]
fn prog_12_a_role_the_policy_does_not_have_is_refused_and_one_it_has_is_let_in() {
    let server = Server::start();
    for (preset, role, address, let_in) in [
        ("arizona_dcs", "logistics_coordinator", "/v1/combinations/2026-09", false),
        ("arizona_dcs", "team_lead", "/v1/incidents", true),
        ("denver_911", "team_lead", "/v1/incidents", false),
    ] {
        let founded = server.agency(&format!("{}-{let_in}", preset.replace('_', "-")), preset);
        let range = json!({"effective_from": "2018-12-10", "effective_until": null});
        let activation = format!("{}/activation", founded.version);
        founded.sponsor.abreast().post(&activation, &range).ok();
        let new = json!({"display_name": "Lee", "kind": "person", "roles": [role]});
        let lee = server.acting_as(&text(&founded.administrator.post("/v1/principals", &new).ok()["id"]));
        let actions = lee.get("/v1/me").ok()["actions"].as_array().unwrap().len();
        assert_eq!(actions > 0, let_in, "what is refused is not offered");
        if let_in {
            lee.get(address).ok();
        } else {
            lee.get(address).refused(403, "forbidden_for_role");
        }
    }
}
