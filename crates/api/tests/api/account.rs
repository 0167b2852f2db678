//! Who the caller is, also before they chose a role (Part 1A).

use crate::support::{Caller, Server, text};
use serde_json::{Value, json};

/// Somebody with two roles, and another sign-in of theirs.
fn with_two_roles(server: &Server) -> (String, Caller) {
    let new = json!({"display_name": "Noel Both", "kind": "person", "roles": ["peer", "supervisor"]});
    let id = text(&server.by("avery").post("/v1/principals", &new).ok()["id"]);
    let noel = server.acting_as(&id);
    (id, noel)
}

#[test]
fn conf_26_one_with_several_roles_is_told_them_and_chooses() {
    let server = Server::start();
    let (id, noel) = with_two_roles(&server);
    let me = noel.get("/v1/me").ok();
    assert_eq!(
        (&me["principal_id"], &me["role"], &me["roles"], &me["actions"]),
        (&json!(id), &Value::Null, &json!(["peer", "supervisor"]), &json!([]))
    );
    assert_eq!((&me["agency"]["slug"], &me["identity_mode"]), (&json!("example-dcs"), &json!("none")));
    for role in ["peer", "supervisor"] {
        let me = noel.clone().with("Peerline-Role", role).get("/v1/me").ok();
        assert_eq!((&me["role"], &me["roles"]), (&json!(role), &json!(["peer", "supervisor"])));
        assert_ne!(me["actions"], json!([]), "{role}");
    }
    let sole = server.by("parker").get("/v1/me").ok();
    assert_eq!((&sole["role"], &sole["roles"]), (&json!("peer"), &json!(["peer"])));
}

#[test]
fn conf_26_every_other_address_still_asks_for_the_role() {
    let server = Server::start();
    let (_, noel) = with_two_roles(&server);
    for address in ["/v1/units", "/v1/members", "/v1/forms", "/v1/policy-presets/arizona_dcs"] {
        noel.get(address).refused(400, "role_ambiguous");
    }
    noel.clone().with("Peerline-Role", "coordinator").get("/v1/me").refused(403, "forbidden_for_role");
    noel.with("Peerline-Role", "wizard").get("/v1/me").refused(403, "forbidden_for_role");
}

#[test]
fn conf_26_whoever_was_shut_out_or_has_no_role_left_is_told_none() {
    let server = Server::start();
    let (id, noel) = with_two_roles(&server);
    let avery = server.by("avery");
    avery.delete(&format!("/v1/principals/{id}/roles/supervisor"));
    assert_eq!(noel.get("/v1/me").ok()["role"], "peer", "one that is left is the one");
    avery.delete(&format!("/v1/principals/{id}/roles/peer"));
    noel.get("/v1/me").refused(403, "forbidden_for_role");
    for role in ["peer", "supervisor"] {
        avery.post(&format!("/v1/principals/{id}/roles"), &json!({ "role": role })).ok();
    }
    noel.get("/v1/me").ok();
    avery.ask(&format!("/v1/principals/{id}/revocation")).ok();
    noel.get("/v1/me").refused(401, "unauthenticated");
}
