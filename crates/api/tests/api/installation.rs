//! The real thing: `peerline serve` as its operator starts it, and what it leaves on disk and in the log.

use crate::support::PRESETS;
use crate::support::{Caller, database, text};
use peerline_persistence::testing::TestDatabase;
use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

const PEERLINE: &str = env!("CARGO_BIN_EXE_peerline");

/// A recipient's name, planted wherever a caller can put anything. `%` forms go through addresses.
const CANARY: &str = "Marigold Quillfeather";
const CANARY_PARTS: [&str; 4] = ["Marigold", "Quillfeather", "marigold", "TWFyaWdvbGQ"];

/// A running installation with a folder of its own.
pub(crate) struct Installation {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) database: Option<TestDatabase>,
    process: Child,
    pub(crate) base: String,
    /// Where its figures are.
    pub(crate) figures: String,
    pub(crate) first_token: Option<String>,
}

pub(crate) fn command(folder: &Path, database: Option<&TestDatabase>) -> Command {
    let mut command = Command::new(PEERLINE);
    database::configure(&mut command, database);
    command.current_dir(folder).env("PEERLINE_DATA_DIR", folder.join("data"));
    command
}

/// What a command says.
pub(crate) fn run(folder: &Path, database: Option<&TestDatabase>, arguments: &[&str]) -> Output {
    command(folder, database).args(arguments).output().unwrap()
}

impl Installation {
    pub(crate) fn start() -> Self {
        Self::start_in(tempfile::tempdir().unwrap(), database::wanted())
    }

    pub(crate) fn start_in(folder: tempfile::TempDir, database: Option<TestDatabase>) -> Self {
        let log = std::fs::File::options().create(true).append(true).open(folder.path().join("log")).unwrap();
        let mut process = command(folder.path(), database.as_ref())
            .arg("serve")
            .env("PEERLINE_LISTEN", "127.0.0.1:0")
            .env("PEERLINE_LOG", "trace")
            .env("PEERLINE_METRICS_LISTEN", "127.0.0.1:0")
            .env("PEERLINE_TRUSTED_PROXIES", "127.0.0.1,::1")
            .stdout(Stdio::piped())
            .stderr(log)
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let (mut base, mut first_token, mut figures) = (None, None, None);
        while base.is_none() {
            let line = lines.next().expect("it says where it listens").unwrap();
            if let Some(address) = line.strip_prefix("Listening on ") {
                base = Some(address.to_owned());
            } else if let Some(address) = line.strip_prefix("Metrics on ") {
                figures = Some(address.to_owned());
            } else if line.trim().len() == 52 {
                first_token = Some(line.trim().to_owned());
            }
        }
        let figures = figures.expect("it says where its figures are");
        Self { folder, database, process, base: base.unwrap(), figures, first_token }
    }

    pub(crate) fn nobody(&self) -> Caller {
        Caller::new(&self.base, None)
    }

    pub(crate) fn with_token(&self, token: &str) -> Caller {
        Caller::new(&self.base, Some(token.to_owned()))
    }

    /// What another command says, run while it serves.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        run(self.folder.path(), self.database.as_ref(), arguments)
    }

    /// A token from the command line, as an operator makes one.
    pub(crate) fn token_of(&self, principal: &Value) -> Caller {
        let made = self.run(&["token", "--amr", "mfa", "--principal", &text(principal)]);
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        self.with_token(String::from_utf8(made.stdout).unwrap().trim())
    }

    /// Stops it the way a service manager does; it ends by itself and says so with 0.
    pub(crate) fn stop(mut self) -> (tempfile::TempDir, Option<TestDatabase>) {
        let pid = self.process.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        assert!(self.process.wait().unwrap().success());
        (self.folder, self.database)
    }
}

/// An agency founded, appointed and set going as the README tells; callers by role.
pub(crate) struct Agency {
    pub(crate) coordinator: Caller,
    peer: Caller,
    supervisor: Caller,
    unit: String,
    member: String,
}

pub(crate) fn found(installation: &Installation) -> Agency {
    let nobody =
        installation.with_token(installation.first_token.as_deref().expect("the first start shows one"));
    let first = nobody.post("/v1/bootstrap", &json!({})).ok();
    nobody.post("/v1/bootstrap", &json!({})).refused(401, "unauthenticated");
    let platform = installation.with_token(&text(&first["access_token"]));
    let founded = platform
        .post(
            "/v1/agencies",
            &json!({"slug": "example-dcs", "name": "Example Department", "preset": "arizona_dcs",
                "administrator_name": "Avery Admin"}),
        )
        .ok();
    let admin = installation.with_token(&text(&founded["administrator"]["access_token"]));
    let appoint = |name: &str, role: &str| {
        let body = json!({"display_name": name, "kind": "person", "roles": [role]});
        admin.post("/v1/principals", &body).ok()["id"].clone()
    };
    let coordinator = appoint("Casey Coordinator", "coordinator");
    let sponsor = appoint("Emerson Executive", "executive_sponsor");
    let peer = appoint("Parker Peer", "peer");
    let supervisor = appoint("Sam Supervisor", "supervisor");

    let version = format!("/v1/policy-versions/{}", text(&founded["policy_version_id"]));
    let sponsor = installation.token_of(&sponsor);
    let tag = sponsor.get(&version).headers["etag"].clone();
    let activation = json!({"effective_from": "2018-12-10", "effective_until": null});
    sponsor.with("If-Match", &tag).post(&format!("{version}/activation"), &activation).ok();

    let coordinator = installation.token_of(&coordinator);
    let unit = json!({"name": "Central region", "parent_id": null, "headcount": 900});
    let unit = text(&coordinator.post("/v1/units", &unit).ok()["id"]);
    let member = json!({"principal_id": peer, "unit_id": unit, "channel": "extension 5501", "hours": "always",
        "active_from": "2026-01-05"});
    let member = text(&coordinator.post("/v1/members", &member).ok()["id"]);
    Agency {
        coordinator,
        peer: installation.token_of(&peer),
        supervisor: installation.token_of(&supervisor),
        unit,
        member,
    }
}

