//! The commands of the program's people by short names, so that ways through a state machine read as lists. Most names
//! are the codes of events.

use super::{Reply, Rules, Server};
use serde_json::{Value, json};

/// Something somebody does.
#[derive(Debug, Clone)]
pub(crate) struct Command {
    /// First name.
    pub(crate) who: &'static str,
    /// Method.
    pub(crate) method: &'static str,
    /// Address.
    pub(crate) address: String,
    /// Body.
    pub(crate) body: Value,
}

impl Command {
    /// A POST.
    pub(crate) fn post(who: &'static str, address: String, body: Value) -> Self {
        Self { who, method: "POST", address, body }
    }

    /// Does it.
    pub(crate) fn sent(&self, server: &Server) -> Reply {
        server.by(self.who).send(self.method, &self.address, &self.body)
    }
}

/// An answer to every question of a declaration.
pub(crate) fn declaration(conflict: bool) -> Value {
    json!({"investigation_role": conflict, "witnessed_incident": conflict, "witnessed_own_error": conflict,
        "supervises_recipient": conflict, "rank_differs": conflict, "dual_relationship": conflict})
}

impl Rules {
    /// The commands of a request. Whom it is assigned to acts on it: Parker, or after `assign_quinn` Quinn.
    pub(crate) fn of_request(&self, server: &Server, request: &str, names: &[&str]) -> Vec<Command> {
        let mut holder = "parker";
        names.iter().map(|name| self.one_of_request(server, request, name, &mut holder)).collect()
    }

    fn one_of_request(
        &self,
        server: &Server,
        request: &str,
        name: &str,
        holder: &mut &'static str,
    ) -> Command {
        let at = |below: &str| format!("{request}/{below}");
        let decides = |decision: &str| Command::post("casey", at("triage"), json!({ "decision": decision }));
        let leave = format!("/v1/members/{}/leave", server.member("parker"));
        match name {
            "triage_in" => decides(self.takes_in()),
            "triage_out" => decides(self.refers_out()),
            "consult" => decides("consult_manager_other_options"),
            "other_options" => decides("other_options"),
            "assign" | "assign_quinn" => {
                *holder = if name == "assign" { "parker" } else { "quinn" };
                Command::post("casey", at("assignment"), json!({"member_id": server.member(holder)}))
            }
            "declare" => Command::post(holder, at("conflict-declaration"), declaration(false)),
            "conflict_found" => Command::post(holder, at("conflict-declaration"), declaration(true)),
            "day30" => Command::post(holder, at("follow-ups"), json!({"stage": "day30"})),
            "day30_and_another" => {
                let held = json!({"stage": "day30", "second_needed": true});
                Command::post(holder, at("follow-ups"), held)
            }
            "day90" => Command::post(holder, at("follow-ups"), json!({"stage": "day90"})),
            "withdraw" => Command::post("casey", at("events"), json!({"event": "withdraw"})),
            "leave" => {
                let leave_from = json!({"from": "2026-10-01", "until": null});
                Command { who: "casey", method: "PUT", address: leave, body: leave_from }
            }
            "back" => Command { who: "casey", method: "DELETE", address: leave, body: Value::Null },
            "name" => Command {
                who: "casey",
                method: "PUT",
                address: at("recipient"),
                body: json!({"name": "Jordan Example"}),
            },
            "forget" => {
                Command { who: "casey", method: "DELETE", address: at("recipient"), body: Value::Null }
            }
            event => Command::post(holder, at("events"), self.event("support-request-events", event)),
        }
    }

    /// The commands of an outreach that is Parker's.
    pub(crate) fn of_outreach(&self, server: &Server, outreach: &str, names: &[&str]) -> Vec<Command> {
        let one = |name: &&str| match *name {
            "declare" => {
                Command::post("parker", format!("{outreach}/conflict-declaration"), declaration(false))
            }
            "conflict_found" => {
                Command::post("parker", format!("{outreach}/conflict-declaration"), declaration(true))
            }
            "assign" => {
                let parker = json!({"member_id": server.member("parker")});
                Command::post("casey", format!("{outreach}/assignment"), parker)
            }
            event => {
                Command::post("parker", format!("{outreach}/events"), self.event("outreach-events", event))
            }
        };
        names.iter().map(one).collect()
    }

    /// The commands of an incident: the outcomes of a triage, and what else happens to it.
    pub(crate) fn of_incident(&self, server: &Server, incident: &str, names: &[&str]) -> Vec<Command> {
        let at = |below: &str| format!("{incident}/{below}");
        let one = |name: &&str| match *name {
            "take_up" => self.outcome(at("triage"), self.takes_up()),
            "close" => Command::post("casey", at("closure"), json!({})),
            "outreach" => {
                let member = json!({"member_id": server.member("parker")});
                Command::post("casey", at("outreaches"), member)
            }
            "email" | "phone_attested" | "in_person_attested" => {
                let notice = json!({"channel": name, "given_at": "2026-10-14T08:00:00-07:00"});
                Command::post("casey", at("notice"), notice)
            }
            "name" => Command {
                who: "casey",
                method: "PUT",
                address: at("affected"),
                body: json!({"affected": [{"name": "Jordan Example", "contact": "extension 5502"}]}),
            },
            "forget" => {
                Command { who: "casey", method: "DELETE", address: at("affected"), body: Value::Null }
            }
            outcome => self.outcome(at("triage"), outcome),
        };
        names.iter().map(one).collect()
    }

    fn outcome(&self, address: String, outcome: &str) -> Command {
        Command::post("casey", address, json!({"outcome": outcome, "case": self.case()}))
    }

    /// Somebody refers a person; the request's address.
    pub(crate) fn referred(&self, server: &Server, who: &str) -> String {
        let receipt = server.by(who).post("/v1/referrals", &self.referral()).ok();
        format!("/v1/support-requests/{}", super::text(&receipt["id"]))
    }
}

/// Somebody alerts the coordinator of an incident of a type; its address.
pub(crate) fn alerted(server: &Server, who: &str, kind: &str) -> String {
    let alert = json!({"type": kind, "occurred_on": "2026-10-13", "unit_id": server.unit("Northern region")});
    let receipt = server.by(who).post("/v1/incidents", &alert).ok();
    format!("/v1/incidents/{}", super::text(&receipt["id"]))
}

/// Does all of it.
#[track_caller]
pub(crate) fn all_sent(server: &Server, commands: &[Command]) {
    for command in commands {
        let reply = command.sent(server);
        assert!((200..300).contains(&reply.status), "{command:?}: {}", reply.text);
    }
}
