//! The kinds of bounds, and how each is written into a schema.

use serde_json::Value;
use utoipa::Number;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{Array, ArrayItems, Object, Schema, SchemaType, Type};

/// What a value keeps to.
#[derive(Debug)]
pub(super) enum Bound {
    /// Fewest and most characters.
    Text(usize, usize),
    /// Fewest and most characters, the pattern of the whole, and one that keeps to it.
    Form(usize, usize, &'static str, &'static str),
    /// One of a closed list.
    OneOf(&'static [&'static str]),
    /// Least and greatest number.
    Number(usize, usize),
    /// At most so many items, of which no two are the same.
    Set(usize),
    /// No two items are the same.
    Distinct,
    /// Each item keeps to a bound.
    Each(&'static Bound),
}

fn is(schema: &SchemaType, sought: &Type) -> bool {
    match schema {
        SchemaType::Type(one) => one == sought,
        SchemaType::Array(several) => several.contains(sought),
        SchemaType::AnyValue => false,
    }
}

impl Bound {
    /// Writes the bound into a schema of its type; a keyword that stands beside the field stays, and a schema of
    /// another type is another kind of value.
    pub(super) fn apply(&self, schema: &mut Schema) {
        match (self, schema) {
            (Self::Text(fewest, most), Schema::Object(text)) => write_text(text, *fewest, *most, None),
            (Self::Form(fewest, most, pattern, example), Schema::Object(text)) => {
                write_text(text, *fewest, *most, Some((pattern, example)));
            }
            (Self::OneOf(codes), Schema::Object(text)) => write_codes(text, codes),
            (Self::Number(least, greatest), Schema::Object(number))
                if is(&number.schema_type, &Type::Integer) =>
            {
                number.minimum.get_or_insert(Number::UInt(*least));
                number.maximum.get_or_insert(Number::UInt(*greatest));
            }
            (Self::Set(most), Schema::Array(list)) => {
                list.max_items.get_or_insert(*most);
                list.unique_items = true;
            }
            (Self::Distinct, Schema::Array(list)) => list.unique_items = true,
            (Self::Each(bound), Schema::Array(list)) => write_items(list, bound),
            _ => {}
        }
    }
}

fn write_text(text: &mut Object, fewest: usize, most: usize, form: Option<(&str, &str)>) {
    let closed = text.enum_values.is_some() || text.format.is_some() && form.is_none();
    if closed || !is(&text.schema_type, &Type::String) {
        return;
    }
    // What has a format has the length of its form.
    if text.format.is_none() {
        text.max_length.get_or_insert(most);
        if fewest > 0 {
            text.min_length.get_or_insert(fewest);
        }
    }
    if let Some((pattern, example)) = form.filter(|_| text.pattern.is_none()) {
        text.pattern = Some(pattern.to_owned());
        if text.example.is_none() {
            text.examples = vec![example.into()];
        }
    }
}

fn write_codes(text: &mut Object, codes: &[&str]) {
    if !is(&text.schema_type, &Type::String) {
        return;
    }
    let null = is(&text.schema_type, &Type::Null).then_some(Value::Null);
    let codes = codes.iter().map(|code| Value::from(*code));
    text.enum_values.get_or_insert_with(|| codes.chain(null).collect());
}

fn write_items(list: &mut Array, bound: &Bound) {
    if let ArrayItems::RefOrSchema(items) = &mut list.items
        && let RefOr::T(items) = items.as_mut()
    {
        bound.apply(items);
    }
}
