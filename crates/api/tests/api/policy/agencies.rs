//! Agencies and their first policy.

use crate::support::{PRESETS, Server, errors, text};
use serde_json::{Value, json};

fn new(slug: &str, preset: &str) -> Value {
    json!({"slug": slug, "name": "Example Agency", "preset": preset, "administrator_name": "Ash Admin"})
}

#[test]
fn prog_01_an_agency_is_created_from_every_preset_and_put_in_force_unless_incomplete() {
    let server = Server::start();
    for preset in PRESETS {
        let agency = server.agency(&preset.replace('_', "-"), preset);
        let me = agency.administrator.get("/v1/me").ok();
        assert_eq!(
            (&me["roles"], &me["agency"]["slug"]),
            (&json!(["agency_admin"]), &json!(preset.replace('_', "-")))
        );
        assert_eq!(agency.created["administrator"]["expires_in"], 3600);
        agency.drafter.get("/v1/policy").refused(409, "no_active_policy");
        let draft = agency.drafter.get(&agency.version).ok();
        assert_eq!((&draft["version"]["state"], &draft["version"]["number"]), (&json!("draft"), &json!(1)));
        assert_eq!(draft["version"]["based_on_preset"], preset);

        let activation = format!("{}/activation", agency.version);
        let first = json!({"effective_from": "2018-12-10"});
        if preset == "oc_probation" {
            // GT-OC-40
            let refused =
                agency.sponsor.abreast().post(&activation, &first).refused(422, "policy_incomplete");
            let hours = (
                "/document/settings/program/hours.normal_working".to_owned(),
                "policy_incomplete".to_owned(),
            );
            assert!(errors(&refused).contains(&hours), "{refused}");
            let hours = json!({"days": ["mon", "tue", "wed", "thu", "fri"], "from": "08:00", "to": "17:00"});
            let change = json!({"changes": [{"parameter": "hours.normal_working", "value": hours}]});
            agency.drafter.abreast().patch(&agency.version, &change).ok();
            agency.sponsor.abreast().post(&activation, &first).ok();
        } else {
            agency.sponsor.abreast().post(&activation, &first).ok();
        }
        assert_eq!(agency.drafter.get("/v1/policy").ok()["version"]["state"], "in_force");
    }
}

#[test]
fn prog_27_a_short_name_is_taken_once_and_is_of_its_form() {
    let server = Server::start();
    let platform = server.platform();
    let created = platform.post("/v1/agencies", &new("example-two", "denver_911")).ok();
    let again = platform.post("/v1/agencies", &new("example-two", "denver_911")).refused(409, "duplicate");
    assert_eq!(errors(&again)[0].0, "/slug");
    for slug in ["x", "Example", "2nd", "a_b", &"a".repeat(42)] {
        let refused = platform.post("/v1/agencies", &new(slug, "denver_911")).refused(422, "field_invalid");
        assert_eq!(errors(&refused)[0].0, "/slug");
    }
    let unknown =
        platform.post("/v1/agencies", &new("example-three", "atlantis")).refused(422, "code_unknown");
    assert_eq!(errors(&unknown)[0].0, "/preset");
    let address = format!("/v1/agencies/{}", text(&created["agency"]["id"]));
    assert_eq!(platform.get(&address).ok(), created["agency"]);
    platform.get("/v1/agencies/00000000-0000-4000-8000-000000000000").refused(404, "not_found");
}

#[test]
fn prog_27_agencies_are_paged_by_slug_for_the_platform_alone() {
    let server = Server::start();
    let platform = server.platform();
    for slug in ["zeta", "beta", "alpha"] {
        platform.post("/v1/agencies", &new(slug, "la_dcfs")).ok();
    }
    let slugs = |page: &Value| -> Vec<String> {
        page["items"].as_array().unwrap().iter().map(|agency| text(&agency["slug"])).collect()
    };
    let first = platform.get("/v1/agencies?limit=3").ok();
    assert_eq!(slugs(&first), ["alpha", "beta", "example-dcs"]);
    let next = format!("/v1/agencies?limit=3&cursor={}", text(&first["next_cursor"]));
    let second = platform.get(&next).ok();
    assert_eq!((slugs(&second), &second["next_cursor"]), (vec!["zeta".to_owned()], &Value::Null));
    for person in ["avery", "casey", "emerson", "parker"] {
        server.by(person).get("/v1/agencies").refused(403, "forbidden_for_role");
        server.by(person).post("/v1/agencies", &new("mine", "la_dcfs")).refused(403, "forbidden_for_role");
    }
    platform.get("/v1/policy").refused(403, "forbidden_for_role");
}

#[test]
fn prog_01_presets_and_parameters_are_served_to_whoever_signs_in() {
    let server = Server::start();
    for caller in [server.platform(), server.by("parker"), server.by("hr")] {
        let listed = caller.get("/v1/policy-presets").ok();
        let names: Vec<_> =
            listed["items"].as_array().unwrap().iter().map(|preset| &preset["name"]).collect();
        assert_eq!(names, PRESETS);
    }
    let preset = server.by("parker").get("/v1/policy-presets/la_dcfs").ok();
    assert_eq!(
        preset["document"]["settings"]["confidentiality"]["identity_mode"]["value"],
        "restricted_case"
    );
    server.by("parker").get("/v1/policy-presets/atlantis").refused(404, "not_found");
    let parameters = server.by("parker").get("/v1/policy-parameters").ok();
    let keys = parameters["items"].as_array().unwrap();
    let days = keys.iter().find(|item| item["key"] == "decline.followup_days").unwrap();
    assert_eq!((&days["area"], &days["kind"]), (&json!("follow_up"), &json!("integer")));
    server.holding("forged").get("/v1/policy-presets").refused(401, "unauthenticated");
}