/// Every file below a folder, with its bytes.
pub(crate) fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path));
        } else {
            let bytes = std::fs::read(&path).unwrap();
            found.push((path, bytes));
        }
    }
    found
}

fn assert_nowhere(installation: &Installation, when: &str) {
    let mut files = files(installation.folder.path());
    let names = match &installation.database {
        None => vec!["peerline.db", "peerline.db-wal", "log"],
        Some(database) => {
            files.push((PathBuf::from("rows"), database.every_row().unwrap().into_bytes()));
            vec!["rows", "log"]
        }
    };
    for name in names {
        assert!(files.iter().any(|(path, _)| path.ends_with(name)), "{name} is there {when}");
    }
    let kept = b"Central region";
    let found = files.iter().any(|(_, bytes)| bytes.windows(kept.len()).any(|window| window == kept));
    assert!(found, "the search finds what is kept {when}");
    for (path, bytes) in files {
        for part in CANARY_PARTS {
            let at = bytes.windows(part.len()).position(|window| window == part.as_bytes());
            assert!(at.is_none(), "{part} in {} {when}", path.display());
        }
    }
}

#[test]
fn conf_25_a_planted_name_is_found_in_no_file_and_no_answer() {
    let installation = Installation::start();
    let agency = found(&installation);
    let answers = plant(&installation, &agency);
    for answer in answers {
        assert!(!CANARY_PARTS.iter().any(|part| answer.contains(part)), "{answer}");
    }
    assert_nowhere(&installation, "while it runs");
    let log = std::fs::read_to_string(installation.folder.path().join("log")).unwrap();
    assert!(log.contains("GET /v1/me 401"), "the log is written");
    let silent = [
        "/v1/public",
        "/v1/support-requests",
        "/v1/referrals",
        "/v1/incidents",
        "/v1/outreach",
        "/v1/activity",
    ];
    for silent in silent {
        assert!(!log.contains(silent), "nothing in the log tells when somebody was helped: {silent}");
    }
    let (folder, _) = installation.stop();
    for (path, bytes) in files(folder.path()) {
        let found = bytes.windows(8).any(|window| window == b"Marigold");
        assert!(!found, "{} after it stopped", path.display());
    }
}

