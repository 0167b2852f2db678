//! One command for every route of the contract that changes something, on objects of their own.

use crate::access::stages::{Stages, Whose, month};
use crate::access::world::{Agency, World};
use crate::support::{Caller, Reply, declaration, text};
use peerline_domain::access::Role;
use serde_json::{Value, json};

/// A command of the contract that would be carried out.
pub(super) struct Command {
    pub(super) route: &'static str,
    caller: Caller,
    address: String,
    body: Value,
}

impl Command {
    pub(super) fn send(&self) -> Reply {
        let method = self.route.split(' ').next().unwrap();
        self.caller.send(method, &self.address, &self.body)
    }
}

/// The commands; `turn` makes names unlike.
pub(super) struct Commands<'w> {
    world: &'w World,
    agency: &'w Agency,
    stages: &'w Stages<'w>,
    turn: usize,
    list: Vec<Command>,
}

impl<'w> Commands<'w> {
    pub(super) fn of(world: &'w World, stages: &'w Stages<'w>, turn: usize) -> Vec<Command> {
        let mut this = Self { world, agency: &world.agencies[0], stages, turn, list: Vec::new() };
        this.trackers();
        this.incidents_and_outreaches();
        this.requests();
        this.people();
        this.credentials();
        this.policy_and_units();
        this.list
    }

    fn by(&self, role: Role) -> Caller {
        self.agency.caller(role).if_match("*")
    }

    fn make(&self, noun: &str, state: &str) -> String {
        self.stages.make(noun, state, Whose::Ours)
    }

    fn with_receipt(&self, part: &str) -> Caller {
        self.world.server.by("nobody").with("Peerline-Receipt", &format!("{part}{:0>31}", self.turn))
    }

    /// The parts of the address that the route leaves open are `ids`, in their order.
    fn add(&mut self, route: &'static str, caller: &Caller, ids: &[&str], body: Value) {
        let (mut address, mut ids) = (Vec::new(), ids.iter());
        for part in route.split(' ').nth(1).unwrap().split('/') {
            address.push(if part.starts_with('{') { ids.next().unwrap() } else { part });
        }
        self.list.push(Command { route, caller: caller.clone(), address: address.join("/"), body });
    }

    fn trackers(&mut self) {
        let peer = self.by(Role::Peer);
        let leads = self.by(Role::Coordinator);
        let entry = json!({"started_at": "2026-10-01T07:30:00-07:00", "kind": "individual_response",
        "mode": "telephone", "category": "burnout", "minutes": 30, "participants": 1, "referrals_out": 0,
        "mode_chosen_by_recipient": true, "session_code": null});
        self.add("POST /v1/activity-entries", &peer, &[], entry);
        let begun = self.make("activity-entries", "draft");
        self.add("DELETE /v1/activity-entries/{id}", &peer, &[&begun], Value::Null);
        // Corrected anew each time, so that there is something to submit.
        self.make("activity-entries", "submitted_late");
        let late = month("submitted_late");
        self.add("POST /v1/activity-reports/{month}/submission", &peer, &[late], json!({"nil": false}));
        self.add("POST /v1/combinations", &leads, &[], json!({"month": "2026-09"}));
        self.add("POST /v1/group-sessions", &leads, &[], json!({"kind": "group_response"}));
    }

