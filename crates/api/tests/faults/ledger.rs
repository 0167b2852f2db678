//! What the server acknowledged, kept by its clients; and reading it back.

use crate::agency::Agency;
use crate::server::{Installation, Server};
use std::collections::{BTreeMap, BTreeSet};

/// A 2xx answer, and what it promised.
#[derive(Debug, Clone)]
pub(crate) enum Acknowledged {
    /// A request for support was entered.
    Request(String),
    /// A request was put under a receipt, and this is its spoken code.
    Receipt { receipt: String, spoken_code: String },
    /// An alert was taken in.
    Alert(String),
    /// An incident was found to be within purview.
    Triage(String),
    /// A slot of an incident was given to a member.
    Outreach { incident: String, slot: String },
    /// An incident was closed; this slot of it is gone and counted.
    Closing { incident: String, slot: String },
    /// A response was recorded.
    Entry(String),
    /// A report was submitted for the so-manieth time.
    Submission(i64),
    /// A group response was approved.
    Session(String),
    /// An agency was founded.
    Agency(String),
}

impl Acknowledged {
    pub(crate) const fn kind(&self) -> &'static str {
        match self {
            Self::Request(_) => "request",
            Self::Receipt { .. } => "receipt",
            Self::Alert(_) => "alert",
            Self::Triage(_) => "triage",
            Self::Outreach { .. } => "outreach",
            Self::Closing { .. } => "closing",
            Self::Entry(_) => "entry",
            Self::Submission(_) => "submission",
            Self::Session(_) => "session",
            Self::Agency(_) => "agency",
        }
    }
}

/// All acknowledgements of a test.
#[derive(Debug, Default)]
pub(crate) struct Ledger(pub(crate) Vec<Acknowledged>);

/// Kinds of acknowledgements.
pub(crate) const KINDS: usize = 10;

/// The month the peer reports, over on whatever day the test runs.
pub(crate) const MONTH: &str = "2026-01";

impl Ledger {
    /// How many of each kind.
    pub(crate) fn counts(&self) -> BTreeMap<&'static str, usize> {
        let mut counts = BTreeMap::new();
        for acknowledged in &self.0 {
            *counts.entry(acknowledged.kind()).or_default() += 1;
        }
        counts
    }

    /// What of the ledger from an entry on the server no longer knows.
    pub(crate) fn lost(
        &self,
        from: usize,
        installation: &Installation,
        server: &Server,
        agency: &Agency,
    ) -> Vec<Acknowledged> {
        let entries = self.0.get(from..).unwrap_or_default();
        let coordinator = server.caller(Some(&agency.coordinator));
        let platform = server.caller(Some(&agency.platform));
        let nobody = server.caller(None);
        let report = server.caller(Some(&agency.peer)).get(&format!("/v1/activity-reports/{MONTH}"));
        let report = report.expect("the server runs");
        let recorded = report.json["entries"].as_array().into_iter().flatten();
        let recorded: BTreeSet<&str> = recorded.filter_map(|entry| entry["id"].as_str()).collect();
        let sessions = installation.inspected().texts("SELECT session_code AS text FROM group_sessions");
        let sessions: BTreeSet<String> = sessions.expect("the database answers").into_iter().collect();
        // A reader that meets a connection of before the fault is told to come back, and does.
        let get = |path: String, caller: &crate::client::Caller| loop {
            let answer = caller.get(&path).expect("the server runs");
            if answer.status != 503 {
                return answer;
            }
        };
        let state = |id: &str| get(format!("/v1/incidents/{id}"), &coordinator).json["state"].clone();
        let kept = |acknowledged: &&Acknowledged| match acknowledged {
            Acknowledged::Request(id) => {
                get(format!("/v1/support-requests/{id}"), &coordinator).status == 200
            }
            Acknowledged::Receipt { receipt, spoken_code } => {
                let answer = nobody.get_receipt("/v1/public/example-dcs/support-request", receipt);
                answer.expect("the server runs").json["spoken_code"] == spoken_code.as_str()
            }
            Acknowledged::Alert(id) => state(id).is_string(),
            Acknowledged::Triage(id) => state(id) == "in_purview" || state(id) == "closed",
            // Closing the incident, acknowledged or not, takes its slots away.
            Acknowledged::Outreach { incident, slot } => {
                get(format!("/v1/outreaches/{slot}"), &coordinator).status == 200
                    || state(incident) == "closed"
            }
            Acknowledged::Closing { incident, slot } => {
                state(incident) == "closed"
                    && get(format!("/v1/outreaches/{slot}"), &coordinator).status == 404
            }
            Acknowledged::Entry(id) => recorded.contains(id.as_str()),
            Acknowledged::Submission(number) => report.json["submissions"].as_i64() >= Some(*number),
            Acknowledged::Session(code) => sessions.contains(code),
            Acknowledged::Agency(id) => get(format!("/v1/agencies/{id}"), &platform).status == 200,
        };
        entries.iter().filter(|acknowledged| !kept(acknowledged)).cloned().collect()
    }
}

