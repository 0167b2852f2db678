//! An object in any state of its machine, brought there by the steps of the people whose work it is.

use super::world::{Agency, appoint};
use crate::support::{Caller, declaration, text};
use peerline_domain::access::Role;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The machines: what an address names, and the schema that lists its states. Principals have no machine of the
/// domain, but two states all the same.
pub(crate) const MACHINES: [(&str, &str); 7] = [
    ("activity-entries", "ReportState"),
    ("activity-reports", "ReportState"),
    ("incidents", "IncidentState"),
    ("members", "MemberStatus"),
    ("outreaches", "OutreachState"),
    ("policy-versions", "VersionState"),
    ("support-requests", "RequestState"),
];

/// Nouns whose objects have no states.
pub(crate) const STATELESS: [&str; 2] = ["agencies", "units"];

/// Whose an object is, where it is somebody's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    /// The peer's; an incident of the unit of peer and team lead.
    Ours,
    /// Another peer's; an incident of another unit.
    Theirs,
}

/// Months whose reports stand in each state on 1 October 2026.
const MONTHS: [(&str, &str); 7] = [
    ("not_started", "2026-11"),
    ("draft", "2026-10"),
    ("submitted_on_time", "2026-09"),
    ("combined", "2026-08"),
    ("missing", "2026-07"),
    ("submitted_late", "2026-06"),
    ("amended", "2026-05"),
];

/// The month whose report stands so.
pub(crate) fn month(state: &str) -> &'static str {
    let found = MONTHS.iter().find(|(known, _)| *known == state);
    found.unwrap_or_else(|| panic!("no month of a report that is {state}")).1
}

/// An agency whose objects can be had in every state.
pub(crate) struct Stages<'w> {
    agency: &'w Agency,
    /// By whose it is: the unit of its incidents, and one of them to reach out for.
    ground: BTreeMap<&'static str, (String, String)>,
    versions: BTreeMap<String, String>,
}

fn made(caller: &Caller, path: &str, body: &Value) -> String {
    text(&caller.post(path, body).ok()["id"])
}

/// States only a policy that keeps a case knows: walked in `follow_ups`, under such a policy.
const OF_A_CASE: [(&str, &str); 2] =
    [("support-requests", "manager_review"), ("support-requests", "declined")];

impl<'w> Stages<'w> {
    pub(crate) fn of(agency: &'w Agency) -> Self {
        let elsewhere = json!({"name": "Northern region", "parent_id": null, "headcount": 400});
        let elsewhere = made(agency.caller(Role::Coordinator), "/v1/units", &elsewhere);
        let mut this = Self { agency, ground: BTreeMap::new(), versions: BTreeMap::new() };
        for (whose, unit) in [("ours", agency.unit.clone()), ("theirs", elsewhere)] {
            let incident = this.alert(&unit, "fatality");
            let case = json!({"outcome": "in_purview", "case": {"standing": "ongoing", "closed_on": null}});
            this.coordinator().post(&format!("/v1/incidents/{incident}/triage"), &case).ok();
            this.ground.insert(whose, (unit, incident));
        }
        this.report_months();
        this.put_versions_in_force();
        this
    }

    /// Every state in which there can be something of a noun, and each of them.
    pub(crate) fn states_of(noun: &str, contract: &Value) -> Vec<String> {
        let machine = MACHINES.iter().find(|(known, _)| *known == noun).map(|(_, machine)| machine);
        let Some(machine) = machine else {
            assert!(noun == "principals" || STATELESS.contains(&noun), "what are the states of {noun}?");
            return if noun == "principals" { vec!["active".into(), "revoked".into()] } else { Vec::new() };
        };
        let states = contract["components"]["schemas"][machine]["enum"].as_array().unwrap();
        // A report that is not begun has no entry.
        let has_it = |state: &&Value| noun != "activity-entries" || *state != "not_started";
        states.iter().filter(has_it).map(text).filter(|state| !OF_A_CASE.contains(&(noun, state))).collect()
    }

