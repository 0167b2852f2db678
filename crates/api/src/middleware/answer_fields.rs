use crate::auth::SignedIn;
use crate::limits::Budget;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage};

const RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");
const RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");
const TRACE_PARENT: HeaderName = HeaderName::from_static("traceparent");

/// Adds to the answer of a signed-in caller what is left of their budget, and the trace they are in. Nobody else
/// is told either: a budget would tell who sits behind the same address, and a trace would tie a request for help
/// to a person.
pub async fn answer_fields<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let trace = trace_parent(request.headers());
    let mut response = next.call(request).await?;
    let (budget, signed_in) = {
        let extensions = response.request().extensions();
        (extensions.get::<Budget>().copied(), extensions.get::<SignedIn>().is_some())
    };
    let headers = response.headers_mut();
    if let Some(budget) = budget {
        for (name, text) in [(RATE_LIMIT_POLICY, budget.policy()), (RATE_LIMIT, budget.left())] {
            if let Ok(value) = HeaderValue::from_str(&text) {
                headers.insert(name, value);
            }
        }
    }
    if let (Some(trace), true) = (trace, signed_in) {
        headers.insert(TRACE_PARENT, trace);
    }
    Ok(response)
}

/// The one `traceparent` of a request, if it is well-formed.
fn trace_parent(headers: &HeaderMap) -> Option<HeaderValue> {
    let mut sent = headers.get_all(TRACE_PARENT);
    let (value, None) = (sent.next()?, sent.next()) else { return None };
    is_trace_parent(value.as_bytes()).then(|| value.clone())
}

/// W3C Trace Context, version 00: `00-<32 hex>-<16 hex>-<2 hex>` in lower case, neither id all zero. Anything else
/// could carry words.
fn is_trace_parent(text: &[u8]) -> bool {
    let hex = |part: &[u8]| part.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let id = |part: &[u8]| hex(part) && part.iter().any(|byte| *byte != b'0');
    let parts: Vec<&[u8]> = text.split(|byte| *byte == b'-').collect();
    let [b"00", trace, parent, flags] = parts.as_slice() else { return false };
    trace.len() == 32 && id(trace) && parent.len() == 16 && id(parent) && flags.len() == 2 && hex(flags)
}

#[cfg(test)]
mod tests {
    use super::is_trace_parent;

    #[test]
    fn a_trace_parent_is_hexadecimal_and_nothing_else() {
        assert!(is_trace_parent(b"00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"));
        for text in [
            "",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331",
            "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01",
            "00-00000000000000000000000000000000-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
            "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-marigold",
            "00-0af7651916cd43dd8448eb211c80319g-b7ad6b7169203331-01",
        ] {
            assert!(!is_trace_parent(text.as_bytes()), "{text}");
        }
    }
}
