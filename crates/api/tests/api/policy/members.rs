//! The team's roster (ASSIGN-01, REVOKE-05, REVOKE-14).

use crate::support::{Caller, Reply, Server, errors, text};
use serde_json::{Value, json};

fn newcomer(server: &Server, kind: &str, roles: &Value) -> String {
    let new = json!({"display_name": "Noel Newcomer", "kind": kind, "roles": roles});
    text(&server.by("avery").post("/v1/principals", &new).ok()["id"])
}

fn add(casey: &Caller, principal: &str, active_from: &str) -> Reply {
    let units = casey.get("/v1/units").ok();
    let member = json!({"principal_id": principal, "unit_id": units["items"][0]["id"],
        "channel": "telephone extension 5599", "hours": "Mon-Fri 9:00-17:00", "active_from": active_from});
    casey.post("/v1/members", &member)
}

#[test]
fn assign_01_a_member_is_pending_active_on_leave_and_ended_by_the_local_day() {
    let server = Server::start();
    let casey = server.by("casey");
    let created = add(&casey, &newcomer(&server, "person", &json!(["peer"])), "2026-10-05").ok();
    assert_eq!((&created["status"], &created["display_name"]), (&json!("pending"), &json!("Noel Newcomer")));
    let address = format!("/v1/members/{}", text(&created["id"]));
    let leave = json!({"from": "2026-10-12", "until": "2026-10-19"});
    casey.put(&format!("{address}/leave"), &leave).ok();
    casey.post(&format!("{address}/end"), &json!({"ended_on": "2026-11-01"})).ok();
    // Seven hours behind UTC: the local day begins at 07:00.
    for (now, status) in [
        ("2026-10-05T06:59:59Z", "pending"),
        ("2026-10-05T07:00:00Z", "active"),
        ("2026-10-12T07:00:00Z", "on_leave"),
        ("2026-10-19T06:59:59Z", "on_leave"),
        ("2026-10-19T07:00:00Z", "active"),
        ("2026-11-01T06:59:59Z", "active"),
        ("2026-11-01T07:00:00Z", "ended"),
    ] {
        server.at(now);
        assert_eq!(casey.get(&address).ok()["status"], status, "{now}");
    }
}

#[test]
fn revoke_14_a_leave_has_dates_and_never_a_reason() {
    let server = Server::start();
    let casey = server.by("casey");
    let address = format!("/v1/members/{}/leave", server.member("parker"));
    let reason =
        casey.put(&address, &json!({"from": "2026-10-01", "until": null, "reason": "Marigold Quillfeather"}));
    assert!(!reason.text.contains("Marigold"), "{}", reason.text);
    reason.refused(422, "field_unknown");
    let backwards = casey.put(&address, &json!({"from": "2026-10-12", "until": "2026-10-12"}));
    assert_eq!(errors(&backwards.refused(422, "field_out_of_range"))[0].0, "/until");
    assert_eq!(casey.put(&address, &json!({"from": "2026-10-01", "until": null})).ok()["status"], "on_leave");
    let member = casey.delete(&address).ok();
    assert_eq!(member, casey.get(&format!("/v1/members/{}", server.member("parker"))).ok());
    assert_eq!((&member["status"], &member["leave_from"]), (&json!("active"), &Value::Null));
}

#[test]
fn revoke_05_an_end_that_has_come_stays() {
    let server = Server::start();
    let casey = server.by("casey");
    let address = format!("/v1/members/{}", server.member("parker"));
    let end = |day: &str| casey.post(&format!("{address}/end"), &json!({ "ended_on": day }));
    assert_eq!(errors(&end("2020-01-01").refused(422, "field_out_of_range"))[0].0, "/ended_on");
    assert_eq!(end("2026-12-01").ok()["status"], "active", "an end to come can be moved");
    assert_eq!(end("2026-10-01").ok()["status"], "ended");
    assert_eq!(end("2026-12-01").refused(409, "step_out_of_order")["requirement"], "REVOKE-05");
    let leave = casey.put(&format!("{address}/leave"), &json!({"from": "2026-10-12", "until": null}));
    leave.refused(409, "member_not_active");
}

#[test]
fn assign_01_the_team_is_made_of_persons_of_the_agency_once_each() {
    let server = Server::start();
    let casey = server.by("casey");
    let again = add(&casey, &server.principal("parker"), "2026-10-01").refused(409, "duplicate");
    assert_eq!(errors(&again)[0].0, "/principal_id");
    let machine = newcomer(&server, "client", &json!(["intake_client"]));
    let refused = add(&casey, &machine, "2026-10-01").refused(422, "reference_unknown");
    assert_eq!(errors(&refused)[0].0, "/principal_id");
    for person in ["avery", "emerson", "parker", "taylor"] {
        add_as(&server.by(person)).refused(403, "forbidden_for_role");
    }
    let page = casey.get("/v1/members?limit=100").ok();
    assert_eq!(page["items"].as_array().unwrap().len(), 6);
    server.by("parker").get("/v1/members").ok();
    server.by("avery").get("/v1/members").refused(403, "forbidden_for_role");
}

fn add_as(caller: &Caller) -> Reply {
    let invented = "00000000-0000-4000-8000-000000000000";
    caller.post("/v1/members", &json!({"principal_id": invented, "unit_id": invented, "channel": "x", "hours": "x", "active_from": "2026-10-01"}))
}
