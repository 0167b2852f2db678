//! The steps the sentences are made of.

use crate::support::{Caller, Reply, Server, declaration, text};
use chrono::Duration;
use peerline_api::auth::TokenFor;
use peerline_api::route_access::{Need, ROUTES};
use peerline_domain::access::{Action, TokenScope};
use peerline_domain::policy::PolicyDocument;
use serde_json::{Value, json};

/// The agency's month, and who does what in it.
pub(crate) struct Program {
    pub(crate) server: Server,
}

impl Program {
    pub(crate) fn begins() -> Self {
        Self { server: Server::start() }
    }

    /// The same agency under another policy that it could start from.
    pub(crate) fn under(preset: &str) -> Self {
        Self { server: Server::on_preset(preset) }
    }

    /// The same agency under any policy.
    pub(crate) fn under_policy(document: &PolicyDocument) -> Self {
        Self { server: Server::on_policy(document) }
    }

    /// It is this instant now.
    pub(crate) fn it_is(&self, now: &str) -> &Self {
        self.server.at(now);
        self
    }

    /// An employee asks through the web form, under a receipt they drew; the request's address.
    pub(crate) fn an_employee_asks_for_help(&self, receipt: &str) -> String {
        let wish = json!({"population": "employee", "stressor": "work", "category": "cumulative_stress",
            "mode": "telephone"});
        let reply = self
            .server
            .by("nobody")
            .with("Peerline-Receipt", receipt)
            .put("/v1/public/example-dcs/support-request", &wish)
            .ok();
        let word = &reply["spoken_code"];
        let open = self.server.by("casey").get("/v1/support-requests").ok();
        let request = open["items"].as_array().unwrap().iter().find(|item| &item["spoken_code"] == word);
        format!("/v1/support-requests/{}", text(&request.expect("it reached the coordinator")["id"]))
    }

    /// The coordinator finds the request in scope and gives it to a member, who declares to be free.
    pub(crate) fn the_coordinator_assigns(&self, request: &str, member: &str) {
        let casey = self.server.by("casey");
        casey.post(&format!("{request}/triage"), &json!({"decision": "in_scope"})).ok();
        let assignment = json!({"member_id": self.server.member(member)});
        casey.post(&format!("{request}/assignment"), &assignment).ok();
        self.server.by(member).post(&format!("{request}/conflict-declaration"), &declaration(false)).ok();
    }

    /// Member and employee speak, and the support ends.
    pub(crate) fn they_speak_and_part(&self, request: &str, member: &str) {
        for event in ["contact_made", "finish"] {
            self.server.by(member).post(&format!("{request}/events"), &json!({ "event": event })).ok();
        }
    }

    /// A supervisor alerts the coordinator of a fatality on an ongoing case, who takes it up; its address.
    pub(crate) fn a_supervisor_reports_a_fatality(&self, on: &str) -> String {
        let alert =
            json!({"type": "fatality", "occurred_on": on, "unit_id": self.server.unit("Central region")});
        let receipt = self.server.by("sam").post("/v1/incidents", &alert).ok();
        let incident = format!("/v1/incidents/{}", text(&receipt["id"]));
        let triage = json!({"outcome": "in_purview", "case": {"standing": "ongoing", "closed_on": null}});
        let taken = self.server.by("casey").post(&format!("{incident}/triage"), &triage).ok();
        assert_eq!(taken["route"], "outreach_offered");
        incident
    }

    /// The coordinator gives an outreach to a member, who declares to be free; its address.
    pub(crate) fn an_outreach_goes_to(&self, incident: &str, member: &str) -> String {
        let assignment = json!({"member_id": self.server.member(member)});
        let slot = self.server.by("casey").post(&format!("{incident}/outreaches"), &assignment).ok();
        let address = format!("/v1/outreaches/{}", text(&slot["id"]));
        self.server.by(member).post(&format!("{address}/conflict-declaration"), &declaration(false)).ok();
        address
    }

    /// Something happens in an outreach.
    pub(crate) fn it_happens(&self, outreach: &str, member: &str, event: &str) -> Reply {
        self.server.by(member).post(&format!("{outreach}/events"), &json!({ "event": event }))
    }

    /// A member records a response by telephone that started at an instant.
    pub(crate) fn records(&self, member: &str, started_at: &str, minutes: u32) -> Value {
        let entry = json!({"started_at": started_at, "kind": "individual_response", "mode": "telephone",
            "category": "critical_incident", "minutes": minutes, "participants": 1, "referrals_out": 0,
            "mode_chosen_by_recipient": true, "session_code": null});
        self.server.by(member).post("/v1/activity-entries", &entry).ok()
    }

