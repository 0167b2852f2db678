use utoipa::Modify;
use utoipa::openapi::schema::{AdditionalProperties, Discriminator, OneOf};
use utoipa::openapi::{RefOr, Schema};

/// Gives every union with one of the tags an explicit discriminator: each of its forms becomes a schema with a
/// name of its own, which generated clients need to tell them apart.
pub(super) struct TaggedUnions;

/// What a form of a union is told apart by: its kind, or what it may tell of a person.
const TAGS: [&str; 2] = ["kind", "identity"];

impl Modify for TaggedUnions {
    fn modify(&self, openapi: &mut utoipa::openapi::OpenApi) {
        let Some(components) = openapi.components.as_mut() else { return };
        let mut forms = Vec::new();
        for (name, schema) in &mut components.schemas {
            if let RefOr::T(Schema::OneOf(union)) = schema {
                forms.extend(name_forms(name, union));
            }
        }
        components.schemas.extend(forms);
    }
}

/// The value of a tag in one form, where the form is an object that fixes it.
fn tag_of(form: &RefOr<Schema>, tag: &str) -> Option<String> {
    let RefOr::T(Schema::Object(object)) = form else { return None };
    let RefOr::T(Schema::Object(tag)) = object.properties.get(tag)? else { return None };
    match tag.enum_values.as_deref()? {
        [only] => only.as_str().map(str::to_owned),
        _ => None,
    }
}

fn name_forms(union_name: &str, union: &mut OneOf) -> Vec<(String, RefOr<Schema>)> {
    let fixed = |tag: &'static str| {
        let values: Option<Vec<String>> = union.items.iter().map(|form| tag_of(form, tag)).collect();
        values.map(|values| (tag, values))
    };
    let Some((tag, tags)) = TAGS.into_iter().find_map(fixed) else { return Vec::new() };
    let names: Vec<String> = tags.iter().map(|tag| format!("{union_name}{}", capitalized(tag))).collect();
    let mapping =
        tags.iter().zip(&names).map(|(tag, name)| (tag.clone(), format!("#/components/schemas/{name}")));
    union.discriminator = Some(Discriminator::with_mapping(tag, mapping));
    let forms = union.items.iter_mut().zip(&names);
    forms
        .map(|(form, name)| {
            let reference = RefOr::Ref(utoipa::openapi::Ref::from_schema_name(name));
            let mut form = std::mem::replace(form, reference);
            if let RefOr::T(Schema::Object(object)) = &mut form {
                // Bodies refuse what the contract does not know, and the forms of a union are no exception.
                object.additional_properties = Some(Box::new(AdditionalProperties::FreeForm(false)));
                if let Some(RefOr::T(Schema::Object(told_by))) = object.properties.get_mut(tag) {
                    told_by.description = Some("Which of the forms this is.".to_owned());
                }
            }
            (name.clone(), form)
        })
        .collect()
}

fn capitalized(tag: &str) -> String {
    tag.split('_')
        .map(|word| {
            let mut letters = word.chars();
            letters
                .next()
                .map(|first| first.to_ascii_uppercase())
                .into_iter()
                .chain(letters)
                .collect::<String>()
        })
        .collect()
}
