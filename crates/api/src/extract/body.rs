use super::forbidding_clause;
use super::strict::Strict;
use crate::auth::{behind_gate, caller_let_in};
use crate::problem::{Code, FieldError, Problem, TechnicalCode};
use crate::replay::SentBody;
use actix_web::dev::Payload;
use actix_web::http::header::{CONTENT_ENCODING, CONTENT_TYPE};
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpRequest};
use futures_util::future::LocalBoxFuture;
use peerline_domain::catalog::RefusalCode;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_path_to_error::{Path, Segment};
use std::time::Duration;
use validator::{Validate, ValidationErrors, ValidationErrorsKind};

/// Time a body may take to arrive.
const BODY_TIME: Duration = Duration::from_secs(10);

/// A JSON body of the contract. Fields the contract does not know are refused.
pub struct Body<T>(pub T);

/// A JSON body about a contact. A field that is not among those the documentation mode permits is refused as
/// `field_not_permitted`, whether or not another mode knows it (CONF-25, TRACK-01).
pub struct ContactBody<T>(pub T);

/// Names under which free text or a recipient's identity is commonly sent. Only these are repeated in a
/// pointer: any other name is the caller's text and could itself be what must not be known.
const KNOWN_NAMES: &[(&str, Sort)] = &[
    ("recipient_name", Sort::Identity),
    ("employee_name", Sort::Identity),
    ("recipient", Sort::Identity),
    ("recipient_id", Sort::Identity),
    ("employee_id", Sort::Identity),
    ("name", Sort::Identity),
    ("names", Sort::Identity),
    ("email", Sort::Identity),
    ("phone", Sort::Identity),
    ("address", Sort::Identity),
    ("contact", Sort::Identity),
    ("case_number", Sort::Identity),
    ("title", Sort::FreeText),
    ("note", Sort::FreeText),
    ("notes", Sort::FreeText),
    ("comment", Sort::FreeText),
    ("comments", Sort::FreeText),
    ("text", Sort::FreeText),
    ("narrative", Sort::FreeText),
    ("description", Sort::FreeText),
    ("summary", Sort::FreeText),
    ("message", Sort::FreeText),
    ("remarks", Sort::FreeText),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Identity,
    FreeText,
}

/// What an unknown field is called.
#[derive(Clone, Copy)]
enum Unknown {
    NotInContract,
    NotPermitted,
}

impl<T: DeserializeOwned + Validate + 'static> FromRequest for Body<T> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (read, request) = (read(request, payload), request.clone());
        Box::pin(async move {
            let outcome = read.await.and_then(|bytes| parse(&bytes, Unknown::NotInContract));
            behind_gate(request, outcome).await.map(Self)
        })
    }
}

impl<T: DeserializeOwned + Validate + 'static> FromRequest for ContactBody<T> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (read, request) = (read(request, payload), request.clone());
        Box::pin(async move {
            let outcome = read.await.and_then(|bytes| contact(&bytes));
            match outcome {
                Ok(body) => Ok(Self(body)),
                Err(problem) => {
                    let caller = caller_let_in(&request).await?;
                    Err(forbidding_clause::named(&request, caller, problem).await)
                }
            }
        })
    }
}

pub(super) fn read(
    request: &HttpRequest,
    payload: &mut Payload,
) -> LocalBoxFuture<'static, Result<Bytes, Problem>> {
    let is_json = request
        .headers()
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split(';').next())
        .is_some_and(|essence| essence.trim().eq_ignore_ascii_case("application/json"));
    let is_encoded = request.headers().contains_key(CONTENT_ENCODING);
    // The limit is set once, for the whole application, as `PayloadConfig`.
    let bytes = Bytes::from_request(request, payload);
    let request = request.clone();
    Box::pin(async move {
        if !is_json || is_encoded {
            return Err(Problem::technical(TechnicalCode::UnsupportedMediaType));
        }
        let Ok(arrived) = actix_web::rt::time::timeout(BODY_TIME, bytes).await else {
            return Err(Problem::technical(TechnicalCode::RequestTimeout));
        };
        let arrived = arrived.inspect(|body| SentBody::keep(&request, body));
        arrived.map_err(|error| {
            Problem::technical(if error.as_response_error().status_code().as_u16() == 413 {
                TechnicalCode::PayloadTooLarge
            } else {
                TechnicalCode::MalformedRequest
            })
        })
    })
}

/// A JSON body about a contact, as [`ContactBody`].
pub fn contact<T: DeserializeOwned + Validate>(bytes: &[u8]) -> Result<T, Problem> {
    parse(bytes, Unknown::NotPermitted)
}

