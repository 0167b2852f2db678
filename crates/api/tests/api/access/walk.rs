//! Every route of the contract with every role, in its own agency and in another's, on what is there, what is
//! invented and what is another agency's. A route the table of `route_access` doesn't know fails.

use super::route::{Named, Route, assert_let_in, assert_refused, bytes, refusal, routes};
use super::world::{Agency, INVENTED, World};
use crate::support::Caller;
use peerline_api::route_access::{Need, ROUTES};
use peerline_domain::access::{Role, TokenScope};
use peerline_domain::policy::preset;
use std::collections::BTreeSet;

/// A class refusal: the same bytes for what is there, what is invented and what is another's, also for a body and
/// an id that can't be read.
fn refuses_the_class(
    route: &Route,
    who: &str,
    caller: &Caller,
    (own, other): (&Agency, &Agency),
    code: (u16, &str),
) {
    let name = format!("{who}: {}", route.name());
    let first = route.send(caller, INVENTED, own);
    assert_refused(&name, &first, code.0, code.1);
    if let Some(noun) = route.noun() {
        for id in [&own.objects[noun], &other.objects[noun], "no-id"] {
            assert_eq!(bytes(&route.send(caller, id, own)), bytes(&first), "{name} {id}");
        }
    }
    if let Some(part) = route.part() {
        for agency in [own, other] {
            let (id, part) = &agency.parts[part].kept;
            let real = route.send_named(caller, Named { id, part, ..Named::nothing(own) });
            assert_eq!(bytes(&real), bytes(&first), "{name}, of {}", agency.slug);
        }
    }
    if route.method == "POST" {
        let unreadable = route.send_unreadable(caller, own);
        assert_eq!(bytes(&unreadable), bytes(&first), "{name}, a body that can't be read");
    }
}

/// Let in by class; an id that is invented and one of another agency's are the same to them.
fn lets_the_class_in(route: &Route, who: &str, caller: &Caller, (own, other): (&Agency, &Agency)) {
    let name = format!("{who}: {}", route.name());
    let mut ids = vec![INVENTED];
    if let Some(noun) = route.noun() {
        let invented = route.send(caller, INVENTED, own);
        // A form the documentation mode has no place for is refused before anything is looked for.
        if invented.json["code"] != "field_not_permitted" {
            assert_refused(&name, &invented, 404, "not_found");
            assert_eq!(bytes(&route.send(caller, "no-id", own)), bytes(&invented), "{name}, no id");
        }
        // The installation's own see every agency.
        if noun == "agencies" {
            ids.push(&other.objects[noun]);
        } else {
            let foreign = route.send(caller, &other.objects[noun], own);
            assert_eq!(bytes(&foreign), bytes(&invented), "{name}, another agency's");
        }
        ids.push(&own.objects[noun]);
    }
    if let Some(part) = route.part() {
        lets_into_its_own_parts(route, &name, caller, (own, other), part);
    }
    for id in ids {
        assert_let_in(&name, &route.send(caller, id, own));
    }
}

/// An identity or a secret is found with its own principal only: one of another agency's, or of another principal's,
/// is the same as none.
fn lets_into_its_own_parts(
    route: &Route,
    name: &str,
    caller: &Caller,
    (own, other): (&Agency, &Agency),
    part: &str,
) {
    let send = |id: &str, part: &str| route.send_named(caller, Named { id, part, ..Named::nothing(own) });
    let ((id, kept), (foreign, foreign_part)) = (&own.parts[part].kept, &other.parts[part].kept);
    let invented = send(id, INVENTED);
    assert_refused(name, &invented, 404, "not_found");
    for (id, part) in [
        (id, foreign_part),
        (foreign, foreign_part),
        (foreign, kept),
        (&own.objects["principals"], kept),
        (&own.people[&Role::HrClient].0, kept),
    ] {
        assert_eq!(bytes(&send(id, part)), bytes(&invented), "{name}, not there");
    }
    let (id, spent) = &own.parts[part].spent;
    let done = send(id, spent);
    assert!((200..300).contains(&done.status), "{name}: {}", done.text);
    assert_eq!(bytes(&send(id, spent)), bytes(&invented), "{name}, once more");
}

