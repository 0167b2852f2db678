//! Every route with every role on one object in every state of its machine, of its own agency and of another's: a
//! state changes nothing in what somebody who may not ask, or may not see, is told.

use super::route::{Named, Route, assert_let_in, assert_refused, bytes, contract, refusal, routes};
use super::stages::{MACHINES, STATELESS, Stages, Whose, month};
use super::world::{Agency, INVENTED, World};
use crate::support::Caller;
use peerline_api::route_access::Need;
use peerline_domain::access::{Action, Role};
use peerline_domain::policy::preset;
use std::collections::{BTreeMap, BTreeSet};

/// Requests that are over, which are deleted.
const GONE: [&str; 3] = ["triaged_out", "referred_out", "closed"];

/// An object that somebody may try.
struct Staged {
    state: String,
    whose: Whose,
    id: String,
}

/// Whether the object is there for a role (Part 1A), written down anew.
fn is_there(route: &Route, staged: &Staged, role: Role) -> bool {
    let (state, ours) = (staged.state.as_str(), staged.whose == Whose::Ours);
    match (route.noun().unwrap(), role) {
        // Arizona names no recipient; and what is over is not there for anybody.
        ("support-requests", _) if route.path.ends_with("/recipient") || GONE.contains(&state) => false,
        // Nor whom an incident affected.
        ("incidents", _) if route.path.ends_with("/affected") => false,
        ("support-requests", Role::Peer) => ours && matches!(state, "assigned" | "in_contact"),
        // Everybody on the team is told that nobody makes further contact (FOLLOW-02).
        ("outreaches", Role::Peer) => ours || (state == "second_declined_closed" && route.method == "POST"),
        ("incidents", Role::TeamLead) => ours,
        // A closed incident has no outreaches, and so nobody who holds one.
        ("incidents", Role::Peer) => ours && state == "in_purview",
        ("activity-entries", role) => ours && role == Role::Peer,
        _ => true,
    }
}

/// What a role is answered for a route on an invented id, and on everything else it may not know of.
fn is_told_the_same(route: &Route, who: &str, caller: &Caller, own: &Agency, hidden: &[(&str, &Staged)]) {
    let first = route.send(caller, INVENTED, own);
    for (of, staged) in hidden {
        let name = format!("{who}: {} {of} {:?} {}", route.name(), staged.whose, staged.state);
        assert_eq!(bytes(&route.send(caller, &staged.id, own)), bytes(&first), "{name}");
    }
}

struct Walk<'w> {
    contract: serde_json::Value,
    platform: Caller,
    own: &'w Agency,
    stages: Stages<'w>,
    objects: BTreeMap<String, Vec<Staged>>,
    foreign: BTreeMap<String, Vec<Staged>>,
}

/// Two of everything in every state: one that is the peer's own, one that is not.
fn stage(
    from: &Stages<'_>,
    contract: &serde_json::Value,
    nouns: &BTreeSet<String>,
) -> BTreeMap<String, Vec<Staged>> {
    let mut objects = BTreeMap::new();
    for noun in nouns {
        let mut list = Vec::new();
        for state in Stages::states_of(noun, contract) {
            for whose in [Whose::Ours, Whose::Theirs] {
                let id = from.make(noun, &state, whose);
                let stands = if noun == "activity-entries" { state.clone() } else { from.state(noun, &id) };
                let is_over = noun == "support-requests" && GONE.contains(&state.as_str());
                assert_eq!(stands, if is_over { "gone" } else { state.as_str() }, "{noun}");
                list.push(Staged { state: state.clone(), whose, id });
            }
        }
        objects.insert(noun.clone(), list);
    }
    objects
}

/// Whether Arizona's policy has the role, and the role may ask.
fn may(action: Action, role: Role) -> bool {
    action.permitted_to(role) && preset("arizona_dcs").unwrap().document.role_exists(role)
}

