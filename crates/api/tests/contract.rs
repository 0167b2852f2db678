//! The committed contract against the handlers it is made from, and against the addresses that answer.
#![cfg(test)]

use actix_web::dev::ServerHandle;
use actix_web::web::Data;
use peerline_api::demo::Demo;
use peerline_api::{app, openapi};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::net::{SocketAddr, TcpListener};
use std::sync::mpsc;
use std::thread::JoinHandle;
use ureq::http::{Request, Response};

/// What an OpenAPI path item can hold besides parameters and descriptions.
const METHODS: [&str; 5] = ["delete", "get", "patch", "post", "put"];
/// Every address that is part of the contract is registered here.
const ROUTES: &str = include_str!("../src/routes.rs");

/// An operation of the contract.
struct Operation {
    method: String,
    path: String,
    content: Value,
}

impl Operation {
    fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    fn text(&self, key: &str) -> &str {
        self.content[key].as_str().unwrap_or_default().trim()
    }

    /// Whether no token is asked for: an empty alternative overrides the security of the whole document.
    fn is_open(&self) -> bool {
        // Without alternatives of its own an operation has those of the contract; an empty list asks for nothing.
        self.content["security"].as_array().is_some_and(Vec::is_empty)
    }
}

fn contract() -> Value {
    serde_json::from_str(&openapi::document()).expect("the contract is JSON")
}

fn operations(contract: &Value) -> Vec<Operation> {
    let paths = contract["paths"].as_object().expect("the contract has paths");
    let found = paths.iter().flat_map(|(path, item)| {
        METHODS.iter().filter_map(move |method| {
            let content = item.get(method)?.clone();
            Some(Operation { method: method.to_uppercase(), path: path.clone(), content })
        })
    });
    let found: Vec<Operation> = found.collect();
    assert!(!found.is_empty(), "the contract has operations");
    found
}

fn methods_by_path(operations: &[Operation]) -> BTreeMap<String, BTreeSet<String>> {
    let mut methods: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for operation in operations {
        methods.entry(operation.path.clone()).or_default().insert(operation.method.clone());
    }
    methods
}

/// The demo's server on a free port, stopped when dropped.
struct Server {
    address: SocketAddr,
    handle: ServerHandle,
    thread: Option<JoinHandle<()>>,
}

impl Server {
    fn start() -> Self {
        let (started, address_of) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            let demo = Demo::new().unwrap_or_else(|_| panic!("the demo is set up"));
            let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
            actix_web::rt::System::new().block_on(async move {
                let served = app::serve(Data::new(demo.state), listener, 1, app::StoppedBy::HandleAlone)
                    .expect("the server starts");
                started.send((served.address, served.handle)).expect("the test waits");
                served.run.await.expect("the server ends well");
            });
            drop(demo.folder);
        });
        let (address, handle) = address_of.recv().expect("the server starts");
        Self { address, handle, thread: Some(thread) }
    }

    /// Sends a request without a token; bodies are empty objects.
    fn send(&self, method: &str, path: &str) -> Response<ureq::Body> {
        let agent = ureq::Agent::new_with_config(
            ureq::Agent::config_builder().http_status_as_error(false).max_redirects(0).build(),
        );
        let request = Request::builder().method(method).uri(format!("http://{}{path}", self.address));
        let answer = if matches!(method, "GET" | "DELETE") {
            agent.run(request.body(()).expect("a request"))
        } else {
            agent.run(request.header("Content-Type", "application/json").body("{}").expect("a request"))
        };
        answer.unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        actix_web::rt::System::new().block_on(self.handle.stop(false));
        let ended = self.thread.take().map(JoinHandle::join);
        assert!(matches!(ended, Some(Ok(()))) || std::thread::panicking(), "the server ends well");
    }
}

