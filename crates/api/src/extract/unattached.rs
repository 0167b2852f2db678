use super::body::read;
use super::forbidding_clause;
use crate::auth::caller_let_in;
use crate::problem::{Code, Problem, TechnicalCode};
use actix_web::HttpRequest;
use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use futures_util::future::LocalBoxFuture;
use peerline_domain::catalog::RefusalCode;
use serde_json::Value;

/// Names under which a document is commonly sent along.
const ATTACHMENTS: [&str; 6] = ["attachment", "attachments", "document", "documents", "file", "files"];

/// A JSON body about a contact, as [`super::ContactBody`], on a channel that takes no attachment: one that carries
/// anything like one is refused as `attachment_forbidden`, whatever else it says, and so is a body in several parts
/// (REFER-10).
pub fn unattached<T: 'static>(
    request: &HttpRequest,
    payload: &mut Payload,
    parse: impl FnOnce(&[u8]) -> Result<T, Problem> + 'static,
) -> LocalBoxFuture<'static, Result<T, Problem>> {
    let (read, request) = (read(request, payload), request.clone());
    Box::pin(async move {
        let outcome = match read.await {
            _ if is_multipart(&request) => Err(forbidden()),
            Ok(bytes) => match serde_json::from_slice(&bytes) {
                Ok(body) if has_attachment(&body) => Err(forbidden()),
                Ok(_) => parse(&bytes),
                Err(_) => Err(Problem::technical(TechnicalCode::MalformedJson)),
            },
            Err(problem) => Err(problem),
        };
        match outcome {
            Ok(body) => Ok(body),
            Err(problem) => {
                let caller = caller_let_in(&request).await?;
                Err(forbidding_clause::named(&request, caller, problem).await)
            }
        }
    })
}

fn forbidden() -> Problem {
    let problem = Problem::new(Code::Rule(RefusalCode::AttachmentForbidden));
    Problem { requirement: Some("REFER-10".to_owned()), ..problem }
}

fn is_multipart(request: &HttpRequest) -> bool {
    let sent = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    sent.split('/').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("multipart"))
}

/// Whether a member with such a name is anywhere in the body.
fn has_attachment(value: &Value) -> bool {
    match value {
        Value::Object(members) => members.iter().any(|(name, value)| {
            ATTACHMENTS.iter().any(|known| name.eq_ignore_ascii_case(known)) || has_attachment(value)
        }),
        Value::Array(items) => items.iter().any(has_attachment),
        _ => false,
    }
}
