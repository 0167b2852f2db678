//! A running demo and its callers.

mod auditing;
mod body;
mod commands;
pub(crate) mod database;
mod installations;
pub(crate) mod machines;
mod mixed;
mod people;
mod rules;

pub(crate) use body::Reply;
pub(crate) use commands::{Command, alerted, all_sent, declaration};
pub(crate) use installations::{Founded, PRESETS};
pub(crate) use mixed::mixed;
pub(crate) use people::Caller;
pub(crate) use rules::{Rules, policies, under_each_policy};

use actix_web::dev::ServerHandle;
use actix_web::web::Data;
use peerline_api::app::{StoppedBy, serve};
use peerline_api::demo::{Demo, Token};
use peerline_api::environment::ManualClock;
use peerline_api::state::{AppState, Surface};
use peerline_domain::policy::PolicyDocument;
use peerline_domain::ports::Clock;
use peerline_persistence::Store;
use peerline_persistence::inspection::Inspected;
use peerline_persistence::keys::AgencyKeys;
use peerline_persistence::testing::TestDatabase;
use serde_json::{Value, json};
use std::net::TcpListener;
use std::path::PathBuf;
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use tempfile::TempDir;

/// A demo agency being served on a port of its own.
pub(crate) struct Server {
    /// `http://127.0.0.1:<port>`.
    pub(crate) base: String,
    pub(crate) state: Data<AppState>,
    tokens: Vec<Token>,
    handle: ServerHandle,
    thread: Option<JoinHandle<()>>,
    /// The folder of the SQLite file.
    folder: PathBuf,
    /// Dropped last: the store above is connected to it.
    database: Option<TestDatabase>,
}

impl Server {
    /// Serves the demo's agency on Arizona's policy.
    pub(crate) fn start() -> Self {
        Self::start_with(|_| {})
    }

    /// The same, with another state.
    pub(crate) fn start_with(change: impl FnOnce(&mut AppState)) -> Self {
        let database = database::wanted();
        let mut demo = database::demo(database.as_ref());
        change(&mut demo.state);
        Self::serving(demo, database)
    }

    /// Serves the demo's agency on the policy of another preset.
    pub(crate) fn on_preset(name: &str) -> Self {
        Self::on_preset_with(name, |_| {})
    }

    /// Serves the demo's agency on any policy.
    pub(crate) fn on_policy(document: &PolicyDocument) -> Self {
        let database = database::wanted();
        Self::serving(database::demo_under(database.as_ref(), document), database)
    }

    /// The same as `on_preset`, with another state.
    pub(crate) fn on_preset_with(name: &str, change: impl FnOnce(&mut AppState)) -> Self {
        let database = database::wanted();
        let mut demo = database::demo_on(database.as_ref(), name);
        change(&mut demo.state);
        Self::serving(demo, database)
    }

    /// Another server over the same databases, which remembers nothing of what this one does: a replica, or this one
    /// after a restart. Dropped before this one.
    pub(crate) fn replica(&self) -> Self {
        self.replica_of(self.state.clock.clone(), self.state.manual_clock.clone())
    }

    /// The same with a clock of its own, which shows `now`, for example `2026-10-14T17:00:00Z`.
    pub(crate) fn replica_at(&self, now: &str) -> Self {
        let clock = Arc::new(ManualClock::at(now.parse().expect("an instant")));
        self.replica_of(clock.clone(), Some(clock))
    }

    fn replica_of(&self, clock: Arc<dyn Clock>, manual_clock: Option<Arc<ManualClock>>) -> Self {
        let state = AppState {
            store: database::another(self.database.as_ref(), &self.state.store),
            keys: self.state.keys.forgetful(),
            clock,
            random: self.state.random.clone(),
            audit_key: self.state.audit_key.clone(),
            tokens: self.state.tokens.clone(),
            providers: self.state.providers.clone(),
            memory: Arc::default(),
            surface: Surface::default(),
            manual_clock,
        };
        Self::running(state, self.tokens.clone(), None, None)
    }

    /// The store, to look at what stands in it.
    pub(crate) fn store(&self) -> &Store {
        &self.state.store
    }

    /// Changes the database behind the server's back.
    pub(crate) fn bend(&self, statements: &str) {
        let bent = match &self.database {
            None => Inspected::Sqlite(&self.folder.join("demo.db")).bend(statements),
            Some(database) => Inspected::Postgres(&database.superuser_url()).bend(statements),
        };
        bent.unwrap_or_else(|error| panic!("{statements}: {error}"));
    }

    /// Everything that stands in the database.
    pub(crate) fn every_row(&self) -> String {
        let rows = match &self.database {
            None => Inspected::Sqlite(&self.folder.join("demo.db")).every_row().map(|rows| rows.join("\n")),
            Some(database) => database.every_row(),
        };
        rows.unwrap_or_else(|error| panic!("{error}"))
    }