    /// A new object of a noun in a state.
    pub(crate) fn make(&self, noun: &str, state: &str, whose: Whose) -> String {
        match noun {
            "activity-entries" => self.entry(month(state), whose),
            "incidents" => self.incident(state, whose),
            "members" => self.member(state),
            "outreaches" => self.outreach(state, whose),
            "policy-versions" if state == "draft" => self.draft(),
            "policy-versions" => self.versions[state].clone(),
            "principals" => self.principal(state),
            "support-requests" => self.request(state, whose),
            noun => panic!("no way to make one of {noun}"),
        }
    }

    /// Where an object stands, as who may see it reads it; `gone` where nobody does.
    pub(crate) fn state(&self, noun: &str, id: &str) -> String {
        let reader = if noun == "principals" { Role::AgencyAdmin } else { Role::Coordinator };
        let reply = self.agency.caller(reader).get(&format!("/v1/{noun}/{id}"));
        match (reply.status, noun) {
            (404, _) => "gone".to_owned(),
            (_, "principals") => if reply.ok()["revoked"] == true { "revoked" } else { "active" }.to_owned(),
            (_, "members") => text(&reply.ok()["status"]),
            (_, "policy-versions") => text(&reply.ok()["version"]["state"]),
            _ => text(&reply.ok()["state"]),
        }
    }

    fn coordinator(&self) -> &Caller {
        self.agency.caller(Role::Coordinator)
    }

    fn holder(&self, whose: Whose) -> (&Caller, &str) {
        match whose {
            Whose::Ours => (self.agency.caller(Role::Peer), &self.agency.peer),
            Whose::Theirs => (&self.agency.colleague.0, &self.agency.colleague.1),
        }
    }

    fn ground(&self, whose: Whose) -> &(String, String) {
        &self.ground[if whose == Whose::Ours { "ours" } else { "theirs" }]
    }

    fn assigned(&self, address: &str, whose: Whose) {
        let member = json!({"member_id": self.holder(whose).1});
        self.coordinator().post(&format!("{address}/assignment"), &member).ok();
    }

    /// The holder declares to be free, and then so much happens.
    fn happens(&self, address: &str, whose: Whose, events: &[&str]) {
        let caller = self.holder(whose).0;
        let free = declaration(false);
        caller.post(&format!("{address}/conflict-declaration"), &free).ok();
        for event in events {
            caller.post(&format!("{address}/events"), &json!({ "event": event })).ok();
        }
    }

    fn request(&self, state: &str, whose: Whose) -> String {
        let wish = json!({"channel": "telephone", "population": "employee", "stressor": "work"});
        let id = made(self.coordinator(), "/v1/support-requests", &wish);
        let address = format!("/v1/support-requests/{id}");
        let decision = if state == "triaged_out" { "out_of_scope" } else { "in_scope" };
        if state != "received" {
            self.coordinator().post(&format!("{address}/triage"), &json!({ "decision": decision })).ok();
        }
        if !matches!(state, "received" | "triaged_in" | "triaged_out") {
            self.assigned(&address, whose);
        }
        match state {
            "in_contact" => self.happens(&address, whose, &["contact_made"]),
            "referred_out" => self.happens(&address, whose, &["contact_made", "need_beyond_scope"]),
            "closed" => self.happens(&address, whose, &["contact_made", "finish"]),
            _ => {}
        }
        id
    }

    fn outreach(&self, state: &str, whose: Whose) -> String {
        let member = json!({"member_id": self.holder(whose).1});
        let (_, incident) = self.ground(whose);
        let id = made(self.coordinator(), &format!("/v1/incidents/{incident}/outreaches"), &member);
        let events: &[&str] = match state {
            "attempted" => &["attempt_no_answer"],
            "offered" => &["initial_contact"],
            "accepted" => &["initial_contact", "accept"],
            "followup_due" => &["initial_contact", "decline"],
            "second_offer" => &["initial_contact", "decline", "check_in_done"],
            "second_declined_closed" => &["initial_contact", "decline", "check_in_done", "decline"],
            "closed" => &["attempt_no_answer", "close"],
            _ => return id,
        };
        self.happens(&format!("/v1/outreaches/{id}"), whose, events);
        id
    }

    fn alert(&self, unit: &str, kind: &str) -> String {
        let alert = json!({"type": kind, "occurred_on": "2026-09-29", "unit_id": unit});
        made(self.agency.caller(Role::Supervisor), "/v1/incidents", &alert)
    }

