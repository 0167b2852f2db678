//! Examples of the forms that are made of others: pages, lists, details.
//!
//! Each form a person fills in or reads carries an example of its own, beside its fields. A form that only holds
//! others gets its example from theirs, so that none is written twice and none goes stale.

use serde_json::{Map, Value, json};
use utoipa::Modify;
use utoipa::openapi::schema::Schema;
use utoipa::openapi::{Content, OpenApi, RefOr, Response};

/// Forms inside forms, followed this deep; the contract has no deeper ones.
const DEPTH: u8 = 12;

/// Gives every object schema, and every body that is sent or answered, an example.
pub(super) struct ComposedExamples;

impl Modify for ComposedExamples {
    fn modify(&self, openapi: &mut OpenApi) {
        let Some(components) = openapi.components.as_mut() else { return };
        let written = serde_json::to_value(&components.schemas).unwrap_or_default();
        for (name, schema) in &mut components.schemas {
            let example = match schema {
                RefOr::T(Schema::Object(object)) if !object.properties.is_empty() => &mut object.example,
                RefOr::T(Schema::AllOf(parts)) => &mut parts.example,
                RefOr::T(Schema::OneOf(forms)) => &mut forms.example,
                _ => continue,
            };
            if example.is_none() {
                *example = written.get(name).and_then(|form| example_of(form, &written, DEPTH));
            }
        }
        let complete = serde_json::to_value(&components.schemas).unwrap_or_default();
        for response in components.responses.values_mut() {
            show_answer(response, &complete);
        }
        for item in openapi.paths.paths.values_mut() {
            for operation in [&mut item.get, &mut item.put, &mut item.post, &mut item.delete, &mut item.patch]
            {
                let Some(operation) = operation else { continue };
                if let Some(RefOr::T(body)) = operation.request_body.as_mut() {
                    body.content.values_mut().for_each(|content| show(content, &complete));
                }
                for response in operation.responses.responses.values_mut() {
                    show_answer(response, &complete);
                }
            }
        }
    }
}

fn show_answer(response: &mut RefOr<Response>, all: &Value) {
    if let RefOr::T(response) = response {
        response.content.values_mut().for_each(|content| show(content, all));
    }
}

/// Shows a body where it is sent or answered: readers of the page and mock servers look there, not at its schema.
fn show(content: &mut RefOr<Content>, all: &Value) {
    let RefOr::T(content) = content else { return };
    if content.example.is_none() && content.examples.is_empty() {
        let schema = content.schema.as_ref().and_then(|schema| serde_json::to_value(schema).ok());
        content.example = schema.and_then(|schema| example_of(&schema, all, DEPTH));
    }
}

/// An example of a schema: its own, or one made of its parts. None where a part's form cannot be guessed.
fn example_of(schema: &Value, all: &Value, depth: u8) -> Option<Value> {
    let depth = depth.checked_sub(1)?;
    if let Some(address) = schema.get("$ref").and_then(Value::as_str) {
        return example_of(all.get(address.rsplit('/').next()?)?, all, depth);
    }
    let first = |key: &str| schema.get(key).and_then(Value::as_array).and_then(|list| list.first());
    // What need not be there is shown absent: whether a policy has a place for it is not known here.
    let may_be_null = schema
        .get("type")
        .and_then(Value::as_array)
        .is_some_and(|kinds| kinds.iter().any(|kind| kind == "null"));
    let code = || if may_be_null { None } else { first("enum") };
    let own = schema.get("example").or_else(|| first("examples")).or_else(code);
    if let Some(own) = own {
        return Some(own.clone());
    }
    if let Some(parts) = schema.get("allOf").and_then(Value::as_array) {
        let mut whole = Map::new();
        for part in parts {
            whole.extend(example_of(part, all, depth)?.as_object()?.clone());
        }
        return Some(Value::Object(whole));
    }
    if let Some(either) = first("oneOf").or_else(|| first("anyOf")) {
        return example_of(either, all, depth);
    }
    let kind = match schema.get("type") {
        Some(Value::Array(kinds)) if kinds.iter().any(|kind| kind == "null") => "null",
        Some(Value::String(kind)) => kind,
        _ => "null",
    };
    match kind {
        "object" => object_of(schema, all, depth),
        "array" => Some(json!([example_of(schema.get("items")?, all, depth)?])),
        "boolean" => Some(json!(false)),
        "integer" | "number" => Some(schema.get("minimum").cloned().unwrap_or(json!(1))),
        "string" => text_of(schema),
        _ => Some(Value::Null),
    }
}

fn object_of(schema: &Value, all: &Value, depth: u8) -> Option<Value> {
    let mut made = Map::new();
    for (name, part) in schema.get("properties").and_then(Value::as_object).into_iter().flatten() {
        made.insert(name.clone(), example_of(part, all, depth)?);
    }
    Some(Value::Object(made))
}

fn text_of(schema: &Value) -> Option<Value> {
    if schema.get("pattern").is_some() {
        return None;
    }
    Some(json!(match schema.get("format").and_then(Value::as_str) {
        Some("uuid") => "9f8e7d6c-5b4a-4c3d-8e2f-1a0b9c8d7e6f",
        Some("date") => "2026-10-01",
        Some("date-time") => "2026-10-01T16:00:00Z",
        _ => "…",
    }))
}
