//! The routes of the contract, each with what it asks of its caller and an example of what it takes.

use super::world::{Agency, INVENTED};
use crate::support::{Caller, Reply};
use peerline_api::route_access::{Need, need_of};
use peerline_domain::access::{Action, Role};
use serde_json::{Value, json};

/// The contract, as the server shows it.
pub(super) fn contract() -> Value {
    serde_json::from_str(&peerline_api::openapi::document()).unwrap()
}

/// An operation of the contract.
pub(super) struct Route {
    pub(super) method: String,
    pub(super) path: String,
    pub(super) need: Need,
    /// The example of the form it takes.
    body: Value,
}

/// What the parts of an address are to name; each has a default that names nothing or what is always there.
#[derive(Clone, Copy)]
pub(super) struct Named<'a> {
    pub(super) id: &'a str,
    pub(super) month: &'a str,
    /// An identity or a secret.
    pub(super) part: &'a str,
    pub(super) slug: &'a str,
}

impl<'a> Named<'a> {
    pub(super) fn nothing(agency: &'a Agency) -> Self {
        Self { id: INVENTED, month: "2026-10", part: INVENTED, slug: &agency.slug }
    }
}

impl Route {
    pub(super) fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// What the `{id}` of the address names: the first part after `/v1/`.
    pub(super) fn noun(&self) -> Option<&str> {
        let noun = self.path.strip_prefix("/v1/")?.split('/').next()?;
        self.path.contains("{id}").then_some(noun)
    }

    /// What the address names below the `{id}`.
    pub(super) fn part(&self) -> Option<&'static str> {
        ["identity", "secret"].into_iter().find(|part| self.path.ends_with(&format!("{{{part}}}")))
    }

    fn at(&self, named: Named<'_>) -> String {
        let parts = self.path.split('/').map(|part| match part {
            "{id}" => named.id,
            "{agency}" => named.slug,
            "{month}" => named.month,
            "{version}" => "1",
            "{code}" => "not_found",
            "{role}" => "peer",
            "{preset}" => "arizona_dcs",
            "{parameter}" => "suppress.k",
            "{noun}" => "support-requests",
            "{identity}" | "{secret}" => named.part,
            part => {
                assert!(!part.starts_with('{'), "what is {part} of {}?", self.path);
                part
            }
        });
        parts.collect::<Vec<_>>().join("/")
    }

    pub(super) fn send_named(&self, caller: &Caller, named: Named<'_>) -> Reply {
        caller.send(&self.method, &self.at(named), &self.body)
    }

    pub(super) fn send(&self, caller: &Caller, id: &str, agency: &Agency) -> Reply {
        self.send_named(caller, Named { id, ..Named::nothing(agency) })
    }

    pub(super) fn send_unreadable(&self, caller: &Caller, agency: &Agency) -> Reply {
        caller.post_text(&self.at(Named::nothing(agency)), "{\"")
    }
}

/// Every route of the contract; one that the table of `route_access` doesn't know fails.
pub(super) fn routes() -> Vec<Route> {
    let contract = contract();
    let mut found = Vec::new();
    for (path, item) in contract["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let method = method.to_uppercase();
            let Some(need) = need_of(&method, path) else {
                panic!("{method} {path} is missing in crates/api/src/route_access.rs");
            };
            let form = &operation["requestBody"]["content"]["application/json"]["schema"]["$ref"];
            let form = form.as_str().map(|form| form.trim_start_matches('#').to_owned());
            let body = form.and_then(|form| contract.pointer(&form)).map(|form| form["example"].clone());
            found.push(Route { method, path: path.clone(), need, body: body.unwrap_or(json!({})) });
        }
    }
    found
}

/// An answer without what differs from request to request.
pub(super) fn bytes(reply: &Reply) -> (u16, String, Option<String>) {
    let id = reply.headers["x-request-id"].clone();
    (reply.status, reply.text.replace(&id, "ID"), reply.headers.get("www-authenticate").cloned())
}

#[track_caller]
pub(super) fn assert_refused(name: &str, reply: &Reply, status: u16, code: &str) {
    assert_eq!((reply.status, &reply.json["code"]), (status, &json!(code)), "{name}: {}", reply.text);
}

/// Let in: no refusal of the class, and no failure. A rule can still refuse this very person, naming its own
/// requirement.
#[track_caller]
pub(super) fn assert_let_in(name: &str, reply: &Reply) {
    assert!(!matches!(reply.status, 401 | 405 | 500..), "{name}: {}", reply.text);
    let is_class =
        ["CONF-26", "PROG-09", "CONF-05"].contains(&reply.json["requirement"].as_str().unwrap_or(""));
    assert!(reply.status != 403 || !is_class, "{name}: {}", reply.text);
}

/// What a role that may not ask is told (LA Conf.p2: no supervisor has access).
pub(super) fn refusal(action: Action, role: Role) -> &'static str {
    match (action, role) {
        (Action::ReadRecipient, Role::Supervisor) => "supervisor_access_denied",
        _ => "forbidden_for_role",
    }
}