#[test]
fn the_table_knows_every_route_once_and_no_other() {
    let known: BTreeSet<String> = ROUTES.iter().map(|(method, path, _)| format!("{method} {path}")).collect();
    assert_eq!(known.len(), ROUTES.len(), "a route stands twice");
    let described: BTreeSet<String> = routes().iter().map(Route::name).collect();
    assert_eq!(known, described);
}

#[test]
fn conf_26_every_route_is_open_to_its_roles_and_to_no_other() {
    let World { server, agencies } = World::begins();
    let document = &preset("arizona_dcs").unwrap().document;
    let [one, other] = &agencies;
    let platform = server.platform();
    for route in routes() {
        let Need::May(action) = route.need else { continue };
        // Who may not ask comes first, while everything is as it was.
        for is_let_in in [false, true] {
            for (own, other) in [(one, other), (other, one)] {
                for role in Role::ALL {
                    let may = action.permitted_to(*role) && document.role_exists(*role);
                    let caller = if *role == Role::PlatformAdmin { &platform } else { own.caller(*role) };
                    let caller = &caller.if_match("*");
                    if may != is_let_in {
                        continue;
                    }
                    let who = format!("{} of {}", role.as_str(), own.slug);
                    if may {
                        lets_the_class_in(&route, &who, caller, (own, other));
                    } else {
                        refuses_the_class(&route, &who, caller, (own, other), (403, refusal(action, *role)));
                    }
                }
            }
        }
    }
    for agency in &agencies {
        agency.still_has_its_parts();
    }
}

#[test]
fn conf_26_nobody_the_revoked_and_who_lacks_a_factor_get_in_nowhere() {
    let World { server, agencies } = World::begins();
    let [one, other] = &agencies;
    let revoked = one.caller(Role::Peer).clone();
    let principal = format!("/v1/principals/{}/revocation", one.people[&Role::Peer].0);
    one.caller(Role::AgencyAdmin).ask(&principal).ok();
    let unauthenticated = (401, "unauthenticated");
    for route in routes().iter().filter(|route| route.need != Need::Nothing) {
        let factors = if route.need == Need::BootstrapToken {
            "unauthenticated"
        } else {
            "insufficient_user_authentication"
        };
        for (who, caller, code) in [
            ("nobody", server.by("nobody"), unauthenticated),
            ("somebody revoked", revoked.clone(), unauthenticated),
            ("one factor", one.with_one_factor(&server, Role::Coordinator), (401, factors)),
        ] {
            refuses_the_class(route, who, &caller, (one, other), code);
        }
    }
    for route in routes().iter().filter(|route| route.need == Need::Nothing && route.path != "/oauth/token") {
        let reply = route.send(&server.by("nobody"), INVENTED, one);
        assert!(!matches!(reply.status, 401 | 403 | 405 | 500..), "{}: {}", route.name(), reply.text);
    }
}

#[test]
fn conf_26_who_is_signed_in_may_ask_who_they_are_and_a_token_is_not_the_one_time_token() {
    let World { server, agencies } = World::begins();
    let [one, other] = &agencies;
    for route in routes() {
        for (role, (_, caller)) in &one.people {
            match route.need {
                Need::SignIn => lets_the_class_in(&route, role.as_str(), caller, (one, other)),
                Need::BootstrapToken => {
                    refuses_the_class(&route, role.as_str(), caller, (one, other), (401, "unauthenticated"));
                }
                _ => {}
            }
        }
    }
    drop(server);
}

#[test]
fn conf_26_a_machine_s_token_opens_what_its_scopes_cover_and_no_more() {
    let World { server, agencies } = World::begins();
    let [one, other] = &agencies;
    for route in routes() {
        let Need::May(action) = route.need else { continue };
        for role in [Role::HrClient, Role::IntakeClient] {
            for scope in TokenScope::ALL {
                let caller = one.limited(&server, role, vec![*scope]);
                let who = format!("{} for {}", role.as_str(), scope.as_str());
                let code = match (action.permitted_to(role), scope.actions().contains(&action)) {
                    (true, true) => {
                        lets_the_class_in(&route, &who, &caller, (one, other));
                        continue;
                    }
                    (true, false) => (403, "insufficient_scope"),
                    (false, _) => (403, "forbidden_for_role"),
                };
                refuses_the_class(&route, &who, &caller, (one, other), code);
            }
        }
    }
}
