//! Under which name an agency's program is published.

use crate::support::{PRESETS, Server, errors, text};
use serde_json::{Value, json};

fn meta(version: &Value) -> &Value {
    &version["document"]["registers"]["meta"]
}

#[test]
fn prog_06_the_first_draft_bears_the_name_of_the_agency_and_not_of_its_preset() {
    let server = Server::start();
    for preset in PRESETS {
        let agency = server.agency(&preset.replace('_', "-"), preset);
        let draft = agency.drafter.get(&agency.version).ok();
        assert_eq!(
            (&meta(&draft)["name"], &meta(&draft)["organization"]),
            (&json!("Another Agency Peer Support Program"), &json!("Another Agency"))
        );
    }
}

#[test]
fn prog_06_the_name_of_a_program_never_grows_longer_than_a_change_may_make_it() {
    let server = Server::start();
    for (slug, length, program) in [("just", 179, 200), ("over", 180, 180)] {
        let name = "n".repeat(length);
        let new =
            json!({"slug": slug, "name": name, "preset": "denver_911", "administrator_name": "Ash Admin"});
        let created = server.platform().post("/v1/agencies", &new).ok();
        let administrator = server.holding(&text(&created["administrator"]["access_token"]));
        let version = format!("/v1/policy-versions/{}", text(&created["policy_version_id"]));
        let draft = administrator.get(&version).ok();
        assert_eq!(text(&meta(&draft)["name"]).len(), program);
        assert_eq!(meta(&draft)["organization"], name);
    }
}

#[test]
fn prog_06_name_and_organization_are_set_and_published() {
    let server = Server::start();
    let agency = server.agency("renamed", "denver_911");
    let texts = json!({"texts": {"name": "Colleagues First", "organization": "Example Dispatch Center"}});
    let changed = agency.drafter.abreast().patch(&agency.version, &texts).ok();
    assert_eq!(
        (&meta(&changed)["name"], &meta(&changed)["organization"]),
        (&json!("Colleagues First"), &json!("Example Dispatch Center"))
    );
    let tag = agency.drafter.get(&agency.version).etag();
    for (field, value) in
        [("name", String::new()), ("organization", "o".repeat(201)), ("name", "n".repeat(201))]
    {
        let texts = json!({"texts": {field: value}});
        let refused = agency.drafter.if_match(&tag).patch(&agency.version, &texts);
        let (status, found) = (refused.status, errors(&refused.json));
        assert_eq!((status, found[0].0.as_str()), (422, format!("/texts/{field}").as_str()));
    }
    let longest = json!({"texts": {"name": "n".repeat(200)}});
    agency.drafter.if_match(&tag).patch(&agency.version, &longest).ok();
}

#[test]
fn conf_28_the_name_of_a_program_promises_no_more_than_its_policy() {
    let server = Server::start();
    let agency = server.agency("promising", "denver_911");
    for (name, activatable) in [("The Absolutely Confidential Line", false), ("The Confidential Line", true)]
    {
        agency.drafter.abreast().patch(&agency.version, &json!({"texts": {"name": name}})).ok();
        let checked = agency.drafter.ask(&format!("{}/validation", agency.version)).ok();
        assert_eq!(checked["activatable"], activatable, "{checked}");
    }
}