    fn incidents_and_outreaches(&mut self) {
        let peer = self.by(Role::Peer);
        let leads = self.by(Role::Coordinator);
        let member = json!({"member_id": self.agency.peer});
        let free = declaration(false);
        let alert = json!({"type": "fatality", "occurred_on": "2026-09-29", "unit_id": self.agency.unit});
        self.add("POST /v1/incidents", &self.by(Role::Supervisor), &[], alert);
        let incident = self.make("incidents", "in_purview");
        self.add("POST /v1/incidents/{id}/closure", &leads, &[&incident], json!({}));
        let incident = self.make("incidents", "in_purview");
        self.add("POST /v1/incidents/{id}/outreaches", &leads, &[&incident], member.clone());
        let decision = json!({"outcome": "in_purview", "case": null});
        let incident = self.make("incidents", "reported");
        self.add("POST /v1/incidents/{id}/triage", &leads, &[&incident], decision);
        let outreach = self.make("outreaches", "assigned");
        self.add("POST /v1/outreaches/{id}/assignment", &leads, &[&outreach], member.clone());
        let outreach = self.make("outreaches", "assigned");
        self.add("POST /v1/outreaches/{id}/conflict-declaration", &peer, &[&outreach], free.clone());
        let event = json!({"event": "initial_contact"});
        let outreach = self.make("outreaches", "attempted");
        self.add("POST /v1/outreaches/{id}/events", &peer, &[&outreach], event);
    }

    fn requests(&mut self) {
        let peer = self.by(Role::Peer);
        let leads = self.by(Role::Coordinator);
        let member = json!({"member_id": self.agency.peer});
        let free = declaration(false);
        let wish =
            json!({"population": "employee", "stressor": "work", "category": "burnout", "mode": "telephone"});
        let nobody = self.world.server.by("nobody");
        let (fresh, known) = (self.with_receipt("a"), self.with_receipt("b"));
        known.put(&format!("/v1/public/{}/support-request", self.agency.slug), &wish).ok();
        let slug = self.agency.slug.as_str();
        self.add("POST /v1/public/{agency}/support-requests", &nobody, &[slug], wish.clone());
        self.add("PUT /v1/public/{agency}/support-request", &fresh, &[slug], wish);
        self.add("DELETE /v1/public/{agency}/support-request", &known, &[slug], Value::Null);
        let new = json!({"channel": "telephone", "population": "employee", "stressor": "work"});
        self.add("POST /v1/support-requests", &leads, &[], new);
        let referral = json!({"identity": "none", "channel": "telephone", "population": "employee",
        "stressor": "work"});
        self.add("POST /v1/referrals", &self.by(Role::Supervisor), &[], referral);
        let request = self.make("support-requests", "triaged_in");
        self.add("POST /v1/support-requests/{id}/assignment", &leads, &[&request], member);
        let request = self.make("support-requests", "assigned");
        self.add("POST /v1/support-requests/{id}/conflict-declaration", &peer, &[&request], free);
        let request = self.make("support-requests", "in_contact");
        self.add("POST /v1/support-requests/{id}/events", &peer, &[&request], json!({"event": "finish"}));
        let request = self.make("support-requests", "received");
        self.add(
            "POST /v1/support-requests/{id}/triage",
            &leads,
            &[&request],
            json!({"decision": "in_scope"}),
        );
    }

    fn people(&mut self) {
        let admin = self.by(Role::AgencyAdmin);
        let leads = self.by(Role::Coordinator);
        let newcomer = json!({"display_name": "Noel Newcomer", "kind": "person", "roles": ["peer"]});
        let newcomer = text(&self.by(Role::AgencyAdmin).post("/v1/principals", &newcomer).ok()["id"]);
        let new = json!({"principal_id": newcomer, "unit_id": self.agency.unit, "channel": "extension 5503",
        "hours": "always", "active_from": "2026-01-05"});
        self.add("POST /v1/members", &leads, &[], new);
        let end = json!({"ended_on": "2026-09-01"});
        let person = self.make("members", "active");
        self.add("POST /v1/members/{id}/end", &leads, &[&person], end);
        let person = self.make("members", "on_leave");
        self.add("DELETE /v1/members/{id}/leave", &leads, &[&person], Value::Null);
        let leave = json!({"from": "2026-09-01", "until": null});
        let person = self.make("members", "active");
        self.add("PUT /v1/members/{id}/leave", &leads, &[&person], leave);
        let new = json!({"display_name": "Noel Newcomer", "kind": "person", "roles": ["peer"]});
        self.add("POST /v1/principals", &admin, &[], new);
        let principal = self.make("principals", "active");
        self.add("POST /v1/principals/{id}/revocation", &admin, &[&principal], json!({}));
        let principal = self.make("principals", "revoked");
        self.add("DELETE /v1/principals/{id}/revocation", &admin, &[&principal], Value::Null);
        let role = json!({"role": "hr_reviewer"});
        let principal = self.make("principals", "active");
        self.add("POST /v1/principals/{id}/roles", &admin, &[&principal], role);
        let holder = self.make("principals", "active");
        self.add("DELETE /v1/principals/{id}/roles/{role}", &admin, &[&holder, "supervisor"], Value::Null);
    }

