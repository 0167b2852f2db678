//! What operations share by their kind, and so is not written at each: headers, and what every command, every read
//! and every list takes and answers.

use utoipa::Modify;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::path::{Operation, Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Schema, Type};
use utoipa::openapi::{OpenApi, Ref, RefOr, Required, Response, ResponseBuilder};

/// Name, form, description and example of the headers of answers.
const HEADERS: &[(&str, Option<usize>, &str, &str)] = &[
    (
        "ETag",
        Some(64),
        "Entity tag of the answer as this caller sees it; another caller's may differ.",
        "\"WS2JwQ8x\"",
    ),
    (
        "Link",
        Some(1000),
        "Address of the next page with `rel=\"next\"`; absent on the last.",
        "</v1/members?cursor=Zt1hbGw>; rel=\"next\"",
    ),
    ("Location", Some(1000), "Address of what was made.", "/v1/units/5a0d8f0e-3b7e-4f55-9c1d-2f6b7a8c9d10"),
    (
        "Retry-After",
        None,
        "Seconds to wait; with every 503 and 429, and with 409 `idempotency_key_in_flight`.",
        "1",
    ),
    (
        "X-Request-Id",
        Some(36),
        "Id of the request: the one sent in `X-Request-Id` where that was a UUID, elsewhere a drawn one.",
        "6f1f64f0-3f0e-4a52-9d3c-0d3c1d3e5a10",
    ),
];

const IDEMPOTENCY_KEY: &str = "A key the caller draws for this command, for example a UUID: 1 to 255 printable ASCII \
    characters, bare or in quotes. Sent again with the same key and the same body, within 24 hours at least, the \
    command has no second effect and is answered from what it concerned as that is now; `variances` and secrets are \
    told the first time only. White space and the order of members in the body do not count. 422 \
    `idempotency_key_reused`: another body, address or role under the key. 409 `idempotency_key_in_flight`: send it \
    again after `Retry-After`. 410 `command_carried_out`: what it concerned has ended. A refused command leaves its \
    key free. Keys of another caller or agency are others. Addresses under `/v1/public` take none: there the receipt \
    does it.";

const IF_NONE_MATCH: &str = "Entity tags of answers the caller has; 304 where this would be one of them.";

/// Adds the shared parts, and points to them wherever they belong.
pub(super) struct SharedParts;

fn text(longest: Option<usize>) -> Schema {
    let schema = ObjectBuilder::new();
    match longest {
        Some(longest) => {
            schema.schema_type(Type::String).min_length(Some(1)).max_length(Some(longest)).into()
        }
        None => schema.schema_type(Type::Integer).minimum(Some(0)).maximum(Some(86_400)).into(),
    }
}

fn header(name: &str) -> RefOr<utoipa::openapi::Header> {
    RefOr::Ref(Ref::new(format!("#/components/headers/{name}")))
}

/// A key is bare, without a quote, or in quotes with quote and backslash escaped (`replay::key`).
const KEY_PATTERN: &str = r#"^([!#-~]([ !#-~]{0,253}[!#-~])?|"([ !#-\[\]-~]|\\["\\]){1,255}")$"#;

fn parameter(name: &str, description: &str, schema: ObjectBuilder, example: &str) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(description))
        .schema(Some(Schema::from(schema.schema_type(Type::String))))
        .example(Some(example.into()))
        .build()
}

