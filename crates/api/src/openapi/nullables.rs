//! What may be null, written as plainly as readers and generators know it.

use std::collections::{BTreeMap, BTreeSet};
use utoipa::Modify;
use utoipa::openapi::schema::{Object, OneOf, Schema, SchemaType, Type};
use utoipa::openapi::{OpenApi, RefOr};

/// A code that may be null becomes one type with its codes and null instead of a choice of two schemas; whatever else
/// may be null is described as a whole.
pub(super) struct Nullables;

impl Modify for Nullables {
    fn modify(&self, openapi: &mut OpenApi) {
        let mut replaced = BTreeSet::new();
        let Some(components) = openapi.components.as_mut() else { return };
        let codes: BTreeMap<String, Object> = components
            .schemas
            .iter()
            .filter_map(|(name, schema)| Some((name.clone(), codes(schema)?)))
            .collect();
        for schema in components.schemas.values_mut() {
            let RefOr::T(Schema::Object(object)) = schema else { continue };
            for property in object.properties.values_mut() {
                let RefOr::T(Schema::OneOf(choice)) = property else { continue };
                let Some(description) = describe(choice) else { continue };
                let listed = choice.items.iter().find_map(|item| codes.get_key_value(name_of(item)?));
                if let Some((name, listed)) = listed {
                    replaced.insert(name.clone());
                    *property = RefOr::T(or_null(listed, description).into());
                }
            }
        }
        let written = serde_json::to_string(&openapi).unwrap_or_default();
        let Some(components) = openapi.components.as_mut() else { return };
        // A list nothing refers to any more is gone.
        replaced.retain(|name| !written.contains(&format!("\"#/components/schemas/{name}\"")));
        components.schemas.retain(|name, _| !replaced.contains(name));
    }
}

/// A closed list of codes.
fn codes(schema: &RefOr<Schema>) -> Option<Object> {
    match schema {
        RefOr::T(Schema::Object(object)) if object.enum_values.is_some() => Some(object.clone()),
        _ => None,
    }
}

fn name_of(item: &RefOr<Schema>) -> Option<&str> {
    match item {
        RefOr::Ref(reference) => reference.ref_location.rsplit('/').next(),
        RefOr::T(_) => None,
    }
}

/// Moves the description from one of the two schemas to the choice between it and null.
fn describe(choice: &mut OneOf) -> Option<String> {
    let referred = choice.items.iter_mut().find_map(|item| match item {
        RefOr::Ref(reference) => Some(std::mem::take(&mut reference.description)),
        RefOr::T(_) => None,
    })?;
    choice.description = Some(referred);
    choice.description.clone()
}

fn or_null(listed: &Object, description: String) -> Object {
    let mut object = Object::with_type(SchemaType::Array(vec![Type::String, Type::Null]));
    let codes = listed.enum_values.iter().flatten().cloned();
    object.enum_values = Some(codes.chain([serde_json::Value::Null]).collect());
    object.description = Some(description);
    object
}