/// An address with its parameters filled in, so that every part is of the form its extractor reads.
fn filled(path: &str) -> String {
    let segments = path.split('/').map(|segment| match segment {
        "{agency}" => "example-dcs",
        "{month}" => "2026-10",
        "{version}" => "1",
        "{code}" => "not_found",
        parameter if parameter.starts_with('{') => "0b6f7f1c-6a3f-4f7e-8a4e-1f2d3c4b5a69",
        literal => literal,
    });
    segments.collect::<Vec<_>>().join("/")
}

/// The addresses registered in `routes.rs`, read from its text.
fn registered() -> BTreeSet<String> {
    let calls = ROUTES.split("address!(c,").skip(1);
    let paths = calls.map(|call| call.split('"').nth(1).expect("an address is a literal").to_owned());
    paths.filter(|path| !path.starts_with("/demo")).collect()
}

#[test]
fn the_committed_contract_is_the_one_the_handlers_make() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../openapi/openapi.json");
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    let made = openapi::document();
    let same = committed.lines().zip(made.lines()).take_while(|(old, new)| old == new).count();
    assert!(
        committed == made,
        "openapi/openapi.json is not what the handlers make; they differ from line {} on.\n\
         Write it anew: cargo run -- openapi > openapi/openapi.json",
        same + 1,
    );
}

#[test]
fn every_operation_says_what_it_is_and_what_can_go_wrong() {
    let contract = contract();
    let declared = contract["tags"].as_array().expect("the contract has tags");
    let declared: BTreeSet<&str> = declared.iter().filter_map(|tag| tag["name"].as_str()).collect();
    let operations = operations(&contract);
    let (mut ids, mut used) = (BTreeSet::new(), BTreeSet::new());
    for operation in &operations {
        let name = operation.name();
        for key in ["operationId", "summary", "description"] {
            assert!(!operation.text(key).is_empty(), "{name} has no {key}");
        }
        assert!(ids.insert(operation.text("operationId")), "{name} has the operationId of another operation");
        let tags = operation.content["tags"].as_array().expect("tags");
        let tags: Vec<&str> = tags.iter().filter_map(Value::as_str).collect();
        assert_eq!(tags.len(), 1, "{name} has one tag");
        assert!(tags.iter().all(|tag| declared.contains(tag)), "{name} has a tag that is not declared");
        used.extend(tags);
        let responses = operation.content["responses"].as_object().expect("responses");
        assert!(responses.keys().any(|status| status.starts_with('4')), "{name} answers no 4xx");
        // The token endpoint answers as RFC 6749 section 5.2 asks, not with problem documents.
        let answers_otherwise = operation.path == "/oauth/token";
        let refusals = responses.iter().filter(|(status, _)| status.starts_with(['4', '5']));
        for (status, response) in refusals.filter(|_| !answers_otherwise) {
            assert_eq!(
                response["$ref"], "#/components/responses/Problem",
                "{name} answers {status} with something else than a problem document"
            );
        }
    }
    assert_eq!(used, declared, "every declared tag is used");
}

#[test]
fn every_form_that_is_sent_or_answered_has_an_example() {
    let contract = contract();
    let forms = contract["components"]["schemas"].as_object().expect("forms");
    let mut without = Vec::new();
    for (path, methods) in contract["paths"].as_object().expect("addresses") {
        for (method, operation) in methods.as_object().expect("methods") {
            let answers = operation["responses"].as_object().expect("answers").values();
            for part in answers.chain(operation.get("requestBody")) {
                let bodies =
                    part.get("content").and_then(Value::as_object).into_iter().flat_map(|all| all.values());
                for body in bodies {
                    let name = body["schema"]["$ref"].as_str().and_then(|address| address.rsplit('/').next());
                    let form = name.and_then(|name| forms.get(name));
                    if form.is_none_or(|form| form.get("example").is_none_or(Value::is_null)) {
                        without.push(format!("{method} {path}: {name:?}"));
                    }
                }
            }
        }
    }
    assert!(without.is_empty(), "no example: {without:#?}");
}

