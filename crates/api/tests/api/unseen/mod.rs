//! What happens to a person's matter changes no byte of what others read: whoever referred, a machine that reads
//! figures, and where the policy has one the logistics coordinator. For every event of every machine, under each of the
//! policies.

mod incidents;
mod reports;
mod requests;

use crate::scenario::some_address;
use crate::support::{Caller, Command, Rules, Server, all_sent, text};
use peerline_api::route_access::{Need, ROUTES};
use peerline_domain::access::Role;
use peerline_domain::policy::PolicyDocument;
use serde_json::json;
use std::collections::{BTreeMap, BTreeSet};

/// Somebody who must notice nothing.
struct Onlooker {
    name: &'static str,
    role: Role,
    caller: Caller,
}

/// Where somebody looks.
#[derive(Clone, Copy, PartialEq, Eq)]
enum At {
    /// Every route that can be read.
    Everything,
    /// Those their role opens, and those of the matters themselves.
    WhatTheyMay,
}

/// Status, headers and body by address.
type View = BTreeMap<String, (u16, String)>;

/// Every answer to a GET, with the matters' own ids where a route takes one, without what is of the moment.
fn sees(onlooker: &Onlooker, matters: &[&str], at: At) -> View {
    let (mut seen, caller) = (View::new(), onlooker.caller.afresh());
    for (method, path, need) in ROUTES {
        if *method != "GET" || matches!(need, Need::Nothing | Need::BootstrapToken) {
            continue;
        }
        let may = !matches!(need, Need::May(action) if !action.permitted_to(onlooker.role));
        let fixed = (at == At::Everything || may).then(|| some_address(path, "2026-10"));
        let own = path.strip_prefix("/v1/").and_then(|rest| rest.split('/').next()).unwrap_or_default();
        let of_matters =
            matters.iter().filter(|matter| path.contains("{id}") && matter.contains(&format!("/{own}/")));
        let below = path.split("{id}").nth(1).unwrap_or_default();
        let addresses = of_matters.map(|matter| format!("{matter}{below}")).chain(fixed);
        let year =
            |address: String| if path.ends_with("/calendar") { address + "?year=2026" } else { address };
        for address in addresses.map(year) {
            let reply = caller.get(&address);
            let moment = |name: &str| matches!(name, "x-request-id" | "date");
            let headers: Vec<_> = reply.headers.iter().filter(|(name, _)| !moment(name)).collect();
            let body = reply.text.replace(&reply.headers["x-request-id"], "REQUEST");
            seen.insert(address, (reply.status, format!("{headers:?}\n{body}")));
        }
    }
    assert!(seen.values().any(|(status, _)| *status == 200), "{} sees something", onlooker.name);
    seen
}

/// An agency at work under a policy, those who must notice nothing, and what was done in front of them.
struct Scene {
    server: Server,
    rules: Rules,
    onlookers: Vec<Onlooker>,
    /// Routes of commands, by method and path.
    routes: BTreeSet<(&'static str, &'static str)>,
    /// Codes of events.
    events: BTreeSet<String>,
}

/// The route of a command.
fn route_of(command: &Command) -> (&'static str, &'static str) {
    let fits = |path: &str| {
        let (known, asked) = (path.split('/'), command.address.split('/'));
        let same = |(known, asked): (&str, &str)| known == asked || known.starts_with('{');
        known.clone().count() == asked.clone().count() && known.zip(asked).all(same)
    };
    let found = ROUTES.iter().find(|(method, path, _)| *method == command.method && fits(path));
    found.map(|(method, path, _)| (*method, *path)).expect("a route")
}

impl Scene {
    fn under(document: &PolicyDocument) -> Self {
        let server = Server::on_policy(document);
        server.at("2026-10-14T17:00:00Z");
        let rules = Rules::read_by(&server.by("casey"));
        let people = [
            ("sam", Role::Supervisor),
            ("riley", Role::Peer),
            ("hr", Role::HrClient),
            ("incident", Role::IntakeClient),
        ];
        let mut onlookers: Vec<Onlooker> =
            people.map(|(name, role)| Onlooker { name, role, caller: server.by(name) }).into();
        if rules.document.role_exists(Role::LogisticsCoordinator) {
            let role = Role::LogisticsCoordinator;
            let new = json!({"display_name": "Logan Example", "kind": "person", "roles": [role.as_str()]});
            let id = text(&server.by("avery").post("/v1/principals", &new).ok()["id"]);
            onlookers.push(Onlooker {
                name: "the logistics coordinator",
                role,
                caller: server.acting_as(&id),
            });
        }
        Self { server, rules, onlookers, routes: BTreeSet::new(), events: BTreeSet::new() }
    }

