//! People and machines and their roles (Part 1A, PROG-27).

use crate::support::{Server, assert_same, errors, text};
use serde_json::{Value, json};

const INVENTED: &str = "00000000-0000-4000-8000-000000000000";

fn new(kind: &str, roles: &Value) -> Value {
    json!({"display_name": "Noel Newcomer", "kind": kind, "roles": roles})
}

#[test]
fn conf_26_a_person_is_appointed_given_a_role_and_loses_it() {
    let server = Server::start();
    let avery = server.by("avery");
    let created = avery.post("/v1/principals", &new("person", &json!(["peer"]))).ok();
    let address = format!("/v1/principals/{}", text(&created["id"]));
    assert_eq!(avery.get(&address).ok(), created);
    let noel = server.acting_as(&text(&created["id"]));
    noel.get("/v1/members").ok();

    let roles = format!("{address}/roles");
    assert_eq!(avery.post(&roles, &json!({"role": "team_lead"})).ok()["roles"], json!(["peer", "team_lead"]));
    let again = avery.post(&roles, &json!({"role": "team_lead"})).refused(409, "duplicate");
    assert_eq!(errors(&again)[0].0, "/role");
    noel.get("/v1/members").refused(400, "role_ambiguous");

    for role in ["team_lead", "peer"] {
        avery.delete(&format!("{roles}/{role}")).ok();
        avery.delete(&format!("{roles}/{role}")).refused(404, "not_found");
    }
    noel.get("/v1/members").refused(403, "forbidden_for_role");
    assert_eq!(
        avery.post(&roles, &json!({"role": "peer"})).ok()["roles"],
        json!(["peer"]),
        "a role given again"
    );
    noel.get("/v1/members").ok();
}

#[test]
fn conf_26_roles_suit_what_holds_them() {
    let server = Server::start();
    let avery = server.by("avery");
    for (kind, roles, pointer, code) in [
        ("person", json!(["platform_admin"]), "/roles/0", "code_unknown"),
        ("person", json!(["peer", "hr_client"]), "/roles/1", "code_unknown"),
        ("client", json!(["intake_client", "peer"]), "/roles/1", "code_unknown"),
        ("person", json!(["peer", "peer"]), "/roles/1", "field_duplicate"),
        ("person", json!(["wizard"]), "/roles/0", "code_unknown"),
        ("robot", json!([]), "/kind", "code_unknown"),
    ] {
        let refused = avery.post("/v1/principals", &new(kind, &roles)).refused(422, code);
        assert_eq!(errors(&refused), [(pointer.to_owned(), code.to_owned())]);
    }
    let client = avery.post("/v1/principals", &new("client", &json!(["hr_client", "intake_client"]))).ok();
    let roles = format!("/v1/principals/{}/roles", text(&client["id"]));
    let refused = avery.post(&roles, &json!({"role": "peer"})).refused(422, "code_unknown");
    assert_eq!(errors(&refused)[0].0, "/role");
    for person in ["casey", "emerson", "parker"] {
        server
            .by(person)
            .post("/v1/principals", &new("person", &json!([])))
            .refused(403, "forbidden_for_role");
    }
}

