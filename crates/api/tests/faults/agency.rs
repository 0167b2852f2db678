//! An agency to write for, founded as the README tells.

use crate::client::{Answer, Caller};
use crate::server::{Installation, Server};
use serde_json::{Value, json};
use ureq::http::Method;

/// Its people's tokens, and what their requests name.
pub(crate) struct Agency {
    pub(crate) platform: String,
    pub(crate) coordinator: String,
    pub(crate) peer: String,
    pub(crate) supervisor: String,
    pub(crate) unit: String,
    pub(crate) member: String,
}

#[track_caller]
fn done(answer: Option<Answer>) -> Answer {
    let answer = answer.expect("the server runs");
    assert!(answer.accepted(), "{}: {}", answer.status, answer.json);
    answer
}

fn post(caller: &Caller, path: &str, body: &Value) -> Answer {
    done(caller.post(path, body))
}

pub(crate) fn found(installation: &Installation, server: &Server) -> Agency {
    let first = server.first_token.as_deref().expect("the first start shows one");
    let redeemed = post(&server.caller(Some(first)), "/v1/bootstrap", &json!({}));
    let platform = redeemed.text("/access_token");
    let new = json!({"slug": "example-dcs", "name": "Example Department", "preset": "arizona_dcs",
        "administrator_name": "Avery Admin"});
    let founded = post(&server.caller(Some(&platform)), "/v1/agencies", &new);
    let admin = server.caller(Some(&founded.text("/administrator/access_token")));
    let appoint = |name: &str, role: &str| {
        let new = json!({"display_name": name, "kind": "person", "roles": [role]});
        post(&admin, "/v1/principals", &new).text("/id")
    };
    let peer = appoint("Parker Peer", "peer");
    let [coordinator, sponsor, supervisor] = [
        ("Casey Coordinator", "coordinator"),
        ("Emerson Executive", "executive_sponsor"),
        ("Sam Supervisor", "supervisor"),
    ]
    .map(|(name, role)| installation.token_of(&appoint(name, role)));

    let sponsor = server.caller(Some(&sponsor));
    let version = format!("/v1/policy-versions/{}", founded.text("/policy_version_id"));
    let tag = done(sponsor.get(&version)).etag;
    let from = json!({"effective_from": "2018-12-10", "effective_until": null});
    done(sponsor.send(Method::POST, &format!("{version}/activation"), &[("If-Match", &tag)], &from));

    let leads = server.caller(Some(&coordinator));
    let unit = json!({"name": "Central region", "parent_id": null, "headcount": 900});
    let unit = post(&leads, "/v1/units", &unit).text("/id");
    let member = json!({"principal_id": peer, "unit_id": unit, "channel": "extension 5501", "hours": "always",
        "active_from": "2026-01-05"});
    let member = post(&leads, "/v1/members", &member).text("/id");
    Agency { platform, peer: installation.token_of(&peer), coordinator, supervisor, unit, member }
}
