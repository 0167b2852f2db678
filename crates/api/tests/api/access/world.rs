//! Two agencies with somebody in every role and one of everything an address can name.

use crate::support::{Caller, Server, text};
use chrono::Duration;
use peerline_api::auth::{ProviderSettings, Providers, TokenFor};
use peerline_domain::access::Role;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use uuid::Uuid;

/// An id that names nothing.
pub(crate) const INVENTED: &str = "00000000-0000-4000-8000-000000000000";

const SLUGS: [&str; 2] = ["one-agency", "other-agency"];

/// Two agencies on one server, each with an identity provider of its own.
pub(crate) struct World {
    pub(crate) server: Server,
    pub(crate) agencies: [Agency; 2],
}

impl World {
    pub(crate) fn begins() -> Self {
        let settings = |slug: &&str| -> ProviderSettings {
            let issuer = issuer(slug);
            let settings = json!({"issuer": issuer, "audience": "https://peerline.example.org/api", "agency": slug,
                "algorithms": ["RS256"], "jwks_uri": format!("{issuer}/keys"), "client_ids": ["peerline-web"]});
            serde_json::from_value(settings).unwrap()
        };
        let providers = Providers::new(SLUGS.iter().map(settings).collect(), "peerline-demo").unwrap();
        let server = Server::start_with(|state| state.providers = Arc::new(providers));
        let agencies = SLUGS.map(|slug| Agency::found(&server, slug));
        Self { server, agencies }
    }
}

/// Where an agency's people sign in.
fn issuer(slug: &str) -> String {
    format!("https://{slug}.example.org")
}

/// A principal with an identity or a secret, twice over.
pub(crate) struct Part {
    /// Stays.
    pub(crate) kept: (String, String),
    /// May be taken away.
    pub(crate) spent: (String, String),
}

pub(crate) struct Agency {
    pub(crate) slug: String,
    pub(crate) people: BTreeMap<Role, (String, Caller)>,
    /// By the first part of the address after `/v1/`.
    pub(crate) objects: BTreeMap<&'static str, String>,
    /// `identity` and `secret`.
    pub(crate) parts: BTreeMap<&'static str, Part>,
    /// The unit of the peer and the team lead.
    pub(crate) unit: String,
    /// The member the peer is.
    pub(crate) peer: String,
    /// Another peer and the member they are.
    pub(crate) colleague: (Caller, String),
}

impl Agency {
    /// An agency on Arizona's policy.
    pub(crate) fn found(server: &Server, slug: &str) -> Self {
        let founded = server.agency(slug, "arizona_dcs");
        let admin = founded.administrator;
        let sponsor = founded.sponsor.if_match("*");
        let days = json!({"effective_from": "2018-12-10", "effective_until": null});
        sponsor.post(&format!("{}/activation", founded.version), &days).ok();
        let own = text(&founded.created["administrator"]["principal_id"]);
        let mut people = BTreeMap::from([(Role::AgencyAdmin, (own, admin.clone()))]);
        for role in Role::ALL {
            if matches!(role, Role::PlatformAdmin | Role::AgencyAdmin) {
                continue;
            }
            let kind = if role.is_for_machines() { "client" } else { "person" };
            let id = appoint(&admin, kind, &json!([role.as_str()]));
            let caller = server.acting_as(&id);
            people.insert(*role, (id, caller));
        }
        let mut agency = Self {
            slug: slug.to_owned(),
            parts: parts(&admin, slug),
            people,
            objects: BTreeMap::new(),
            unit: String::new(),
            peer: String::new(),
            colleague: (admin, String::new()),
        };
        agency.work(server, &founded.version, &text(&founded.created["agency"]["id"]));
        agency
    }

    /// Nobody took away the identity and the secret that are to stay.
    pub(crate) fn still_has_its_parts(&self) {
        for (part, below) in [("identity", "identities"), ("secret", "client-secrets")] {
            let (holder, kept) = &self.parts[part].kept;
            let list = self.caller(Role::AgencyAdmin).get(&format!("/v1/principals/{holder}/{below}")).ok();
            assert!(list.to_string().contains(kept.as_str()), "{} lost its {part}", self.slug);
        }
    }

    pub(crate) fn caller(&self, role: Role) -> &Caller {
        &self.people[&role].1
    }

    /// The same caller with one factor only.
    pub(crate) fn with_one_factor(&self, server: &Server, role: Role) -> Caller {
        let principal: Uuid = self.people[&role].0.parse().unwrap();
        let now = chrono::DateTime::parse_from_rfc3339("2026-10-01T16:00:00Z").unwrap().to_utc();
        server.holding(&server.issue(principal, now, Duration::hours(1)))
    }