#[test]
fn prog_27_people_are_paged_within_their_agency() {
    let server = Server::start();
    let agency = server.agency("another", "la_dcfs");
    let mut names = Vec::new();
    let mut address = "/v1/principals?limit=2".to_owned();
    loop {
        let page = agency.administrator.get(&address).ok();
        names.extend(
            page["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|item| (text(&item["display_name"]), item["roles"].clone())),
        );
        let Some(cursor) = page["next_cursor"].as_str() else { break };
        address = format!("/v1/principals?limit=2&cursor={cursor}");
    }
    names.sort_by(|one, other| one.0.cmp(&other.0));
    let expected = [
        ("Ash Admin", json!(["agency_admin"])),
        ("Cameron Coordinator", json!(["coordinator"])),
        ("Sasha Sponsor", json!(["executive_sponsor"])),
    ];
    assert_eq!(names, expected.map(|(name, roles)| (name.to_owned(), roles)));
}

#[test]
fn prog_27_what_is_another_agencys_is_answered_like_what_is_not_there() {
    let server = Server::start();
    let agency = server.agency("another", "arizona_dcs");
    let (person, member) = (server.principal("parker"), server.member("parker"));
    let own = server.by("casey").get("/v1/policy-versions").ok();
    let version = text(&own["items"][0]["id"]);
    let Value::Array(units) = server.by("casey").get("/v1/units").ok()["items"].clone() else { panic!() };

    let both = |address: &dyn Fn(&str) -> crate::support::Reply, foreign: &str| {
        assert_same(address(foreign).refused(404, "not_found"), address(INVENTED).refused(404, "not_found"));
    };
    let (admin, drafter, sponsor) =
        (&agency.administrator, agency.drafter.if_match("*"), agency.sponsor.if_match("*"));
    both(&|id| admin.get(&format!("/v1/principals/{id}")), &person);
    both(&|id| admin.post(&format!("/v1/principals/{id}/roles"), &json!({"role": "auditor"})), &person);
    both(&|id| admin.delete(&format!("/v1/principals/{id}/roles/peer")), &person);
    both(&|id| drafter.get(&format!("/v1/policy-versions/{id}")), &version);
    both(&|id| drafter.patch(&format!("/v1/policy-versions/{id}"), &json!({"changes": []})), &version);
    both(&|id| drafter.ask(&format!("/v1/policy-versions/{id}/validation")), &version);
    let day = json!({"effective_from": "2026-10-18"});
    both(&|id| sponsor.post(&format!("/v1/policy-versions/{id}/activation"), &day), &version);
    both(&|id| drafter.get(&format!("/v1/members/{id}")), &member);
    both(
        &|id| drafter.put(&format!("/v1/members/{id}/leave"), &json!({"from": "2026-10-12", "until": null})),
        &member,
    );
    both(&|id| drafter.delete(&format!("/v1/members/{id}/leave")), &member);
    both(&|id| drafter.post(&format!("/v1/members/{id}/end"), &json!({"ended_on": "2026-11-01"})), &member);

    // References in a body.
    let add = |principal: &str, unit: &str| {
        drafter.post("/v1/members", &json!({"principal_id": principal, "unit_id": unit, "channel": "x", "hours": "x", "active_from": "2026-10-01"}))
    };
    let unit = text(&units[0]["id"]);
    assert_same(
        add(&person, &unit).refused(422, "reference_unknown"),
        add(INVENTED, &unit).refused(422, "reference_unknown"),
    );
    let own = text(&drafter.get("/v1/me").ok()["principal_id"]);
    let refused = add(&own, &unit).refused(422, "reference_unknown");
    assert_eq!(errors(&refused)[0].0, "/unit_id");
    assert_same(refused, add(&own, INVENTED).refused(422, "reference_unknown"));
}

#[test]
fn conf_26_who_appoints_cannot_appoint_themselves_to_program_data() {
    let server = Server::start();
    let founded = server.agency("mixed-roles", "arizona_dcs");
    let own = text(&founded.created["administrator"]["principal_id"]);
    let coordinator = json!({"role": "coordinator"});
    let refused = founded
        .administrator
        .post(&format!("/v1/principals/{own}/roles"), &coordinator)
        .refused(422, "code_unknown");
    assert_eq!(refused["errors"][0]["pointer"], "/role");
    let both = json!({"display_name": "Both", "kind": "person", "roles": ["peer", "auditor"]});
    let refused = founded.administrator.post("/v1/principals", &both).refused(422, "code_unknown");
    assert_eq!(refused["errors"][0]["pointer"], "/roles/1");
    let program = json!({"display_name": "Either", "kind": "person", "roles": ["peer", "team_lead"]});
    founded.administrator.post("/v1/principals", &program).ok();
}

#[test]
fn conf_26_who_is_audited_does_not_read_the_audit() {
    let server = Server::start();
    let avery = server.by("avery");
    let own = format!("/v1/principals/{}/roles", server.principal("avery"));
    avery.post(&own, &json!({"role": "auditor"})).refused(422, "code_unknown");
    let both = json!({"display_name": "Blair Both", "kind": "person", "roles": ["auditor", "agency_admin"]});
    avery.post("/v1/principals", &both).refused(422, "code_unknown");
    let alone = json!({"display_name": "Marlow Auditor", "kind": "person", "roles": ["auditor"]});
    assert_eq!(avery.post("/v1/principals", &alone).status, 201);
}
