//! What a caller is offered is what is accepted: for every state reached and every role, each action is in
//! `allowed_actions` exactly when the same command meets no refusal of role or state (design section 3), under each of
//! the policies.

mod callers;
mod contract;
mod incidents;
mod outreaches;
mod reports;
mod requests;

use crate::support::{Reply, Rules, Server, text};
use callers::{Somebody, everybody};
use peerline_domain::policy::PolicyDocument;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// An agency at work, and everybody who can ask it anything.
struct World {
    server: Server,
    rules: Rules,
    callers: Vec<Somebody>,
}

/// A command and the action, or the event, by which it is offered.
struct Try {
    action: &'static str,
    event: Option<String>,
    method: &'static str,
    address: String,
    body: Value,
}

impl Try {
    /// A POST below the object's address.
    fn post(action: &'static str, below: &str, body: Value) -> Self {
        Self { action, event: None, method: "POST", address: format!("{{it}}{below}"), body }
    }

    /// An event of the object.
    fn event(action: &'static str, event: String, body: Value) -> Self {
        Self { event: Some(event), ..Self::post(action, "/events", body) }
    }

    fn name(&self) -> String {
        format!("{} {}", self.action, self.event.as_deref().unwrap_or_default())
    }
}

fn listed(seen: &Reply, list: &str) -> Vec<String> {
    seen.json[list].as_array().into_iter().flatten().map(text).collect()
}

/// A refusal because of the caller, the state, or a policy with no place for such a thing; in contrast to one because of
/// what was sent.
fn stands_against(reply: &Reply) -> bool {
    matches!(reply.status, 401 | 403 | 404 | 409) || reply.json["code"] == "field_not_permitted"
}

impl World {
    fn under(document: &PolicyDocument) -> Self {
        Self::at("2026-10-14T17:00:00Z", document)
    }

    fn at(now: &str, document: &PolicyDocument) -> Self {
        let server = Server::on_policy(document);
        server.at(now);
        let rules = Rules::read_by(&server.by("casey"));
        let callers = everybody(&server, &rules.document);
        Self { server, rules, callers }
    }

    /// Where an object stands, as the coordinator reads it.
    fn state(&self, address: &str) -> String {
        let reply = self.server.by("casey").get(address);
        if reply.status == 404 { "gone".to_owned() } else { text(&reply.ok()["state"]) }
    }

    /// Whether everybody is offered what is accepted of them. An object is made anew after what was offered, because
    /// that may change it; what is refused changes nothing.
    #[track_caller]
    fn agrees(&self, make: &dyn Fn() -> String, tries: &[Try]) {
        let known: BTreeSet<&str> = tries.iter().map(|one| one.action).collect();
        let mut address = make();
        let state = self.state(&address);
        for somebody in &self.callers {
            let seen = somebody.caller.get(&address);
            let (actions, events) = (listed(&seen, "allowed_actions"), listed(&seen, "allowed_events"));
            let untried = actions.iter().find(|action| !known.contains(action.as_str()));
            assert_eq!(untried, None, "{}: an action that no command is known of", somebody.name);
            for one in tries {
                let offered = match &one.event {
                    Some(event) => events.contains(event),
                    None => actions.iter().any(|action| action == one.action),
                };
                let at = one.address.replace("{it}", &address);
                let reply = somebody.caller.send(one.method, &at, &one.body);
                let told = format!("{} {state} {}: {} {}", somebody.name, one.name(), seen.text, reply.text);
                assert_eq!(offered, !stands_against(&reply), "{told}");
                assert!(reply.status < 500, "{told}");
                if offered {
                    address = make();
                }
            }
            let recording = tries.iter().find(|one| one.event.is_some()).map(|one| one.action);
            if let Some(recording) = recording {
                let offers = actions.iter().any(|action| action == recording);
                assert_eq!(offers, !events.is_empty(), "{} {state}: {}", somebody.name, seen.text);
            }
        }
    }
}

fn codes<T: serde::Serialize>(events: &[T]) -> Vec<String> {
    events.iter().map(|event| text(&json!(event))).collect()
}
