//! A revocation, or a role given or taken, holds from the next request on, on every server there is.

use crate::support::{Caller, Server, text};
use serde_json::json;

/// What a machine may read.
const CALENDAR: &str = "/v1/releases/calendar?year=2026";

/// Three servers over one database, each of which has met the caller.
fn three(caller: impl Fn(&Server) -> Caller, path: &str) -> (Vec<Server>, Vec<Caller>) {
    let first = Server::start();
    let servers = vec![first.replica(), first.replica(), first];
    let callers: Vec<Caller> = servers.iter().map(&caller).collect();
    for caller in &callers {
        caller.get(path).ok();
    }
    (servers, callers)
}

fn principal(server: &Server, name: &str) -> String {
    format!("/v1/principals/{}", server.principal(name))
}

#[test]
fn conf_26_who_is_revoked_on_one_server_is_refused_by_all_from_the_next_request_on() {
    let (servers, callers) = three(|server| server.by("casey"), "/v1/units");
    let casey = principal(&servers[2], "casey");
    let avery = servers[2].by("avery");
    assert_eq!(avery.ask(&format!("{casey}/revocation")).ok()["revoked"], true);
    for caller in &callers {
        caller.get("/v1/units").refused(401, "unauthenticated");
        caller.get("/v1/me").refused(401, "unauthenticated");
        caller.post("/v1/units", &json!({})).refused(401, "unauthenticated");
    }
    assert_eq!(avery.get(&casey).ok()["revoked"], true);
    let reinstated = avery.delete(&format!("{casey}/revocation")).ok();
    assert_eq!((&reinstated["revoked"], &reinstated), (&json!(false), &avery.get(&casey).ok()));
    avery.delete(&format!("{casey}/revocation")).refused(404, "not_found");
    for (server, caller) in servers.iter().zip(&callers) {
        caller.get("/v1/units").refused(401, "unauthenticated");
        // A token of later opens what the roles allow again.
        server.at("2026-10-01T16:00:01Z").acting_as(&server.principal("casey")).get("/v1/units").ok();
    }
}

#[test]
fn conf_26_a_role_given_or_taken_on_one_server_holds_on_all_from_the_next_request_on() {
    let (servers, callers) = three(|server| server.by("quinn"), "/v1/members");
    let avery = servers[0].by("avery");
    let quinn = principal(&servers[0], "quinn");
    avery.post(&format!("{quinn}/roles"), &json!({"role": "supervisor"})).ok();
    for caller in &callers {
        caller.get("/v1/members").refused(400, "role_ambiguous");
        caller.clone().with("Peerline-Role", "supervisor").get("/v1/units").ok();
    }
    assert_eq!(avery.delete(&format!("{quinn}/roles/peer")).ok()["roles"], json!(["supervisor"]));
    for caller in &callers {
        caller.get("/v1/members").refused(403, "forbidden_for_role");
        caller.clone().with("Peerline-Role", "peer").get("/v1/members").refused(403, "forbidden_for_role");
        assert_eq!(caller.get("/v1/me").ok()["role"], "supervisor");
    }
}

#[test]
fn conf_26_a_revoked_machine_loses_its_tokens_and_its_secrets() {
    let (servers, callers) = three(|server| server.by("hr"), CALENDAR);
    let avery = servers[0].by("avery");
    let figures = principal(&servers[0], "hr");
    let secret = avery.ask(&format!("{figures}/client-secrets")).ok();
    let form = format!(
        "grant_type=client_credentials&client_id={}&client_secret={}",
        text(&secret["client_id"]),
        text(&secret["client_secret"])
    );
    let nobody = servers[1].by("nobody");
    let exchanged = servers[1].holding(&text(&nobody.post_form("/oauth/token", &form).ok()["access_token"]));
    exchanged.get(CALENDAR).ok();
    avery.ask(&format!("{figures}/revocation")).ok();
    exchanged.get(CALENDAR).refused(401, "unauthenticated");
    for caller in &callers {
        caller.get(CALENDAR).refused(401, "unauthenticated");
    }
    for server in &servers {
        assert_eq!(server.by("nobody").post_form("/oauth/token", &form).status, 401);
    }
}

#[test]
fn conf_26_the_last_administrator_of_an_agency_stays() {
    let server = Server::start();
    let avery = server.by("avery");
    let own = principal(&server, "avery");
    avery.ask(&format!("{own}/revocation")).refused(409, "last_administrator");
    avery.delete(&format!("{own}/roles/agency_admin")).refused(409, "last_administrator");
    let appoint = json!({"display_name": "Addison Admin", "kind": "person", "roles": []});
    let other = format!("/v1/principals/{}", text(&avery.post("/v1/principals", &appoint).ok()["id"]));
    // One whose role ends by itself is not one to rely on.
    avery.post(&format!("{other}/roles"), &json!({"role": "agency_admin", "ends_on": "2026-12-31"})).ok();
    avery.ask(&format!("{own}/revocation")).refused(409, "last_administrator");
    avery.delete(&format!("{other}/roles/agency_admin")).ok();
    avery.post(&format!("{other}/roles"), &json!({"role": "agency_admin"})).ok();
    avery.delete(&format!("{own}/roles/agency_admin")).ok();
    avery.get("/v1/principals").refused(403, "forbidden_for_role");
    let addison = server.acting_as(other.rsplit('/').next().unwrap());
    addison.ask(&format!("{other}/revocation")).refused(409, "last_administrator");
    // Who is no administrator can go.
    addison.ask(&format!("{own}/revocation")).ok();
}

#[test]
fn conf_26_who_is_revoked_is_refused_also_where_no_row_is_read() {
    for address in ["/v1/policy-presets", "/v1/policy-parameters", "/v1/forms", "/v1/forms/nothing", "/v1/me"]
    {
        let (servers, callers) = three(|server| server.by("casey"), "/v1/units");
        let casey = principal(&servers[2], "casey");
        servers[2].by("avery").ask(&format!("{casey}/revocation")).ok();
        for caller in &callers {
            // The first request after the revocation, on a server that remembers the caller.
            caller.get(address).refused(401, "unauthenticated");
        }
    }
}