impl Modify for SharedParts {
    fn modify(&self, openapi: &mut OpenApi) {
        let components = openapi.components.get_or_insert_default();
        for (name, longest, description, example) in HEADERS {
            let header = HeaderBuilder::new().description(Some(*description)).schema(Some(text(*longest)));
            let example = longest.map_or_else(|| serde_json::json!(1), |_| serde_json::json!(example));
            components.headers.insert((*name).to_owned(), RefOr::T(header.example(Some(example)).build()));
        }
        let key = ObjectBuilder::new().max_length(Some(600)).pattern(Some(KEY_PATTERN));
        // What is no list of tags is taken for none, an empty one and a long one too (RFC 9110 13.1.2).
        let tags = ObjectBuilder::new();
        for (id, made) in [
            (
                "IdempotencyKey",
                parameter("Idempotency-Key", IDEMPOTENCY_KEY, key, "8e03978e-40d5-43dd-bc93-6894a57f9324"),
            ),
            ("IfNoneMatch", parameter("If-None-Match", IF_NONE_MATCH, tags, "\"WS2JwQ8x\"")),
        ] {
            components.parameters.insert(id.to_owned(), RefOr::T(made));
        }
        let unchanged = ResponseBuilder::new().description("The caller has this answer already.").build();
        components
            .responses
            .insert("NotModified".to_owned(), RefOr::T(with(unchanged, &["ETag", "X-Request-Id"])));
        if let Some(RefOr::T(problem)) = components.responses.remove("Problem") {
            let problem = with(problem, &["Retry-After", "X-Request-Id"]);
            components.responses.insert("Problem".to_owned(), RefOr::T(problem));
        }
        for item in openapi.paths.paths.values_mut() {
            for operation in [&mut item.get, &mut item.put, &mut item.post, &mut item.delete, &mut item.patch]
            {
                let Some(operation) = operation else { continue };
                answer_headers(operation);
            }
            if let Some(read) = item.get.as_mut().filter(|operation| is_signed_in(operation)) {
                of_read(read);
            }
            if let Some(command) = item.post.as_mut().filter(|operation| is_signed_in(operation)) {
                take(command, "IdempotencyKey");
                for status in ["400", "409", "410", "422"] {
                    let problem = RefOr::Ref(Ref::from_response_name("Problem"));
                    command.responses.responses.entry(status.to_owned()).or_insert(problem);
                }
            }
        }
    }
}

/// Whether an operation asks for an access token: by the security of the whole document, or by its own.
fn is_signed_in(operation: &Operation) -> bool {
    let Some(alternatives) = &operation.security else { return true };
    let written = |scheme| serde_json::to_value(scheme).unwrap_or_default();
    alternatives.iter().any(|scheme| written(scheme).get("bearer").is_some())
}

fn with(mut response: Response, names: &[&str]) -> Response {
    for name in names {
        response.headers.entry((*name).to_owned()).or_insert_with(|| header(name));
    }
    response
}

fn take(operation: &mut Operation, id: &str) {
    let parameters = operation.parameters.get_or_insert_default();
    parameters.push(RefOr::Ref(Ref::new(format!("#/components/parameters/{id}"))));
}

fn takes(operation: &Operation, sought: &str) -> bool {
    let mut parameters = operation.parameters.iter().flatten();
    parameters.any(|parameter| matches!(parameter, RefOr::T(parameter) if parameter.name == sought))
}

fn answer_headers(operation: &mut Operation) {
    for (status, response) in &mut operation.responses.responses {
        let RefOr::T(response) = response else { continue };
        let names: &[&str] = if status == "201" { &["Location", "X-Request-Id"] } else { &["X-Request-Id"] };
        for name in names {
            response.headers.entry((*name).to_owned()).or_insert_with(|| header(name));
        }
    }
}

fn of_read(operation: &mut Operation) {
    let is_list = takes(operation, "cursor");
    if !takes(operation, "If-None-Match") {
        take(operation, "IfNoneMatch");
    }
    if let Some(RefOr::T(answer)) = operation.responses.responses.get_mut("200") {
        answer.headers.entry("ETag".to_owned()).or_insert_with(|| header("ETag"));
        if is_list {
            answer.headers.insert("Link".to_owned(), header("Link"));
        }
    }
    let unchanged = RefOr::Ref(Ref::from_response_name("NotModified"));
    operation.responses.responses.entry("304".to_owned()).or_insert(unchanged);
}