    fn incident(&self, state: &str, whose: Whose) -> String {
        let id = self.alert(&self.ground(whose).0, "other_significant");
        let address = format!("/v1/incidents/{id}");
        let outcome = if state == "not_in_purview" { state } else { "in_purview" };
        if state != "reported" {
            let decision = json!({"outcome": outcome, "case": null});
            self.coordinator().post(&format!("{address}/triage"), &decision).ok();
        }
        if matches!(state, "in_purview" | "closed") {
            let member = json!({"member_id": self.holder(whose).1});
            self.coordinator().post(&format!("{address}/outreaches"), &member).ok();
        }
        if state == "closed" {
            self.coordinator().post(&format!("{address}/closure"), &json!({})).ok();
        }
        id
    }

    fn member(&self, status: &str) -> String {
        let person = appoint(self.agency.caller(Role::AgencyAdmin), "person", &json!(["peer"]));
        let from = if status == "pending" { "2027-01-04" } else { "2026-01-05" };
        let new = json!({"principal_id": person, "unit_id": self.agency.unit, "channel": "extension 5502",
            "hours": "always", "active_from": from});
        let id = made(self.coordinator(), "/v1/members", &new);
        let address = format!("/v1/members/{id}");
        match status {
            "on_leave" => {
                let leave = json!({"from": "2026-09-01", "until": null});
                self.coordinator().put(&format!("{address}/leave"), &leave).ok();
            }
            "ended" => {
                let end = json!({"ended_on": "2026-09-01"});
                self.coordinator().post(&format!("{address}/end"), &end).ok();
            }
            _ => {}
        }
        id
    }

    fn principal(&self, state: &str) -> String {
        let admin = self.agency.caller(Role::AgencyAdmin);
        let id = appoint(admin, "person", &json!(["supervisor"]));
        if state == "revoked" {
            admin.ask(&format!("/v1/principals/{id}/revocation")).ok();
        }
        id
    }

    fn draft(&self) -> String {
        let base = json!({"based_on": {"kind": "preset", "name": "arizona_dcs"}});
        text(&self.coordinator().post("/v1/policy-versions", &base).ok()["version"]["id"])
    }

    /// One version that takes effect today, so that the first is superseded, and one that takes effect later.
    fn put_versions_in_force(&mut self) {
        let sponsor = self.agency.caller(Role::ExecutiveSponsor).if_match("*");
        for from in ["2026-10-01", "2027-01-04"] {
            let days = json!({"effective_from": from, "effective_until": null});
            sponsor.post(&format!("/v1/policy-versions/{}/activation", self.draft()), &days).ok();
        }
        let listed = self.coordinator().get("/v1/policy-versions").ok();
        let versions = listed["items"].as_array().unwrap().iter();
        self.versions = versions.map(|version| (text(&version["state"]), text(&version["id"]))).collect();
    }

    fn entry(&self, month: &str, whose: Whose) -> String {
        let entry = json!({"started_at": format!("{month}-01T07:30:00-07:00"), "kind": "individual_response",
            "mode": "telephone", "category": "burnout", "minutes": 30, "participants": 1, "referrals_out": 0,
            "mode_chosen_by_recipient": true, "session_code": null});
        made(self.holder(whose).0, "/v1/activity-entries", &entry)
    }

    /// Reports of peer and colleague, each month in its state.
    fn report_months(&self) {
        for whose in [Whose::Ours, Whose::Theirs] {
            for (state, month) in MONTHS {
                if state != "not_started" {
                    self.entry(month, whose);
                }
                if !matches!(state, "not_started" | "draft" | "missing") {
                    self.submit(month, whose);
                }
            }
        }
        for month in [month("combined"), month("amended")] {
            self.coordinator().post("/v1/combinations", &json!({ "month": month })).ok();
        }
        for whose in [Whose::Ours, Whose::Theirs] {
            self.entry(month("amended"), whose);
            self.submit(month("amended"), whose);
            for (state, month) in MONTHS {
                let report = self.holder(whose).0.get(&format!("/v1/activity-reports/{month}")).ok();
                assert_eq!(report["state"], state, "{month}: {report}");
            }
        }
    }

    fn submit(&self, month: &str, whose: Whose) {
        let address = format!("/v1/activity-reports/{month}/submission");
        self.holder(whose).0.post(&address, &json!({"nil": false})).ok();
    }
}