    fn credentials(&mut self) {
        let admin = self.by(Role::AgencyAdmin);
        let (person, machine) = (&self.agency.parts["identity"].kept.0, &self.agency.parts["secret"].kept.0);
        let subject = |name: &str| {
            let issuer = format!("https://{}.example.org", self.agency.slug);
            json!({"issuer": issuer, "subject": format!("{name} {}", self.turn)})
        };
        let (first, second) = (subject("first"), subject("second"));
        let identity = admin.post(&format!("/v1/principals/{person}/identities"), &first).ok();
        let secret = admin.ask(&format!("/v1/principals/{machine}/client-secrets")).ok();
        let (identity, secret) = (text(&identity["id"]), text(&secret["id"]));
        self.add("POST /v1/principals/{id}/client-secrets", &admin, &[machine], json!({}));
        self.add(
            "DELETE /v1/principals/{id}/client-secrets/{secret}",
            &admin,
            &[machine, &secret],
            Value::Null,
        );
        self.add("POST /v1/principals/{id}/identities", &admin, &[person], second);
        self.add(
            "DELETE /v1/principals/{id}/identities/{identity}",
            &admin,
            &[person, &identity],
            Value::Null,
        );
    }

    fn policy_and_units(&mut self) {
        let admin = self.by(Role::AgencyAdmin);
        let leads = self.by(Role::Coordinator);
        let platform = self.world.server.platform();
        let base = json!({"based_on": {"kind": "preset", "name": "arizona_dcs"}});
        self.add("POST /v1/policy-versions", &leads, &[], base);
        let change = json!({"changes": [{"parameter": "tracker.content", "value": "tallies"}]});
        let draft = self.make("policy-versions", "draft");
        self.add("PATCH /v1/policy-versions/{id}", &leads, &[&draft], change);
        let from = json!({"effective_from": format!("20{}-01-01", 30 + self.turn), "effective_until": null});
        let draft = self.make("policy-versions", "draft");
        self.add(
            "POST /v1/policy-versions/{id}/activation",
            &self.by(Role::ExecutiveSponsor),
            &[&draft],
            from,
        );
        let scheduled = self.make("policy-versions", "draft");
        let far = json!({"effective_from": format!("20{}-01-01", 40 + self.turn), "effective_until": null});
        let activates = self.by(Role::ExecutiveSponsor);
        activates.post(&format!("/v1/policy-versions/{scheduled}/activation"), &far).ok();
        self.add("POST /v1/policy-versions/{id}/withdrawal", &activates, &[&scheduled], Value::Null);
        let new = json!({"slug": format!("third-{}", self.turn), "name": "Third", "preset": "arizona_dcs",
        "administrator_name": "Ash Admin"});
        self.add("POST /v1/agencies", &platform, &[], new);
        let origins = json!({"origins": [format!("https://peer-{}.example.org", self.turn)]});
        self.add("PUT /v1/origins", &admin, &[], origins);
        let unit = json!({"name": format!("Annex {}", self.turn), "parent_id": null, "headcount": 90});
        self.add("POST /v1/units", &admin, &[], unit);
        self.add(
            "PUT /v1/units/{id}/headcount",
            &admin,
            &[&self.agency.unit],
            json!({"headcount": 901 + self.turn}),
        );
    }
}
