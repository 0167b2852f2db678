//! No noun that offers actions is left out.

use crate::support::text;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What offers actions, and the module that tries them.
const COVERED: [(&str, &str); 4] = [
    ("ActivityReport", "reports"),
    ("Incident", "incidents"),
    ("Outreach", "outreaches"),
    ("SupportRequest", "requests"),
];
/// Every operation that answers with one of them, which is one that is tried, or reads it, or makes it.
const ANSWERING: [&str; 16] = [
    "assign_outreach",
    "assign_request",
    "attest_notice",
    "close_incident",
    "declare_conflict",
    "enter_request",
    "read_incidents",
    "read_outreach",
    "read_own_reports",
    "read_requests",
    "record_follow_up",
    "record_outreach_event",
    "record_request_event",
    "submit_report",
    "triage_incident",
    "triage_request",
];

fn contract() -> Value {
    serde_json::from_str(&peerline_api::openapi::served()).expect("a contract")
}

/// The schemas a part of the contract names, itself and through others.
fn named<'c>(contract: &'c Value, part: &'c Value, found: &mut BTreeSet<&'c str>) {
    match part {
        Value::Object(fields) => {
            for (key, value) in fields {
                match (key.as_str(), value.as_str().and_then(|to| to.strip_prefix("#/components/schemas/"))) {
                    ("$ref", Some(name)) => {
                        if found.insert(name) {
                            named(contract, &contract["components"]["schemas"][name], found);
                        }
                    }
                    _ => named(contract, value, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| named(contract, item, found)),
        _ => {}
    }
}

fn offering(contract: &Value) -> BTreeSet<&str> {
    let schemas = contract["components"]["schemas"].as_object().expect("schemas");
    let offers = |schema: &Value| !schema["properties"]["allowed_actions"].is_null();
    schemas.iter().filter(|(_, schema)| offers(schema)).map(|(name, _)| name.as_str()).collect()
}

#[test]
fn everything_that_offers_actions_is_tried() {
    let contract = contract();
    assert_eq!(offering(&contract), COVERED.iter().map(|(name, _)| *name).collect());
}

#[test]
fn every_operation_that_answers_with_what_offers_actions_is_tried() {
    let contract = contract();
    let offering = offering(&contract);
    let mut answering: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (path, operations) in contract["paths"].as_object().expect("paths") {
        for (method, operation) in operations.as_object().expect("operations") {
            let mut answers = BTreeSet::new();
            for (status, answer) in operation["responses"].as_object().into_iter().flatten() {
                if status.starts_with('2') {
                    named(&contract, answer, &mut answers);
                }
            }
            if answers.iter().any(|name| offering.contains(name)) {
                answering.entry(text(&operation["x-action"])).or_default().push(format!("{method} {path}"));
            }
        }
    }
    let known: Vec<&str> = answering.keys().map(String::as_str).collect();
    assert_eq!(known, ANSWERING, "{answering:#?}");
}
