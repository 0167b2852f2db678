use crate::auth::SignedIn;
use crate::entity_tag;
use crate::problem::{Problem, TechnicalCode};
use crate::state::AppState;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{CONTENT_LENGTH, CONTENT_TYPE, ETAG, HeaderValue, IF_NONE_MATCH};
use actix_web::http::{Method, StatusCode};
use actix_web::middleware::Next;
use actix_web::web::{Bytes, Data};
use actix_web::{Error, HttpMessage, HttpRequest, HttpResponse};
use uuid::Uuid;

/// Gives every `GET` and `HEAD` of a signed-in caller the entity tag of its bytes, and answers 304 where the caller has them.
/// An answer that carries a tag of its own keeps it; public addresses have none.
pub async fn entity_tags<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let response = next.call(request).await?.map_into_boxed_body();
    if !reads || response.status() != StatusCode::OK || response.headers().contains_key(ETAG) {
        return Ok(response);
    }
    let signed_in = response.request().extensions().get::<SignedIn>().copied();
    let (Some(SignedIn(agency)), Some(state)) =
        (signed_in, response.request().app_data::<Data<AppState>>().cloned())
    else {
        return Ok(response);
    };
    let (request, response) = response.into_parts();
    let (head, body) = response.into_parts();
    let answer = match body.try_into_bytes() {
        Ok(bytes) => match tag_of(&state, agency, bytes.clone()).await {
            Ok(tag) => tagged(&request, head, bytes, &tag),
            // Without the key store there is the answer still.
            Err(_) => head.set_body(BoxBody::new(bytes)),
        },
        Err(stream) => head.set_body(stream),
    };
    Ok(ServiceResponse::new(request, answer))
}

async fn tag_of(state: &AppState, agency: Option<Uuid>, bytes: Bytes) -> Result<String, Problem> {
    if entity_tag::is_ready(&state.keys) {
        return entity_tag::of_bytes(&state.keys, agency, &bytes);
    }
    let keys = state.keys.clone();
    let tag = actix_web::web::block(move || entity_tag::of_bytes(&keys, agency, &bytes)).await;
    tag.map_err(|_| Problem::technical(TechnicalCode::Unavailable))?
}

fn tagged(request: &HttpRequest, head: HttpResponse<()>, bytes: Bytes, tag: &str) -> HttpResponse {
    let known = has_it(request, tag);
    let mut response = head.set_body(if known { BoxBody::new(()) } else { BoxBody::new(bytes) });
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        response.headers_mut().remove(CONTENT_TYPE);
        response.headers_mut().remove(CONTENT_LENGTH);
    }
    if let Ok(tag) = HeaderValue::from_str(tag) {
        response.headers_mut().insert(ETAG, tag);
    }
    response
}

/// Whether the caller names the tag in `If-None-Match`, compared weakly (RFC 9110, 13.1.2).
fn has_it(request: &HttpRequest, tag: &str) -> bool {
    let headers = request.headers().get_all(IF_NONE_MATCH).filter_map(|value| value.to_str().ok());
    let mut tags = headers.flat_map(|value| value.split(',')).map(str::trim);
    tags.any(|sent| sent == "*" || sent.strip_prefix("W/").unwrap_or(sent) == tag)
}
