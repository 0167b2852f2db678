//! Everybody who can ask anything.

use crate::support::{Caller, Server, text};
use chrono::Duration;
use peerline_api::auth::TokenFor;
use peerline_domain::access::{Role, TokenScope};
use peerline_domain::policy::PolicyDocument;
use serde_json::json;
use std::collections::BTreeSet;
use uuid::Uuid;

/// Somebody, and in which role they ask.
pub(super) struct Somebody {
    pub(super) name: String,
    pub(super) role: Option<Role>,
    pub(super) caller: Caller,
}

const PEOPLE: [(&str, Role); 12] = [
    ("casey", Role::Coordinator),
    ("taylor", Role::TeamLead),
    ("parker", Role::Peer),
    ("quinn", Role::Peer),
    ("riley", Role::Peer),
    ("dakota", Role::Peer),
    ("sam", Role::Supervisor),
    ("emerson", Role::ExecutiveSponsor),
    ("avery", Role::AgencyAdmin),
    ("hr", Role::HrClient),
    ("incident", Role::IntakeClient),
    ("morgan", Role::Auditor),
];
/// Roles that nobody in the demo's agency has.
const FURTHER: [Role; 3] = [Role::ProgrammeHead, Role::LogisticsCoordinator, Role::HrReviewer];

fn appointed(server: &Server, role: Role) -> String {
    let new = json!({"display_name": "Noel Newcomer", "kind": "person", "roles": [role.as_str()]});
    text(&server.by("avery").post("/v1/principals", &new).ok()["id"])
}

/// Somebody in every role the policy has, machines limited to each scope, a coordinator who signed in with one factor, a
/// team lead of one unit, the platform's administrator, and nobody.
pub(super) fn everybody(server: &Server, document: &PolicyDocument) -> Vec<Somebody> {
    let named = |name: &str, role, caller| Somebody { name: name.to_owned(), role, caller };
    let mut all: Vec<Somebody> =
        PEOPLE.iter().map(|(name, role)| named(name, Some(*role), server.by(name))).collect();
    for role in FURTHER.into_iter().filter(|role| document.role_exists(*role)) {
        all.push(named(role.as_str(), Some(role), server.acting_as(&appointed(server, role))));
    }
    if document.role_exists(Role::TeamLead) {
        let lead = appointed(server, Role::TeamLead);
        let (roles, avery) = (format!("/v1/principals/{lead}/roles"), server.by("avery"));
        avery.delete(&format!("{roles}/team_lead"));
        let of_unit = json!({"role": "team_lead", "unit_id": server.unit("Northern region")});
        avery.post(&roles, &of_unit).ok();
        all.push(named("team lead of a unit", Some(Role::TeamLead), server.acting_as(&lead)));
    }
    all.push(named("platform", Some(Role::PlatformAdmin), server.platform()));
    all.push(named("nobody", None, server.by("nobody")));
    let id = |name: &str| -> Uuid { server.principal(name).parse().expect("an id") };
    let (now, hours) = (server.shared().clock.now(), Duration::days(99));
    for machine in ["hr", "incident"] {
        for scope in TokenScope::ALL {
            let token = server.issue(TokenFor::machine(id(machine), vec![*scope]), now, hours);
            let name = format!("{machine} limited to {}", scope.as_str());
            all.push(Somebody { name, role: None, caller: server.holding(&token) });
        }
    }
    let one_factor = server.issue(id("casey"), now, hours);
    all.push(named("casey with one factor", None, server.holding(&one_factor)));
    let covered: BTreeSet<Role> = all.iter().filter_map(|somebody| somebody.role).collect();
    for role in Role::ALL.iter().filter(|role| document.role_exists(**role)) {
        assert!(covered.contains(role), "nobody asks as {}", role.as_str());
    }
    all
}