    /// The same machine with a token limited to scopes.
    pub(crate) fn limited(
        &self,
        server: &Server,
        role: Role,
        scopes: Vec<peerline_domain::access::TokenScope>,
    ) -> Caller {
        let principal: Uuid = self.people[&role].0.parse().unwrap();
        let now = chrono::DateTime::parse_from_rfc3339("2026-10-01T16:00:00Z").unwrap().to_utc();
        server.holding(&server.issue(TokenFor::machine(principal, scopes), now, Duration::hours(1)))
    }

    /// One of everything.
    fn work(&mut self, server: &Server, version: &str, agency: &str) {
        let (admin, coordinator) = (self.caller(Role::AgencyAdmin), self.caller(Role::Coordinator));
        let made = |caller: &Caller, path: &str, body: Value| text(&caller.post(path, &body).ok()["id"]);
        let unit = made(
            coordinator,
            "/v1/units",
            json!({"name": "Central region", "parent_id": null, "headcount": 900}),
        );
        let member = |principal: &str| {
            made(
                coordinator,
                "/v1/members",
                json!({"principal_id": principal, "unit_id": unit, "channel": "extension 5501", "hours": "always",
                    "active_from": "2026-01-05"}),
            )
        };
        let spare = appoint(admin, "person", &json!(["peer"]));
        let (peer, other) = (member(&self.people[&Role::Peer].0), member(&spare));
        member(&self.people[&Role::TeamLead].0);
        let incident = made(
            self.caller(Role::Supervisor),
            "/v1/incidents",
            json!({"type": "fatality", "occurred_on": "2026-09-29", "unit_id": unit}),
        );
        let triage = json!({"outcome": "in_purview", "case": {"standing": "ongoing", "closed_on": null}});
        coordinator.post(&format!("/v1/incidents/{incident}/triage"), &triage).ok();
        let outreach =
            made(coordinator, &format!("/v1/incidents/{incident}/outreaches"), json!({"member_id": peer}));
        let wish =
            json!({"population": "employee", "stressor": "work", "category": "burnout", "mode": "telephone"});
        let asked = server.by("nobody").post(&format!("/v1/public/{}/support-requests", self.slug), &wish);
        assert_eq!(asked.status, 202, "{}", asked.text);
        let request = text(&coordinator.get("/v1/support-requests").ok()["items"][0]["id"]);
        let entry = json!({"started_at": "2026-10-01T08:00:00-07:00", "kind": "individual_response",
            "mode": "telephone", "category": "burnout", "minutes": 30, "participants": 1, "referrals_out": 0,
            "mode_chosen_by_recipient": true, "session_code": null});
        let entry = made(self.caller(Role::Peer), "/v1/activity-entries", entry);
        (self.peer, self.colleague) = (peer, (server.acting_as(&spare), other.clone()));
        self.unit.clone_from(&unit);
        self.objects = BTreeMap::from([
            ("activity-entries", entry),
            ("agencies", agency.to_owned()),
            ("incidents", incident),
            ("members", other),
            ("outreaches", outreach),
            ("policy-versions", version.rsplit('/').next().unwrap().to_owned()),
            ("principals", spare),
            ("support-requests", request),
            ("units", unit),
        ]);
    }
}

/// A person with identities and a machine with secrets.
fn parts(admin: &Caller, slug: &str) -> BTreeMap<&'static str, Part> {
    let id = |made: Value| text(&made["id"]);
    let person = appoint(admin, "person", &json!(["supervisor"]));
    let identity = |subject: &str| {
        let new = json!({"issuer": issuer(slug), "subject": subject});
        (person.clone(), id(admin.post(&format!("/v1/principals/{person}/identities"), &new).ok()))
    };
    let machine = appoint(admin, "client", &json!(["hr_client"]));
    let secret =
        || (machine.clone(), id(admin.ask(&format!("/v1/principals/{machine}/client-secrets")).ok()));
    BTreeMap::from([
        ("identity", Part { kept: identity("subject-one"), spent: identity("subject-two") }),
        ("secret", Part { kept: secret(), spent: secret() }),
    ])
}

pub(crate) fn appoint(admin: &Caller, kind: &str, roles: &Value) -> String {
    let new = json!({"display_name": "Noel Newcomer", "kind": kind, "roles": roles});
    text(&admin.post("/v1/principals", &new).ok()["id"])
}
