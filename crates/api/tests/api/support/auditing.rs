//! Sealing by hand, so that no test waits for a thread.

use super::{Server, text};
use peerline_api::audit::{AuditHeadDto, INSTALLATION, Sealer, TrustedKeys, verify};
use peerline_domain::audit::Finding;
use serde_json::Value;
use uuid::Uuid;

impl Server {
    /// Seals what waits in every agency, as the thread of a server does.
    pub(crate) fn seal(&self) -> &Self {
        Sealer::of(&self.state).sweep();
        self
    }

    /// Every row of a stream, as the auditor reads them.
    pub(crate) fn audited(&self, stream: &str) -> Vec<Value> {
        let (morgan, mut rows, mut cursor) = (self.by("morgan"), Vec::new(), String::new());
        loop {
            let page = morgan.get(&format!("/v1/audit/entries?stream={stream}&limit=7{cursor}")).ok();
            rows.extend(page["items"].as_array().expect("rows").clone());
            match &page["next_cursor"] {
                Value::Null => return rows,
                next => cursor = format!("&cursor={}", text(next)),
            }
        }
    }

    /// How many rows of a stream have a verb.
    pub(crate) fn audited_as(&self, stream: &str, verb: &str) -> usize {
        self.audited(stream).iter().filter(|row| row["verb"] == verb).count()
    }

    /// What is wrong with the audit of the demo's agency and of the installation.
    pub(crate) fn findings(&self) -> Vec<Finding> {
        let mut keys = TrustedKeys::default();
        keys.trust(self.state.audit_key.public());
        let mut found = Vec::new();
        for agency in [INSTALLATION, self.agency_id()] {
            verify(&self.state.store, agency, &keys, &[], |finding| found.push(finding)).expect("it is read");
        }
        found
    }

    /// The exported head.
    pub(crate) fn head(&self) -> AuditHeadDto {
        serde_json::from_value(self.by("morgan").get("/v1/audit/head").ok()).expect("a head")
    }

    pub(crate) fn agency_id(&self) -> Uuid {
        text(&self.by("morgan").get("/v1/me").ok()["agency"]["id"]).parse().expect("an id")
    }
}

impl Server {
    /// What the server shares.
    pub(crate) fn shared(&self) -> &peerline_api::state::AppState {
        &self.state
    }
}
