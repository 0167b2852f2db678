//! `peerline audit`, as an operator and an auditor use it.

use crate::support::database;
use peerline_api::audit::{AuditKey, Sealer};
use peerline_api::environment::{SystemClock, SystemRandomness};
use peerline_domain::audit::{AuditBody, Stream};
use peerline_domain::ports::{Clock, Randomness};
use peerline_persistence::inspection::Inspected;
use peerline_persistence::records::{Agency, AuditRow};
use peerline_persistence::{Scope, SqliteOptions, Store};
use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;
use tempfile::TempDir;
use uuid::Uuid;

const AGENCY: Uuid = Uuid::from_u128(1);

/// A data folder with an agency and a sealed event.
struct Installation {
    folder: TempDir,
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_peerline"));
    // A data folder of its own, on SQLite, whatever the other tests run on.
    database::configure(&mut command, None);
    command
        .current_dir(folder)
        .env("PEERLINE_DATA_DIR", folder.join("data"))
        .args(arguments)
        .output()
        .unwrap()
}

fn said(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

impl Installation {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("data")).unwrap();
        let installation = Self { folder };
        installation.new_key();
        let store = installation.store();
        store
            .write(Scope::Platform, |tx| {
                let (slug, name) = ("example-dcs".to_owned(), "Example Department".to_owned());
                let created_on = "2026-10-01".parse().unwrap();
                tx.insert_agency(Agency { id: AGENCY, slug, name, created_on })
            })
            .unwrap();
        installation.event();
        installation
    }

    fn store(&self) -> Store {
        let path = self.folder.path().join("data/peerline.db");
        Store::sqlite(&SqliteOptions { path, readers: 1, patience: std::time::Duration::from_secs(10) })
            .unwrap()
    }

    fn key(&self) -> std::path::PathBuf {
        self.folder.path().join("data/audit-key.pk8")
    }

    fn new_key(&self) {
        std::fs::write(self.key(), AuditKey::generate().unwrap()).unwrap();
    }

    /// Writes and seals an event with the key in the folder.
    fn event(&self) {
        let (store, at, id) = (self.store(), SystemClock.now(), SystemRandomness.uuid());
        let (verb, role) = ("manage_units".to_owned(), "coordinator".to_owned());
        let body = AuditBody::Event { at, verb, role, actor: None, object: None, policy_version: None };
        store.write(Scope::Agency(AGENCY), move |tx| tx.insert_audit_row(AuditRow { id, body })).unwrap();
        let key = AuditKey::new(&std::fs::read(self.key()).unwrap()).unwrap();
        let (clock, random) = (Arc::new(SystemClock), Arc::new(SystemRandomness));
        let sealer = Sealer::new(store, clock, random, Arc::new(key), Arc::default());
        assert_eq!(sealer.seal_events(AGENCY), Ok(1));
    }

    /// A data folder of its own with the same key and a copy of the database as it is now: a backup, put back.
    fn backup(&self, name: &str) -> std::path::PathBuf {
        let data = self.folder.path().join(name).join("data");
        std::fs::create_dir_all(&data).unwrap();
        std::fs::copy(self.key(), data.join("audit-key.pk8")).unwrap();
        let copy = format!("VACUUM INTO '{}'", data.join("peerline.db").display());
        let database = self.folder.path().join("data/peerline.db");
        assert_eq!(Inspected::Sqlite(&database).texts(&copy), Ok(Vec::new()));
        self.folder.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        run(self.folder.path(), arguments)
    }

    fn keep_head(&self, name: &str) {
        let head = self.run(&["audit", "head", "--agency", "example-dcs"]);
        assert!(head.status.success());
        std::fs::write(self.folder.path().join(name), head.stdout).unwrap();
    }
}

#[test]
fn gov_17_a_sound_audit_verifies_with_and_without_a_head() {
    let installation = Installation::new();
    installation.keep_head("head.json");
    installation.event();
    for arguments in [
        vec!["audit", "verify"],
        vec!["audit", "verify", "--agency", "example-dcs"],
        vec!["audit", "verify", "--agency", "example-dcs", "--head", "head.json"],
    ] {
        let output = installation.run(&arguments);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", said(&output));
        assert!(said(&output).contains("example-dcs: 2 batches, 0 findings"), "{}", said(&output));
    }
    assert_eq!(installation.run(&["audit", "verify", "--agency", "nowhere"]).status.code(), Some(1));
}

#[test]
fn gov_17_a_database_put_back_to_an_older_state_is_found_with_the_head() {
    let installation = Installation::new();
    let older = installation.backup("older");
    installation.event();
    installation.keep_head("older/head.json");
    let output = run(&older, &["audit", "verify", "--head", "head.json"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("example-dcs: events batch 2: head_missing: "), "{}", said(&output));
    assert_eq!(run(&older, &["audit", "verify"]).status.code(), Some(0), "by itself it looks sound");
}

#[test]
fn gov_17_batches_of_another_key_are_found() {
    let installation = Installation::new();
    installation.keep_head("head.json");
    installation.new_key();
    installation.event();
    let output = installation.run(&["audit", "verify", "--head", "head.json"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).contains("events batch 2: key_unknown: "), "{}", said(&output));
    // After a key was changed on purpose, the head of each key is given.
    installation.keep_head("later.json");
    let both = installation.run(&["audit", "verify", "--head", "head.json", "--head", "later.json"]);
    assert_eq!(both.status.code(), Some(0), "{}", said(&both));
}

#[test]
fn gov_17_a_forged_head_is_found() {
    let installation = Installation::new();
    installation.keep_head("head.json");
    let path = installation.folder.path().join("head.json");
    let bent = std::fs::read_to_string(&path).unwrap().replacen("\"rows\": 1", "\"rows\": 2", 1);
    std::fs::write(&path, bent).unwrap();
    let output = installation.run(&["audit", "verify", "--head", "head.json"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(said(&output).starts_with("head_forged: "), "{}", said(&output));
}

#[test]
fn conf_27_purged_bodies_are_gone_from_the_file_and_the_audit_still_verifies() {
    let installation = Installation::new();
    installation.keep_head("head.json");
    let output = installation.run(&["audit", "purge", "--agency", "example-dcs", "--before", "9000-01-01"]);
    assert!(said(&output).starts_with("1 rows purged"), "{}", said(&output));
    let verified = installation.run(&["audit", "verify", "--head", "head.json"]);
    assert_eq!(verified.status.code(), Some(0), "{}", said(&verified));
    let store = installation.store();
    let waiting = store.read(Scope::Agency(AGENCY), |tx| tx.list_pending_audit(Stream::Events, 9)).unwrap();
    let [AuditRow { body: AuditBody::Event { verb, .. }, .. }] = waiting.as_slice() else {
        panic!("the purge is audited itself")
    };
    assert_eq!(verb, "purge_audit");
}
