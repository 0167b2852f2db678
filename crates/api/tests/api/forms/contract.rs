//! The tables of fields against the schemas of their bodies.

use crate::support::{PRESETS, Server, text};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn schemas() -> Value {
    let contract: Value = serde_json::from_str(&peerline_api::openapi::document()).unwrap();
    contract["components"]["schemas"].clone()
}

/// The properties of a schema by their names in a form, those of nested objects too, and which are required.
fn properties(schemas: &Value, name: &str, prefix: &str, found: &mut Vec<(String, Value, bool)>) {
    let schema = &schemas[name];
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    for (property, content) in schema["properties"].as_object().expect(name) {
        let of_list = content["items"]["$ref"].as_str();
        let nested = content["oneOf"][0]["$ref"].as_str().or(content["$ref"].as_str()).or(of_list);
        let nested = nested.and_then(|address| address.rsplit('/').next()).unwrap_or_default();
        found.push((format!("{prefix}{property}"), content.clone(), required.contains(&json!(property))));
        if schemas[nested]["properties"].is_object() {
            properties(schemas, nested, &format!("{prefix}{property}/"), found);
        }
    }
}

fn type_of(schemas: &Value, content: &Value) -> &'static str {
    let is = |name: &str| {
        content["type"] == name || content["type"].as_array().is_some_and(|any| any.contains(&json!(name)))
    };
    match content["format"].as_str() {
        Some("uuid") => "id",
        Some("date") => "day",
        Some("date-time") => "instant",
        _ if is("integer") => "integer",
        _ if is("boolean") => "boolean",
        _ if is("string") => "text or code",
        _ if is("array") => "list",
        _ if content["oneOf"].is_array() && !is_choice(schemas, content) => "object",
        _ => "code",
    }
}

/// Whether one of what it may be is a list of codes: the schema of a choice that may be left open.
fn is_choice(schemas: &Value, content: &Value) -> bool {
    let mut any = content["oneOf"].as_array().into_iter().flatten();
    any.any(|one| {
        let name = one["$ref"].as_str().and_then(|path| path.rsplit('/').next());
        name.is_some_and(|name| schemas[name]["enum"].is_array())
    })
}

fn check(form: &Value, schemas: &Value) {
    let body = text(&form["body"]);
    let mut expected = Vec::new();
    properties(schemas, &body, "", &mut expected);
    let fields = form["fields"].as_array().unwrap();
    let named = |name: &str| fields.iter().find(|field| field["name"] == name);
    for (name, content, required) in &expected {
        let place = format!("{body} {name}");
        let field = named(name).unwrap_or_else(|| panic!("{place} is not in the form"));
        let kind = text(&field["type"]);
        match type_of(schemas, content) {
            "text or code" => assert!(matches!(kind.as_str(), "text" | "code"), "{place}"),
            expected => assert_eq!(kind, expected, "{place}"),
        }
        // A policy may ask for more than the contract, with a requirement; never for less.
        let permitted = field["permitted"] == true;
        // Where what has to be sent has no place, the whole form has none, or the whole object.
        let parent = |name: &str| name.rsplit_once('/').map(|(parent, _)| parent.to_owned());
        let beside = |field: &&Value| parent(field["name"].as_str().unwrap_or_default()) == parent(name);
        let has_a_place = permitted || fields.iter().filter(beside).any(|field| field["permitted"] == true);
        assert!(!required || !has_a_place || field["required"] == true, "{place} is required");
        if field["required"] == true && !required {
            assert!(field["requirement"].is_string(), "{place}");
        }
        for (limit, of_schema) in [
            ("minimum", "minimum"),
            ("maximum", "maximum"),
            ("min_length", "minLength"),
            ("max_length", "maxLength"),
        ] {
            assert_eq!(field[limit], content[of_schema], "{place} {limit}");
        }
    }
    let known: BTreeSet<&str> = expected.iter().map(|(name, ..)| name.as_str()).collect();
    for field in fields {
        let name = text(&field["name"]);
        assert!(known.contains(name.as_str()) || field["permitted"] == false, "{body} {name} is invented");
        assert_eq!(field["codes"].is_array(), field["type"] == "code", "{body} {name}");
        assert!(!text(&field["label"]).is_empty());
        if field["permitted"] == true && field["type"] == "code" {
            assert_ne!(field["codes"], json!([]), "{body} {name} has codes to choose from");
        }
    }
}

#[test]
fn every_form_of_every_preset_has_the_fields_and_limits_of_its_body() {
    let (server, schemas) = (Server::start(), schemas());
    let routes = include_str!("../../../src/routes.rs");
    for preset in PRESETS {
        let drafter = server.agency(&preset.replace('_', "-"), preset).in_force().drafter;
        let nouns = drafter.get("/v1/forms").ok();
        for noun in nouns["nouns"].as_array().unwrap() {
            let form = drafter.get(&format!("/v1/forms/{}", text(noun))).ok();
            assert_eq!(&form["noun"], noun);
            assert!(routes.contains(&format!("\"{}\"", text(&form["address"]))), "{form}");
            check(&form, &schemas);
        }
        let public = server
            .by("nobody")
            .get(&format!("/v1/public/{}/forms/support-request", preset.replace('_', "-")));
        if public.status == 200 {
            check(&public.json, &schemas);
        } else {
            assert!(
                ["la_dcfs", "denver_911"].contains(&preset),
                "the web form of {preset} takes nameless requests"
            );
            public.refused(404, "not_found");
        }
    }
}

#[test]
fn every_body_of_program_data_has_a_form() {
    let contract: Value = serde_json::from_str(&peerline_api::openapi::document()).unwrap();
    // Not of the program: policies have their own catalog of parameters, people and agencies belong to the
    // installation, and origins to the administrator.
    let others = [
        "NewAgency",
        "NewPrincipal",
        "NewRole",
        "NewDraft",
        "PolicyChange",
        "Activation",
        "OriginList",
        "NewIdentity",
    ];
    let server = Server::start();
    let mut shown: BTreeSet<String> = BTreeSet::from(["PublicRequest".to_owned()]);
    let casey = server.by("casey");
    for noun in casey.get("/v1/forms").ok()["nouns"].as_array().unwrap() {
        shown.insert(text(&casey.get(&format!("/v1/forms/{}", text(noun))).ok()["body"]));
    }
    for (path, methods) in contract["paths"].as_object().unwrap() {
        for operation in methods.as_object().unwrap().values() {
            let content = &operation["requestBody"]["content"]["application/json"]["schema"]["$ref"];
            let Some(name) = content.as_str().and_then(|address| address.rsplit('/').next()) else {
                continue;
            };
            let is_other = others.contains(&name)
                || path.starts_with("/v1/policy-versions")
                || path == "/v1/combinations";
            // A union is shown by the one of its forms that the policy takes.
            let is_shown = shown.iter().any(|form| form == name || form.starts_with(&format!("{name}None")));
            assert!(is_other || is_shown, "{path} {name} has no form");
        }
    }
    casey.get("/v1/forms/nothing").refused(404, "not_found");
    server.by("nobody").get("/v1/forms").refused(401, "unauthenticated");
    server.by("hr").get("/v1/forms").refused(403, "forbidden_for_role");
}
