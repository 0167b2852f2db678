//! The steps the sentences are made of.

use crate::support::{Reply, Server, text};
use serde_json::{Value, json};

/// The agency's month, and who does what in it.
pub(crate) struct Program {
    pub(crate) server: Server,
}

/// An answer to every question of a declaration: no.
pub(crate) fn no_conflict() -> Value {
    json!({"investigation_role": false, "witnessed_incident": false, "supervises_recipient": false,
        "rank_differs": false, "dual_relationship": false})
}

impl Program {
    pub(crate) fn begins() -> Self {
        Self { server: Server::start() }
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
        self.server.by(member).post(&format!("{request}/conflict-declaration"), &no_conflict()).ok();
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
        self.server.by(member).post(&format!("{address}/conflict-declaration"), &no_conflict()).ok();
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
}