/// Whether the values a schema lets through have a bound: text a longest length or a form, a number both ends (its
/// format is the far one), a choice its codes.
fn is_bounded(schema: &Value) -> bool {
    let is = |kind: &str| match &schema["type"] {
        Value::Array(kinds) => kinds.iter().any(|one| one == kind),
        one => one == kind,
    };
    let says = |keyword: &str| schema.get(keyword).is_some();
    if is("string") {
        return ["enum", "format", "pattern", "maxLength"].into_iter().any(says);
    }
    if is("integer") {
        return says("minimum") && (says("maximum") || says("format"));
    }
    !is("array") || is_bounded(&schema["items"])
}

/// The fields of a schema and of the parts it is made of.
fn fields_of(schema: &Value) -> Vec<(&String, &Value)> {
    let own = schema["properties"].as_object().into_iter().flatten();
    let parts = ["allOf", "oneOf"].into_iter().filter_map(|kind| schema[kind].as_array());
    own.chain(parts.flatten().flat_map(fields_of)).collect()
}

#[test]
fn every_field_says_what_it_is_and_what_bounds_it() {
    let contract = contract();
    let forms = contract["components"]["schemas"].as_object().expect("forms");
    let fields: Vec<_> = forms
        .iter()
        .flat_map(|(form, schema)| fields_of(schema).into_iter().map(move |field| (form, field)))
        .collect();
    assert!(fields.len() > 300, "the contract has fields");
    for (form, (name, field)) in fields {
        assert!(is_bounded(field), "{form}.{name} is not bounded: see src/openapi/bounds");
        assert!(field["description"].is_string(), "{form}.{name} is not described");
    }
}

#[test]
fn every_registered_address_stands_in_the_contract_and_the_other_way_round() {
    let described: BTreeSet<String> = methods_by_path(&operations(&contract())).into_keys().collect();
    let registered = registered();
    let unregistered: Vec<&String> = described.difference(&registered).collect();
    assert!(unregistered.is_empty(), "in the contract but not in routes.rs: {unregistered:?}");
    let undescribed: Vec<&String> = registered.difference(&described).collect();
    assert!(undescribed.is_empty(), "in routes.rs but not in the contract: {undescribed:?}");
}

/// An address the router doesn't know answers any method with 404; one it knows answers a method it doesn't
/// take with 405 and the methods it does. That tells a missing route from a handler that found nothing.
#[test]
fn every_operation_answers_at_its_address() {
    let server = Server::start();
    assert_eq!(server.send("DELETE", "/v1/no-such-address").status(), 404);
    let operations = operations(&contract());
    for (path, methods) in methods_by_path(&operations) {
        let other = METHODS.map(str::to_uppercase).into_iter().find(|method| !methods.contains(method));
        let other = other.expect("no address takes every method");
        let answer = server.send(&other, &filled(&path));
        assert_eq!(answer.status(), 405, "{other} {path} must be refused by the address itself");
        let allow = answer.headers().get("allow").and_then(|value| value.to_str().ok()).unwrap_or_default();
        let allowed: BTreeSet<String> = allow.split(", ").map(str::to_owned).collect();
        let mut expected = methods.clone();
        expected.insert("OPTIONS".to_owned());
        // A GET that discloses something sealed has no HEAD.
        if methods.contains("GET") && !path.ends_with("/recipient") && !path.ends_with("/affected") {
            expected.insert("HEAD".to_owned());
        }
        assert_eq!(allowed, expected, "Allow of {path} against the contract");
    }
    for operation in operations {
        let status = server.send(&operation.method, &filled(&operation.path)).status();
        assert_ne!(status, 405, "{} is in the contract but not routed", operation.name());
        assert!(!status.is_server_error(), "{} answers {status}", operation.name());
        assert_eq!(status == 401, !operation.is_open(), "{} without a token: {status}", operation.name());
    }
}
