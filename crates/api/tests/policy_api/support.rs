//! A served demo, its callers, and the platform's administrator.

use actix_web::web::Data;
use chrono::Duration;
use peerline_api::demo::{Demo, Token};
use peerline_api::problem::Problem;
use peerline_api::state::AppState;
use peerline_domain::access::Role;
use peerline_persistence::Scope;
use peerline_persistence::records::{Principal, PrincipalKind, RoleGrant};
use serde_json::{Value, json};
use std::net::TcpListener;
use ureq::http::{Request, Response};
use ureq::{Agent, Body};
use uuid::Uuid;

pub(crate) const PRESETS: [&str; 5] =
    ["arizona_dcs", "la_dcfs", "oc_probation", "mn_public_safety", "denver_911"];

pub(crate) struct Server {
    base: String,
    state: Data<AppState>,
    tokens: Vec<Token>,
    platform: Uuid,
    _folder: tempfile::TempDir,
}

impl Server {
    pub(crate) fn start() -> Self {
        let Demo { state, tokens, folder, .. } = Demo::new().unwrap();
        let platform = platform_administrator(&state);
        let (state, listener) = (Data::new(state), TcpListener::bind("127.0.0.1:0").unwrap());
        let base = format!("http://{}", listener.local_addr().unwrap());
        let served = state.clone();
        std::thread::spawn(move || {
            actix_web::rt::System::new().block_on(async move {
                peerline_api::app::serve(served, listener, 1).unwrap().run.await.unwrap();
            });
        });
        Self { base, state, tokens, platform, _folder: folder }
    }

    fn person(&self, first_name: &str) -> &Token {
        self.tokens.iter().find(|token| token.person.to_lowercase().starts_with(first_name)).unwrap()
    }

    /// A caller of the demo's agency by first name.
    pub(crate) fn by(&self, first_name: &str) -> Caller {
        self.holding(&self.person(first_name).text)
    }

    pub(crate) fn principal(&self, first_name: &str) -> String {
        self.person(first_name).principal.to_string()
    }

    pub(crate) fn member(&self, first_name: &str) -> String {
        self.person(first_name).member.unwrap().to_string()
    }

    pub(crate) fn platform(&self) -> Caller {
        self.acting_as(&self.platform.to_string())
    }

    pub(crate) fn acting_as(&self, principal: &str) -> Caller {
        let now = self.state.clock.now();
        self.holding(&self.state.tokens.issue(principal.parse().unwrap(), now, Duration::days(99)).unwrap())
    }

    pub(crate) fn holding(&self, token: &str) -> Caller {
        let agent = Agent::config_builder().http_status_as_error(false).build().new_agent();
        Caller { base: self.base.clone(), token: token.to_owned(), if_match: None, agent }
    }

    pub(crate) fn at(&self, now: &str) -> &Self {
        self.by("casey").post("/demo/clock", &json!({ "now": now })).ok();
        self
    }

    /// An agency on a preset, with somebody who drafts and somebody who activates.
    pub(crate) fn agency(&self, slug: &str, preset: &str) -> Founded {
        let new = json!({"slug": slug, "name": "Another Agency", "preset": preset, "administrator_name": "Ash Admin"});
        let created = self.platform().post("/v1/agencies", &new).ok();
        let administrator = self.holding(&text(&created["administrator"]["access_token"]));
        let appoint = |name: &str, role: &str| {
            let new = json!({"display_name": name, "kind": "person", "roles": [role]});
            self.acting_as(&text(&administrator.post("/v1/principals", &new).ok()["id"]))
        };
        Founded {
            drafter: appoint("Cameron Coordinator", "coordinator"),
            sponsor: appoint("Sasha Sponsor", "executive_sponsor"),
            version: format!("/v1/policy-versions/{}", text(&created["policy_version_id"])),
            administrator,
            created,
        }
    }
}

/// An agency just created, and its people.
pub(crate) struct Founded {
    pub(crate) created: Value,
    pub(crate) administrator: Caller,
    pub(crate) drafter: Caller,
    pub(crate) sponsor: Caller,
    /// Address of its first draft.
    pub(crate) version: String,
}

fn platform_administrator(state: &AppState) -> Uuid {
    let (id, grant, now) = (state.random.uuid(), state.random.uuid(), state.clock.now());
    state
        .store
        .write(Scope::Platform, move |tx| {
            let display_name = "Platform administrator".to_owned();
            let kind = PrincipalKind::Person;
            tx.insert_principal(Principal { id, agency_id: None, display_name, kind, created_at: now })?;
            let granted_on = now.date_naive();
            let role = Role::PlatformAdmin;
            tx.insert_role_grant(RoleGrant {
                id: grant,
                principal_id: id,
                role,
                granted_on,
                ended_on: None,
            })?;
            Ok::<(), Problem>(())
        })
        .unwrap();
    id
}

#[derive(Clone)]
pub(crate) struct Caller {
    base: String,
    token: String,
    if_match: Option<String>,
    agent: Agent,
}

impl Caller {
    /// The same caller, naming a revision in If-Match.
    pub(crate) fn if_match(&self, tag: &str) -> Self {
        Self { if_match: Some(tag.to_owned()), ..self.clone() }
    }

    fn send(&self, method: &str, path: &str, body: Option<&Value>) -> Reply {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.base));
        request = request.header("Authorization", format!("Bearer {}", self.token));
        if let Some(tag) = &self.if_match {
            request = request.header("If-Match", tag);
        }
        Reply::of(match body {
            None => self.agent.run(request.body(()).unwrap()),
            Some(body) => {
                let request = request.header("Content-Type", "application/json");
                self.agent.run(request.body(body.to_string()).unwrap())
            }
        })
    }

    pub(crate) fn get(&self, path: &str) -> Reply {
        self.send("GET", path, None)
    }

    pub(crate) fn delete(&self, path: &str) -> Reply {
        self.send("DELETE", path, None)
    }

    pub(crate) fn ask(&self, path: &str) -> Reply {
        self.send("POST", path, None)
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Reply {
        self.send("POST", path, Some(body))
    }

    pub(crate) fn put(&self, path: &str, body: &Value) -> Reply {
        self.send("PUT", path, Some(body))
    }

    pub(crate) fn patch(&self, path: &str, body: &Value) -> Reply {
        self.send("PATCH", path, Some(body))
    }
}

pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) etag: String,
    pub(crate) text: String,
    pub(crate) json: Value,
}

impl Reply {
    fn of(outcome: Result<Response<Body>, ureq::Error>) -> Self {
        let mut response = outcome.unwrap();
        let etag = response.headers().get("etag").map_or("", |tag| tag.to_str().unwrap()).to_owned();
        let text = response.body_mut().read_to_string().unwrap();
        let json = serde_json::from_str(&text).unwrap_or(Value::Null);
        Self { status: response.status().as_u16(), etag, text, json }
    }

    #[track_caller]
    pub(crate) fn ok(self) -> Value {
        assert!((200..300).contains(&self.status), "{}: {}", self.status, self.text);
        self.json
    }

    #[track_caller]
    pub(crate) fn refused(self, status: u16, code: &str) -> Value {
        assert_eq!((self.status, self.json["code"].as_str()), (status, Some(code)), "{}", self.text);
        self.json
    }
}

pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("a string was expected, not {value}")).to_owned()
}

/// Pointer and code of every error of a problem.
pub(crate) fn errors(problem: &Value) -> Vec<(String, String)> {
    let errors = problem["errors"].as_array().unwrap();
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