/// Questions whose every answer is something half done.
const HALF_DONE: [(&str, &str); 9] = [
    (
        "a submission without its frozen entries, or the other way round",
        "SELECT r.month AS text FROM activity_reports r WHERE r.submissions <> (SELECT count(*) FROM submitted_reports s
            WHERE s.agency_id = r.agency_id AND s.report_id = r.id)",
    ),
    (
        "a response without the change of its tracker, or the other way round",
        "SELECT r.month AS text FROM activity_reports r WHERE r.revision <> r.submissions + (SELECT count(*)
            FROM activity_entries e WHERE e.agency_id = r.agency_id AND e.report_id = r.id)",
    ),
    (
        "a closed incident that still has a slot",
        "SELECT o.state AS text FROM outreaches o JOIN incidents i ON i.agency_id = o.agency_id AND i.id = o.incident_id
            WHERE i.state = 'closed'",
    ),
    (
        "closed incidents and counted slots differ",
        "SELECT 'tally' AS text WHERE (SELECT coalesce(sum(count), 0) FROM outreach_tallies WHERE outcome = 'assigned')
            <> (SELECT count(*) FROM incidents WHERE state = 'closed')",
    ),
    (
        "an incident judged without its state, or the other way round",
        "SELECT state AS text FROM incidents WHERE (state = 'reported') <> (case_judged_on IS NULL)",
    ),
    (
        "an agency without a policy",
        "SELECT a.slug AS text FROM agencies a WHERE NOT EXISTS (SELECT 1 FROM policy_versions p
            WHERE p.agency_id = a.id)",
    ),
    (
        "group responses and their audit rows differ",
        "SELECT 'audit' AS text WHERE (SELECT count(*) FROM group_sessions) <> (SELECT count(*) FROM (
            SELECT verb FROM audit_pending UNION ALL SELECT verb FROM audit_entries) AS rows_of
            WHERE verb = 'approve_group')",
    ),
    (
        "agencies and their audit rows differ",
        "SELECT 'audit' AS text WHERE (SELECT count(*) FROM agencies) <> (SELECT count(*) FROM (
            SELECT verb FROM audit_pending UNION ALL SELECT verb FROM audit_entries) AS rows_of
            WHERE verb = 'manage_agencies')",
    ),
    (
        "an agency without an administrator",
        "SELECT a.slug AS text FROM agencies a WHERE NOT EXISTS (SELECT 1 FROM principals p
            JOIN role_grants g ON g.principal_id = p.id WHERE p.agency_id = a.id AND g.role = 'agency_admin')",
    ),
];

/// What is half done or damaged in the database.
pub(crate) fn half_done(installation: &Installation) -> Vec<String> {
    let inspected = installation.inspected();
    let mut found = inspected.damage().expect("the database opens");
    for (what, query) in HALF_DONE {
        let rows = inspected.texts(query).unwrap_or_else(|error| panic!("{what}: {error}"));
        found.extend(rows.into_iter().map(|row| format!("{what}: {row}")));
    }
    found
}