    /// What the addresses of its databases have in common, and those of no other server.
    pub(crate) fn address_part(&self) -> String {
        match &self.database {
            None => self.folder.display().to_string(),
            Some(database) => database.name().to_owned(),
        }
    }

    /// Whether the database is PostgreSQL.
    pub(crate) fn is_on_postgres(&self) -> bool {
        self.database.is_some()
    }

    fn serving(demo: Demo, database: Option<TestDatabase>) -> Self {
        Self::running(demo.state, demo.tokens, Some(demo.folder), database)
    }

    fn running(
        state: AppState,
        tokens: Vec<Token>,
        folder: Option<TempDir>,
        database: Option<TestDatabase>,
    ) -> Self {
        let state = Data::new(state);
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let (started, ready) = mpsc::channel();
        let path = folder.as_ref().map(|folder| folder.path().to_owned()).unwrap_or_default();
        let served_state = state.clone();
        let thread = std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                // A signal to the tests ends the tests; it does not end their servers under them one by one.
                let served = serve(served_state, listener, 1, StoppedBy::HandleAlone);
                let served = served.expect("the server starts");
                started.send((served.address, served.handle)).expect("somebody waits");
                served.run.await.expect("the server runs");
            });
            drop(folder);
        });
        let (address, handle) = ready.recv().expect("the server starts");
        Self {
            base: format!("http://{address}"),
            state,
            tokens,
            handle,
            thread: Some(thread),
            folder: path,
            database,
        }
    }

    /// A caller by first name, for example `casey`; `nobody` carries no token.
    pub(crate) fn by(&self, first_name: &str) -> Caller {
        let token = self.tokens.iter().find(|token| token.person.to_lowercase().starts_with(first_name));
        assert!(token.is_some() || first_name == "nobody", "nobody is called {first_name}");
        Caller::new(&self.base, token.map(|token| token.text.clone()))
    }

    /// Whom the members' reports are sent to: the logistics coordinator, where the policy has one (TRACK-26).
    pub(crate) fn keeper(&self) -> &'static str {
        if self.tokens.iter().any(|token| token.role == "logistics_coordinator") { "logan" } else { "casey" }
    }

    /// Somebody's token.
    pub(crate) fn token(&self, first_name: &str) -> String {
        let token = self.tokens.iter().find(|token| token.person.to_lowercase().starts_with(first_name));
        token.expect("somebody").text.clone()
    }

    /// What stands in the key store about the demo's agency.
    pub(crate) fn keys(&self) -> AgencyKeys {
        self.state.keys.status(&self.state.store).expect("the key store answers").agencies.remove(0)
    }

    /// The principal id of somebody.
    pub(crate) fn principal(&self, first_name: &str) -> String {
        let token = self.tokens.iter().find(|token| token.person.to_lowercase().starts_with(first_name));
        token.expect("somebody").principal.to_string()
    }

    /// The member id of somebody on the team.
    pub(crate) fn member(&self, first_name: &str) -> String {
        let token = self.tokens.iter().find(|token| token.person.to_lowercase().starts_with(first_name));
        token.and_then(|token| token.member).expect("somebody on the team").to_string()
    }

    /// Sets the clock, for example to `2026-10-14T17:00:00Z`.
    pub(crate) fn at(&self, now: &str) -> &Self {
        let reply = self.by("nobody").post("/demo/clock", &json!({ "now": now }));
        assert_eq!(reply.status, 200, "{}", reply.json);
        self
    }

    /// The id of a unit by its name.
    pub(crate) fn unit(&self, name: &str) -> String {
        let units = self.by("casey").get("/v1/units").ok();
        let items = units["items"].as_array().expect("units");
        let unit = items.iter().find(|unit| unit["name"] == name).expect("a unit of that name");
        text(&unit["id"])
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // `stop` only sends; the thread ends when the server has.
        drop(self.handle.stop(false));
        if let Some(thread) = self.thread.take() {
            thread.join().expect("the server's thread ends");
        }
    }
}

/// The text of a JSON string.
pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("a string was expected, not {value}")).to_owned()
}

/// The codes of a JSON list of variances.
pub(crate) fn codes(variances: &Value) -> Vec<String> {
    variances.as_array().expect("a list").iter().map(|item| text(&item["code"])).collect()
}

/// Pointer and code of every error of a problem.
pub(crate) fn errors(problem: &Value) -> Vec<(String, String)> {
    let errors = problem["errors"].as_array().expect("a list of errors");
    errors.iter().map(|error| (text(&error["pointer"]), text(&error["code"]))).collect()
}

/// That two answers are the same but for the request's id.
#[track_caller]
pub(crate) fn assert_same(mut one: Value, mut other: Value) {
    for problem in [&mut one, &mut other] {
        problem["request_id"] = Value::Null;
    }
    assert_eq!(one, other);
}