/// Sends the name in every place of every request about a contact, and does the work itself in between.
fn plant(installation: &Installation, agency: &Agency) -> Vec<String> {
    let nobody = installation
        .nobody()
        .with("Peerline-Receipt", "00112233445566778899aabbccddeeff")
        .with("X-Request-Id", CANARY)
        .with("User-Agent", CANARY)
        .with("traceparent", CANARY);
    let coordinator = agency.coordinator.clone().with("X-Request-Id", CANARY).with("User-Agent", CANARY);
    let receipt = "/v1/public/example-dcs/support-request";
    let wish =
        json!({"population": "employee", "stressor": "work", "category": "burnout", "mode": "telephone"});
    nobody.put(receipt, &wish).ok();
    let open = coordinator.get("/v1/support-requests").ok();
    let request = format!("/v1/support-requests/{}", text(&open["items"][0]["id"]));
    let alert = json!({"type": "fatality", "occurred_on": "2026-01-13", "unit_id": agency.unit});
    let incident = agency.supervisor.post("/v1/incidents", &alert).ok();
    let incident = format!("/v1/incidents/{}", text(&incident["id"]));
    let triage = json!({"outcome": "in_purview", "case": {"standing": "ongoing", "closed_on": null}});
    coordinator.post(&format!("{incident}/triage"), &triage).ok();
    let slot = coordinator.post(&format!("{incident}/outreaches"), &json!({"member_id": agency.member})).ok();
    let slot = format!("/v1/outreaches/{}", text(&slot["id"]));
    let entry = json!({"started_at": "2026-01-15T10:00:00-07:00", "kind": "individual_response",
        "mode": "telephone", "category": "burnout", "minutes": 30, "participants": 1, "referrals_out": 0,
        "mode_chosen_by_recipient": true, "session_code": null});
    agency.peer.post("/v1/activity-entries", &entry).ok();

    let mut answers = Vec::new();
    let targets: Vec<(&Caller, String, Value)> = vec![
        (&nobody, "/v1/public/example-dcs/support-requests".to_owned(), wish),
        (
            &coordinator,
            "/v1/support-requests".to_owned(),
            json!({"channel": "telephone", "population": "employee", "stressor": "work"}),
        ),
        (&coordinator, format!("{request}/triage"), json!({"decision": "in_scope"})),
        (&coordinator, format!("{request}/events"), json!({"event": "withdraw"})),
        (&agency.supervisor, "/v1/incidents".to_owned(), alert),
        (&coordinator, format!("{incident}/triage"), triage),
        (&agency.peer, format!("{slot}/events"), json!({"event": "initial_contact"})),
        (&agency.peer, "/v1/activity-entries".to_owned(), entry),
    ];
    for (caller, address, body) in &targets {
        for field in ["recipient_name", "notes", "name", CANARY] {
            let mut planted = body.clone();
            planted[field] = json!(CANARY);
            let reply = caller.post(address, &planted);
            assert_eq!(reply.json["code"], "field_not_permitted", "{address} {field}: {}", reply.text);
            answers.push(reply.text);
        }
        for field in body.as_object().unwrap().keys() {
            let mut planted = body.clone();
            planted[field] = json!(CANARY);
            let reply = caller.post(address, &planted);
            assert!((400..500).contains(&reply.status), "{address} {field}: {}", reply.text);
            answers.push(reply.text);
        }
        answers.push(caller.post_text(address, &format!("{{\"{CANARY}")).text);
        answers.push(caller.post(&format!("{address}/Marigold%20Quillfeather"), body).text);
        answers.push(caller.get(&format!("{address}?Marigold=Quillfeather&cursor=TWFyaWdvbGQ")).text);
    }
    answers.push(installation.nobody().get("/v1/public/Marigold-Quillfeather").text);
    answers.push(installation.with_token(CANARY).get("/v1/me").text);
    answers
}

#[test]
fn an_installation_keeps_its_keys_and_its_data_and_shows_its_first_token_once() {
    let installation = Installation::start();
    let agency = found(&installation);
    assert_eq!(agency.coordinator.get("/v1/units").ok()["items"].as_array().unwrap().len(), 1);
    let (folder, database) = installation.stop();
    let again = Installation::start_in(folder, database);
    assert_eq!(again.first_token, None);
    let coordinator_still = agency.coordinator.rebased(&again.base);
    assert_eq!(coordinator_still.get("/v1/units").ok()["items"].as_array().unwrap().len(), 1);
    // The manual clock is the demo's alone.
    again.nobody().get("/demo/clock").refused(404, "not_found");
    again.nobody().post("/demo/clock", &json!({"now": "2030-01-01T00:00:00Z"})).refused(404, "not_found");
    again.stop();
}

#[test]
fn the_demo_prints_what_works_when_pasted() {
    for preset in PRESETS {
        let folder = tempfile::tempdir().unwrap();
        let mut process = command(folder.path(), None)
            .args(["demo", "--listen", "127.0.0.1:0", "--preset", preset])
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(process.stdout.take().unwrap()).lines();
        let mut pasted = 0;
        while pasted < 3 {
            let line = lines.next().expect("three curl lines").unwrap();
            assert_eq!(
                line.contains("team_lead ("),
                line.contains("Taylor") && preset == "arizona_dcs",
                "{line}"
            );
            if line.trim_start().starts_with("curl ") {
                let line = format!("{} -f", line.trim());
                let answered = Command::new("sh").args(["-c", &line]).output().unwrap();
                assert!(
                    answered.status.success(),
                    "{preset} {line}\n{}",
                    String::from_utf8_lossy(&answered.stderr)
                );
                assert!(serde_json::from_slice::<Value>(&answered.stdout).is_ok());
                pasted += 1;
            }
        }
        process.kill().unwrap();
        process.wait().unwrap();
    }
}

#[test]
fn the_demo_follows_the_preset_it_is_asked_for_and_refuses_one_there_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let start = |preset: &str| {
        command(folder.path(), None)
            .args(["demo", "--listen", "127.0.0.1:0", "--preset", preset])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    };
    let mut process = start("denver_911");
    let mut lines = BufReader::new(process.stdout.take().unwrap()).lines().map(Result::unwrap);
    let said: Vec<String> = lines.by_ref().take(2).collect();
    let base = said[0].split_whitespace().nth(3).unwrap();
    let program =
        Command::new("curl").args(["-sf", &format!("{base}/v1/public/example-dcs")]).output().unwrap();
    process.kill().unwrap();
    process.wait().unwrap();
    assert!(said[1].contains("denver_911"), "{said:?}");
    let program: Value = serde_json::from_slice(&program.stdout).unwrap();
    let modes = program["modes"].as_array().unwrap().iter();
    let codes: Vec<&str> = modes.map(|mode| mode["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["in_person", "personal_text", "personal_phone"]);
    let refused = start("atlantis").wait_with_output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("arizona_dcs"));
}