    /// A member submits October's tracker.
    pub(crate) fn submits_october(&self, member: &str, nil: bool) -> Value {
        self.server.by(member).post("/v1/activity-reports/2026-10/submission", &json!({ "nil": nil })).ok()
    }

    /// The coordinator combines October.
    pub(crate) fn october_is_combined(&self) -> Value {
        self.server.by("casey").post("/v1/combinations", &json!({"month": "2026-10"})).ok()
    }

    /// Somebody refers a person; the receipt, and the address of the request it became.
    pub(crate) fn refers(&self, who: &str, referral: &Value) -> (Value, String) {
        let receipt = self.server.by(who).post("/v1/referrals", referral).ok();
        assert_eq!(receipt["status"], "received", "nothing but that it arrived");
        let request = format!("/v1/support-requests/{}", text(&receipt["id"]));
        (receipt, request)
    }

    /// The coordinator decides on a request.
    pub(crate) fn is_triaged(&self, request: &str, decision: &str) -> Value {
        let triage = json!({ "decision": decision });
        self.server.by("casey").post(&format!("{request}/triage"), &triage).ok()
    }

    /// The coordinator gives a request to a member, who declares to be free.
    pub(crate) fn is_given_to(&self, request: &str, member: &str) {
        let assignment = json!({"member_id": self.server.member(member)});
        self.server.by("casey").post(&format!("{request}/assignment"), &assignment).ok();
        self.server.by(member).post(&format!("{request}/conflict-declaration"), &declaration(false)).ok();
    }

    /// A member records what they did, as the policy's form has it.
    pub(crate) fn tallies(&self, member: &str, entry: &Value) -> Reply {
        self.server.by(member).post("/v1/activity-entries", entry)
    }

    /// A member submits a month's report.
    pub(crate) fn submits(&self, member: &str, month: &str, nil: bool) -> Value {
        let submission = format!("/v1/activity-reports/{month}/submission");
        self.server.by(member).post(&submission, &json!({ "nil": nil })).ok()
    }

    /// Somebody appointed to a role that nobody has yet.
    pub(crate) fn appointed(&self, role: &str) -> Caller {
        let new = json!({"display_name": "Logan Example", "kind": "person", "roles": [role]});
        self.server.acting_as(&text(&self.server.by("avery").post("/v1/principals", &new).ok()["id"]))
    }

    /// A month is read as a release, in month totals only, the same bytes by everybody.
    pub(crate) fn is_released(&self, month: &str) -> Value {
        let address = format!("/v1/releases/{month}");
        let release = self.server.by("hr").get(&address);
        for reader in ["casey", "parker", "sam"] {
            assert_eq!(self.server.by(reader).get(&address).text, release.text, "{reader}");
        }
        let release = release.ok();
        let told: Vec<&String> = release.as_object().expect("a release").keys().collect();
        assert_eq!(told, ["agency", "month", "note", "policy_version", "rules", "sealed_on", "totals"]);
        release
    }

    /// October is released, sealed on a day, and read by a machine that reaches nothing else.
    pub(crate) fn october_is_released_with_twelve_responses(&self, sealed_on: &str) -> Value {
        let release = self.is_released("2026-10");
        let told = (&release["sealed_on"], &release["totals"]["responses"]["value"]);
        assert_eq!(told, (&json!(sealed_on), &json!(12)));
        self.a_machine_with_reports_read_reaches_releases_only("2026-10");
        release
    }

    /// A machine that may read figures reaches releases, and no other route that asks for a role.
    pub(crate) fn a_machine_with_reports_read_reaches_releases_only(&self, month: &str) {
        let principal: uuid::Uuid = self.server.principal("hr").parse().expect("an id");
        let machine = TokenFor::machine(principal, vec![TokenScope::ReadReports]);
        let now = self.server.state.clock.now();
        let machine = self.server.holding(&self.server.issue(machine, now, Duration::hours(1)));
        assert_eq!(machine.get(&format!("/v1/releases/{month}")).status, 200);
        for (method, path, need) in ROUTES {
            if !matches!(need, Need::May(action) if *action != Action::ReadReleases) {
                continue;
            }
            let reply = machine.send(method, &some_address(path, month), &json!({}));
            assert_eq!(reply.status, 403, "{method} {path}: {}", reply.text);
        }
    }
}

/// An address of a route, with a month and ids in it.
pub(crate) fn some_address(path: &str, month: &str) -> String {
    let parts = path.split('/').map(|part| match part {
        "{month}" => month,
        "{version}" => "1",
        part if part.starts_with('{') => "00000000-0000-4000-8000-00000000000a",
        part => part,
    });
    parts.collect::<Vec<_>>().join("/")
}