impl Walk<'_> {
    fn caller(&self, role: Role) -> Caller {
        let caller = if role == Role::PlatformAdmin { &self.platform } else { self.own.caller(role) };
        caller.if_match("*")
    }

    /// Who may not ask, and who may not see.
    fn refuses(&self, route: &Route, noun: &str, action: Action) {
        for role in Role::ALL {
            let (who, caller) = (role.as_str(), self.caller(*role));
            let is_let_in = may(action, *role);
            let first = route.send(&caller, INVENTED, self.own);
            if !is_let_in {
                assert_refused(&format!("{who}: {}", route.name()), &first, 403, refusal(action, *role));
            } else if first.json["code"] != "field_not_permitted" {
                assert_refused(&format!("{who}: {}", route.name()), &first, 404, "not_found");
            }
            let hides = |staged: &&Staged| !is_let_in || !is_there(route, staged, *role);
            let own = self.objects[noun].iter().filter(hides).map(|staged| ("own", staged));
            let foreign = self.foreign[noun].iter().map(|staged| ("another's", staged));
            is_told_the_same(route, who, &caller, self.own, &own.chain(foreign).collect::<Vec<_>>());
        }
    }

    /// Who may; what they change is made for them, so that it stands in its state.
    fn permits(&self, route: &Route, noun: &str, action: Action) {
        for role in Role::ALL.iter().filter(|role| may(action, **role)) {
            for staged in self.objects[noun].iter().filter(|staged| is_there(route, staged, *role)) {
                let name = format!("{}: {} {:?} {}", role.as_str(), route.name(), staged.whose, staged.state);
                if route.method == "GET" {
                    let reply = route.send(&self.caller(*role), &staged.id, self.own);
                    assert_let_in(&name, &reply);
                    // A list of what only machines or only people have is not there for the others.
                    assert!(
                        reply.status == 200 || route.path.ends_with("-secrets"),
                        "{name}: {}",
                        reply.text
                    );
                } else {
                    let id = self.stages.make(noun, &staged.state, staged.whose);
                    assert_let_in(&name, &route.send(&self.caller(*role), &id, self.own));
                }
            }
        }
    }

    /// A month is no secret: who may not ask is told the same of each, and who may meets no failure.
    fn walks_months(&self, route: &Route, action: Action) {
        for role in Role::ALL {
            let name = format!("{}: {}", role.as_str(), route.name());
            let mut told = BTreeSet::new();
            for state in Stages::states_of("activity-reports", &self.contract) {
                let named = Named { month: month(&state), ..Named::nothing(self.own) };
                let reply = route.send_named(&self.caller(*role), named);
                if may(action, *role) {
                    assert_let_in(&format!("{name} {state}"), &reply);
                } else {
                    assert_refused(&format!("{name} {state}"), &reply, 403, refusal(action, *role));
                    told.insert(bytes(&reply));
                }
            }
            assert!(told.len() < 2, "{name}: {told:?}");
        }
    }
}

#[test]
fn every_state_of_the_contract_is_one_of_a_machine_that_is_walked() {
    let contract = contract();
    let is_machine = |name: &&String| name.ends_with("State") || name.ends_with("Status");
    let schemas = contract["components"]["schemas"].as_object().unwrap();
    let described: BTreeSet<&str> = schemas
        .keys()
        .filter(is_machine)
        .filter(|name| schemas[*name]["enum"].is_array())
        .map(String::as_str)
        .collect();
    assert_eq!(described, MACHINES.iter().map(|(_, machine)| *machine).collect());
}

#[test]
fn conf_26_no_state_of_an_object_changes_what_who_may_not_ask_or_not_see_is_told() {
    let world = World::begins();
    let (contract, [own, other]) = (contract(), &world.agencies);
    let routes: Vec<(Route, Action)> = routes()
        .into_iter()
        .filter_map(|route| if let Need::May(action) = route.need { Some((route, action)) } else { None })
        .collect();
    let nouns = routes.iter().filter_map(|(route, _)| route.noun());
    let nouns = nouns.filter(|noun| !STATELESS.contains(noun)).map(str::to_owned).collect();
    let stages = Stages::of(own);
    let objects = stage(&stages, &contract, &nouns);
    let foreign = stage(&Stages::of(other), &contract, &nouns);
    let platform = world.server.platform();
    let walk = Walk { contract, platform, own, stages, objects, foreign };

    // First what may change nothing.
    for (route, action) in &routes {
        if let Some(noun) = route.noun().filter(|noun| !STATELESS.contains(noun)) {
            walk.refuses(route, noun, *action);
        }
    }
    for (noun, objects) in walk.objects.iter().filter(|(noun, _)| *noun != "activity-entries") {
        let is_over = |staged: &&Staged| noun == "support-requests" && GONE.contains(&staged.state.as_str());
        for staged in objects.iter().filter(|staged| !is_over(staged)) {
            assert_eq!(walk.stages.state(noun, &staged.id), staged.state, "{noun}: a refusal changed it");
        }
    }
    for (route, action) in &routes {
        if let Some(noun) = route.noun().filter(|noun| !STATELESS.contains(noun)) {
            walk.permits(route, noun, *action);
        } else if route.path.contains("{month}") {
            walk.walks_months(route, *action);
        }
    }
}