fn parse<T: DeserializeOwned + Validate>(bytes: &[u8], unknown: Unknown) -> Result<T, Problem> {
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let value: T = serde_path_to_error::deserialize(Strict(&mut json))
        .map_err(|error| shape(error.path(), error.inner(), bytes, unknown))?;
    json.end().map_err(|_| Problem::technical(TechnicalCode::MalformedJson))?;
    value.validate().map_err(|errors| ranges(&errors))?;
    Ok(value)
}

/// Turns serde's error into a place and a code. Its message quotes values and is never passed on; only the
/// names of our own fields are taken from it.
fn shape(path: &Path, error: &serde_json::Error, bytes: &[u8], unknown: Unknown) -> Problem {
    // A value of another type where a code is to be is a fault of syntax to serde, but good JSON all the same.
    let is_json = !error.is_eof() && serde_json::from_slice::<IgnoredAny>(bytes).is_ok();
    if !is_json {
        return Problem::technical(TechnicalCode::MalformedJson);
    }
    let parent = pointer(path.iter());
    let message = error.to_string();
    let quoted = |prefix: &str| {
        message.strip_prefix(prefix).and_then(|rest| rest.split('`').next()).unwrap_or_default().to_owned()
    };
    if message.starts_with("unknown field `") {
        return not_known(path, &quoted("unknown field `"), unknown);
    }
    if message.starts_with("missing field `") {
        let field = quoted("missing field `");
        return Problem::field(format!("{parent}/{field}"), Code::Rule(RefusalCode::FieldRequired));
    }
    if message.starts_with("duplicate field `") {
        let field = quoted("duplicate field `");
        return Problem::field(format!("{parent}/{field}"), Code::Technical(TechnicalCode::FieldDuplicate));
    }
    let code = if message.starts_with("unknown variant") {
        TechnicalCode::CodeUnknown
    } else {
        TechnicalCode::FieldInvalid
    };
    Problem::field(parent, Code::Technical(code))
}

fn not_known(path: &Path, field: &str, unknown: Unknown) -> Problem {
    // serde_path_to_error counts the unknown field into the path.
    let parent = pointer(path.iter().take(path.iter().count().saturating_sub(1)));
    let known = KNOWN_NAMES.iter().find(|(name, _)| *name == field);
    let at = known.map_or_else(|| parent.clone(), |(name, _)| format!("{parent}/{name}"));
    match unknown {
        Unknown::NotInContract => Problem::field(at, Code::Technical(TechnicalCode::FieldUnknown)),
        Unknown::NotPermitted => {
            let code = match known {
                Some((_, Sort::FreeText)) => RefusalCode::FreeTextForbidden,
                _ => RefusalCode::FieldNotPermitted,
            };
            Problem {
                requirement: Some("CONF-25".to_owned()),
                errors: vec![FieldError::at(at, Code::Rule(code))],
                ..Problem::new(Code::Rule(RefusalCode::FieldNotPermitted))
            }
        }
    }
}

fn pointer<'p>(segments: impl Iterator<Item = &'p Segment>) -> String {
    segments
        .filter_map(|segment| match segment {
            Segment::Seq { index } => Some(format!("/{index}")),
            // Bodies hold no maps with keys of the caller's: a key here is one of our own fields.
            Segment::Map { key } => Some(format!("/{key}")),
            Segment::Enum { .. } | Segment::Unknown => None,
        })
        .collect()
}

fn ranges(errors: &ValidationErrors) -> Problem {
    let mut found = Vec::new();
    collect(errors, "", &mut found);
    found.sort_by(|a: &FieldError, b| a.pointer.cmp(&b.pointer));
    Problem::fields(found)
}

fn collect(errors: &ValidationErrors, parent: &str, found: &mut Vec<FieldError>) {
    for (field, kind) in errors.errors() {
        let at = format!("{parent}/{field}");
        match kind {
            ValidationErrorsKind::Struct(inner) => collect(inner, &at, found),
            ValidationErrorsKind::List(items) => {
                for (index, inner) in items {
                    collect(inner, &format!("{at}/{index}"), found);
                }
            }
            ValidationErrorsKind::Field(list) => {
                found.extend(list.iter().map(|error| {
                    let range = FieldError::at(&at, Code::Technical(TechnicalCode::FieldOutOfRange));
                    // A message is one of our own texts, set in the DTO.
                    match &error.message {
                        Some(message) => range.saying(message.clone()),
                        None => range,
                    }
                }));
            }
        }
    }
}
