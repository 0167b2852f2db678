//! Clients that write until the server goes away, and tell of everything it acknowledged.

use crate::agency::Agency;
use crate::client::{Answer, Caller};
use crate::ledger::{Acknowledged, MONTH};
use crate::server::Server;
use peerline_api::environment::SystemRandomness;
use peerline_domain::ports::Randomness;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::Sender;
use std::thread::{Scope, ScopedJoinHandle};
use ureq::http::Method;

/// What writers share in a round.
#[derive(Default)]
pub(crate) struct Round {
    /// Set when they are to end; a lost connection ends them as well.
    pub(crate) over: AtomicBool,
    /// Answers 503 that said when to come back.
    pub(crate) told_to_come_back: AtomicUsize,
}

/// One writer: sends, and tells of what was acknowledged.
struct Writer<'a> {
    round: &'a Round,
    ledger: Sender<Acknowledged>,
}

/// The round is over for a writer.
struct Over;

impl Writer<'_> {
    /// The answer, once it is one: a server without its database is asked again. Whether what met the fault was
    /// stored, nobody knows; it is not in the ledger.
    fn answered(&self, send: impl Fn() -> Option<Answer>) -> Result<Answer, Over> {
        loop {
            if self.round.over.load(Ordering::SeqCst) {
                return Err(Over);
            }
            let answer = send().ok_or(Over)?;
            if answer.status != 503 {
                assert!(answer.accepted() || answer.status < 500, "{}: {}", answer.status, answer.json);
                return Ok(answer);
            }
            assert!(answer.retry_after, "a 503 says when to come back");
            self.round.told_to_come_back.fetch_add(1, Ordering::SeqCst);
        }
    }

    /// POST; where it is acknowledged, what `tells` makes of the answer goes to the ledger.
    fn post(
        &self,
        by: &Caller,
        path: &str,
        body: &Value,
        tells: impl Fn(&Answer) -> Acknowledged,
    ) -> Result<Answer, Over> {
        let answer = self.answered(|| by.post(path, body))?;
        if answer.accepted() {
            self.ledger.send(tells(&answer)).expect("the ledger is kept");
        }
        Ok(answer)
    }

    fn requests(&self, by: &Caller) -> Result<(), Over> {
        let new = json!({"channel": "telephone", "population": "employee", "stressor": "work"});
        self.post(by, "/v1/support-requests", &new, |answer| Acknowledged::Request(answer.text("/id")))?;
        let new = json!({"kind": "group_response"});
        self.post(by, "/v1/group-sessions", &new, |answer| {
            Acknowledged::Session(answer.text("/session_code"))
        })?;
        Ok(())
    }

    fn receipts(&self, by: &Caller) -> Result<(), Over> {
        let receipt = SystemRandomness.uuid().simple().to_string();
        let wish =
            json!({"population": "employee", "stressor": "work", "category": "burnout", "mode": "telephone"});
        let path = "/v1/public/example-dcs/support-request";
        let answer =
            self.answered(|| by.send(Method::PUT, path, &[("Peerline-Receipt", &receipt)], &wish))?;
        if answer.accepted() {
            let spoken_code = answer.text("/spoken_code");
            self.ledger.send(Acknowledged::Receipt { receipt, spoken_code }).expect("the ledger is kept");
        }
        Ok(())
    }

    /// An incident from its alert to its closing, which counts its slot and deletes it.
    fn incidents(&self, agency: &Agency, supervisor: &Caller, coordinator: &Caller) -> Result<(), Over> {
        let alert = json!({"type": "fatality", "occurred_on": "2026-01-13", "unit_id": agency.unit});
        let raised =
            self.post(supervisor, "/v1/incidents", &alert, |answer| Acknowledged::Alert(answer.text("/id")))?;
        let id = raised.text("/id");
        let path = format!("/v1/incidents/{id}");
        let triage = json!({"outcome": "in_purview", "case": {"standing": "ongoing", "closed_on": null}});
        self.post(coordinator, &format!("{path}/triage"), &triage, |_| Acknowledged::Triage(id.clone()))?;
        let slot = json!({"member_id": agency.member});
        let opened = self.post(coordinator, &format!("{path}/outreaches"), &slot, |answer| {
            Acknowledged::Outreach { incident: id.clone(), slot: answer.text("/id") }
        })?;
        // A triage that met the fault may have been stored or not; the incident is then left as it is.
        if opened.accepted() {
            let slot = opened.text("/id");
            let closing = |_: &Answer| Acknowledged::Closing { incident: id.clone(), slot: slot.clone() };
            self.post(coordinator, &format!("{path}/closure"), &Value::Null, closing)?;
        }
        Ok(())
    }

    fn reports(&self, by: &Caller) -> Result<(), Over> {
        let entry = json!({"started_at": "2026-01-15T10:00:00-07:00", "kind": "individual_response",
            "mode": "telephone", "category": "burnout", "minutes": 30, "participants": 1, "referrals_out": 0,
            "mode_chosen_by_recipient": true, "session_code": null});
        for _ in 0..3 {
            self.post(by, "/v1/activity-entries", &entry, |answer| Acknowledged::Entry(answer.text("/id")))?;
        }
        let path = format!("/v1/activity-reports/{MONTH}/submission");
        self.post(by, &path, &json!({"nil": false}), |answer| {
            Acknowledged::Submission(answer.json["submissions"].as_i64().expect("a number"))
        })?;
        Ok(())
    }

    fn agencies(&self, by: &Caller) -> Result<(), Over> {
        let name = SystemRandomness.uuid().simple().to_string();
        let new = json!({"slug": format!("a{name}"), "name": "Another Department", "preset": "arizona_dcs",
            "administrator_name": "Ash Admin"});
        self.post(by, "/v1/agencies", &new, |answer| Acknowledged::Agency(answer.text("/agency/id")))?;
        Ok(())
    }
}

type Handles<'scope> = Vec<ScopedJoinHandle<'scope, ()>>;

/// Starts one writer of each kind.
pub(crate) fn start<'scope, 'env: 'scope>(
    scope: &'scope Scope<'scope, 'env>,
    server: &Server,
    agency: &'env Agency,
    round: &'env Round,
    ledger: &Sender<Acknowledged>,
) -> Handles<'scope> {
    let by = |token: &str| server.caller(Some(token));
    let nobody = server.caller(None);
    let (coordinator, closing) = (by(&agency.coordinator), by(&agency.coordinator));
    let (supervisor, peer, platform) = (by(&agency.supervisor), by(&agency.peer), by(&agency.platform));
    let writer = || Writer { round, ledger: ledger.clone() };
    let (one, two, three, four, five) = (writer(), writer(), writer(), writer(), writer());
    vec![
        scope.spawn(move || while one.requests(&coordinator).is_ok() {}),
        scope.spawn(move || while two.receipts(&nobody).is_ok() {}),
        scope.spawn(move || while three.incidents(agency, &supervisor, &closing).is_ok() {}),
        scope.spawn(move || while four.reports(&peer).is_ok() {}),
        scope.spawn(move || while five.agencies(&platform).is_ok() {}),
    ]
}