    fn look(&self, matters: &[&str], at: At) -> Vec<View> {
        self.onlookers.iter().map(|onlooker| sees(onlooker, matters, at)).collect()
    }

    #[track_caller]
    fn same(&self, before: &[View], after: &[View], command: &Command) {
        for ((onlooker, before), after) in self.onlookers.iter().zip(before).zip(after) {
            for (address, seen) in after {
                assert_eq!(Some(seen), before.get(address), "{}: {address} after {command:?}", onlooker.name);
            }
        }
    }

    /// Does one after the other in front of everybody. Each looks where they may before and after every command; for
    /// the first matter of a scene everywhere before its first command and after its last. What is refused because of
    /// the role alone, `access::state_walk` tries in every state. That somebody goes on leave stands in the roster,
    /// which the team reads: everybody looks anew.
    #[track_caller]
    fn unnoticed(&mut self, matters: &[&str], steps: &[(String, Command)]) {
        let widely = if self.events.is_empty() { At::Everything } else { At::WhatTheyMay };
        let mut before = self.look(matters, widely);
        for (event, command) in steps {
            let reply = command.sent(&self.server);
            assert!((200..300).contains(&reply.status), "{command:?}: {}", reply.text);
            if event == "conflict_found" {
                assert!(reply.json["returned"].is_object(), "{}", reply.text);
            }
            if matches!(event.as_str(), "leave" | "back") {
                before = self.look(matters, widely);
                continue;
            }
            self.same(&before, &self.look(matters, At::WhatTheyMay), command);
            self.routes.insert(route_of(command));
            self.events.insert(event.clone());
        }
        if let Some((_, last)) = steps.last().filter(|_| widely == At::Everything) {
            self.same(&before, &self.look(matters, At::Everything), last);
        }
    }

    /// Does it where nobody looks.
    fn done(&self, commands: &[Command]) {
        all_sent(&self.server, commands);
    }

    /// Asserts that every command of these nouns was taken but those without a place under the policy.
    #[track_caller]
    fn took_every_command(&self, nouns: &[&str], without_place: &[&str]) {
        let changes = ROUTES.iter().filter(|(method, path, need)| {
            let noun = path.strip_prefix("/v1/").and_then(|rest| rest.split('/').next());
            *method != "GET"
                && matches!(need, Need::May(_))
                && noun.is_some_and(|noun| nouns.contains(&noun))
                && !without_place.iter().any(|end| path.ends_with(end))
        });
        let missed: Vec<_> = changes
            .map(|(method, path, _)| (*method, *path))
            .filter(|one| !self.routes.contains(one))
            .collect();
        assert_eq!(missed, [], "commands that nobody looked after");
    }
}

#[test]
fn the_same_look_tells_who_may_know() {
    let (_, document) = crate::support::policies().swap_remove(1);
    let mut scene = Scene::under(&document);
    let request = scene.rules.referred(&scene.server, "sam");
    scene.onlookers =
        vec![Onlooker { name: "casey", role: Role::Coordinator, caller: scene.server.by("casey") }];
    for at in [At::Everything, At::WhatTheyMay] {
        let before = scene.look(&[&request], at).remove(0);
        let step = if at == At::Everything { "consult" } else { "triage_in" };
        scene.done(&scene.rules.of_request(&scene.server, &request, &[step]));
        let after = scene.look(&[&request], at).remove(0);
        let changed = after.iter().filter(|(address, seen)| before.get(*address) != Some(seen));
        let changed: Vec<&str> = changed.map(|(address, _)| address.as_str()).collect();
        assert_eq!(changed, ["/v1/support-requests", request.as_str()]);
    }
}
