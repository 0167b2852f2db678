//! What bounds the values of the contract, by the kind of value.
//!
//! What is sent is bounded where it is checked, beside its field, but for kinds of text that recur. What is answered is
//! bounded here: a name, a code or a clause is the same kind of value in every answer, so that one line says it for all.

mod kinds;
mod table;

use kinds::Bound;
use serde_json::Value;
use std::collections::BTreeSet;
use table::{OF_ANSWERS, OF_FIELDS, OF_PARAMETERS};
use utoipa::Modify;
use utoipa::openapi::path::Operation;
use utoipa::openapi::schema::Schema;
use utoipa::openapi::{OpenApi, RefOr};

/// Bounds every value that is not bounded beside its field.
pub(super) struct Bounds;

impl Modify for Bounds {
    fn modify(&self, openapi: &mut OpenApi) {
        for item in openapi.paths.paths.values_mut() {
            item.get.iter_mut().for_each(bound_parameters);
        }
        let sent = sent(openapi);
        let Some(components) = openapi.components.as_mut() else { return };
        for (form, schema) in &mut components.schemas {
            let answered = !sent.contains(form);
            each_field(schema, &mut |field, schema| {
                if let Some(bound) = bound_of(form, field, answered) {
                    bound.apply(schema);
                }
            });
        }
    }
}

fn bound_parameters(operation: &mut Operation) {
    for parameter in operation.parameters.iter_mut().flatten() {
        let RefOr::T(parameter) = parameter else { continue };
        let bound = OF_PARAMETERS.iter().find(|(name, _)| *name == parameter.name);
        if let (Some((_, bound)), Some(RefOr::T(schema))) = (bound, parameter.schema.as_mut()) {
            bound.apply(schema);
        }
    }
}

/// The bound of a field: its own, or in an answer that of its kind.
fn bound_of(form: &str, field: &str, answered: bool) -> Option<&'static Bound> {
    let own = OF_FIELDS.iter().find(|(name, _)| name.split_once('.') == Some((form, field)));
    let kind = || OF_ANSWERS.iter().filter(|_| answered).find(|(names, _)| names.contains(&field));
    own.map(|(_, bound)| bound).or_else(|| kind().map(|(_, bound)| bound))
}

fn each_field(schema: &mut RefOr<Schema>, visit: &mut impl FnMut(&str, &mut Schema)) {
    match schema {
        RefOr::T(Schema::Object(object)) => {
            for (name, property) in &mut object.properties {
                if let RefOr::T(property) = property {
                    visit(name, property);
                }
            }
        }
        RefOr::T(Schema::AllOf(parts)) => parts.items.iter_mut().for_each(|part| each_field(part, visit)),
        _ => {}
    }
}

/// The names of the schemas a body that is sent is made of.
fn sent(openapi: &OpenApi) -> BTreeSet<String> {
    let contract = serde_json::to_value(openapi).unwrap_or_default();
    let mut found = BTreeSet::new();
    let operations =
        contract.get("paths").and_then(Value::as_object).into_iter().flat_map(|paths| paths.values());
    let mut open: Vec<&Value> = operations
        .filter_map(Value::as_object)
        .flat_map(|methods| methods.values())
        .filter_map(|operation| operation.get("requestBody"))
        .collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => open.extend(members.values()),
            Value::Array(items) => open.extend(items),
            Value::String(text) => {
                let name = text.strip_prefix("#/components/schemas/");
                if let Some(name) = name.filter(|name| found.insert((*name).to_owned())) {
                    open.extend(contract.pointer(&format!("/components/schemas/{name}")));
                }
            }
            _ => {}
        }
    }
    found
}
