//! Roles with a term, more than one factor, and what the first administrator can do.

use crate::support::{Server, errors, text};
use chrono::Duration;
use serde_json::json;

#[test]
fn conf_26_a_role_opens_nothing_before_its_first_day_and_nothing_after_its_last() {
    let server = Server::start();
    let avery = server.by("avery");
    let new = json!({"display_name": "Noel Newcomer", "kind": "person", "roles": []});
    let id = text(&avery.post("/v1/principals", &new).ok()["id"]);
    let term = json!({"role": "peer", "starts_on": "2026-10-05", "ends_on": "2026-10-06"});
    let given = avery.post(&format!("/v1/principals/{id}/roles"), &term).ok();
    assert_eq!((&given["roles"], &given["grants"][0]["starts_on"]), (&json!([]), &json!("2026-10-05")));
    let noel = server.acting_as(&id);
    noel.get("/v1/members").refused(403, "forbidden_for_role");
    server.at("2026-10-04T23:59:59Z");
    noel.get("/v1/members").refused(403, "forbidden_for_role");
    server.at("2026-10-05T00:00:00Z");
    noel.get("/v1/members").ok();
    assert_eq!(avery.get(&format!("/v1/principals/{id}")).ok()["roles"], json!(["peer"]));
    server.at("2026-10-06T23:59:59Z");
    noel.get("/v1/members").ok();
    // What the server remembers of Noel does not outlive the day.
    server.at("2026-10-07T00:00:00Z");
    noel.get("/v1/members").refused(403, "forbidden_for_role");
    // What is over can be given anew.
    avery.post(&format!("/v1/principals/{id}/roles"), &json!({"role": "peer"})).ok();
    noel.get("/v1/members").ok();
}

#[test]
fn conf_26_a_term_makes_sense_and_a_unit_is_a_supervisor_s() {
    let server = Server::start();
    let avery = server.by("avery");
    let roles = format!("/v1/principals/{}/roles", server.principal("quinn"));
    let (unit, foreign) = (server.unit("Northern region"), "00000000-0000-4000-8000-000000000000");
    for (sent, pointer, code) in [
        (json!({"role": "supervisor", "ends_on": "2026-09-30"}), "/ends_on", "field_out_of_range"),
        (
            json!({"role": "supervisor", "starts_on": "2026-11-02", "ends_on": "2026-11-01"}),
            "/ends_on",
            "field_out_of_range",
        ),
        (json!({"role": "coordinator", "unit_id": unit}), "/unit_id", "field_invalid"),
        (json!({"role": "supervisor", "unit_id": foreign}), "/unit_id", "reference_unknown"),
        (json!({"role": "supervisor", "starts_on": "2026-02-30"}), "/starts_on", "field_invalid"),
    ] {
        let refused = avery.post(&roles, &sent).refused(422, code);
        assert_eq!(errors(&refused)[0].0, pointer, "{sent}");
    }
    let given = avery.post(&roles, &json!({"role": "supervisor", "unit_id": unit})).ok();
    assert_eq!(given["grants"][1]["unit_id"], json!(unit));
}

#[test]
fn conf_26_coordinators_and_who_decides_on_disclosure_need_more_than_one_factor() {
    let server = Server::start();
    let one_factor = |name: &str| {
        let now = chrono::DateTime::parse_from_rfc3339("2026-10-01T16:00:00Z").unwrap().to_utc();
        let principal: uuid::Uuid = server.principal(name).parse().unwrap();
        server.holding(&server.issue(principal, now, Duration::minutes(10)))
    };
    for name in ["casey", "emerson"] {
        for path in ["/v1/me", "/v1/policy", "/v1/principals"] {
            let reply = one_factor(name).get(path);
            assert_eq!(
                reply.headers["www-authenticate"],
                "Bearer error=\"insufficient_user_authentication\", acr_values=\"mfa\""
            );
            reply.refused(401, "insufficient_user_authentication");
        }
        server.by(name).get("/v1/policy").ok();
    }
    for name in ["parker", "sam", "avery"] {
        one_factor(name).get("/v1/policy").ok();
    }
}

#[test]
fn conf_26_the_first_administrator_appoints_and_sees_nothing_else() {
    let server = Server::start();
    let platform = server.platform();
    assert_eq!(platform.get("/v1/me").ok()["actions"], json!(["manage_agencies"]));
    let new = json!({"slug": "new-agency", "name": "New Agency", "preset": "arizona_dcs", "administrator_name": "Ash"});
    let founded = platform.post("/v1/agencies", &new).ok();
    let admin = server.holding(&text(&founded["administrator"]["access_token"]));
    let actions = admin.get("/v1/me").ok()["actions"].clone();
    assert_eq!(
        actions,
        json!(["manage_origins", "appoint_principals", "read_policy", "read_units", "manage_units"])
    );
    for path in ["/v1/support-requests", "/v1/incidents", "/v1/members", "/v1/outreaches"] {
        platform.get(path).refused(403, "forbidden_for_role");
        admin.get(path).refused(403, "forbidden_for_role");
    }
}
