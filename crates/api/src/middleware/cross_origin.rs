use super::route_class::{path, public_agency};
use crate::auth::SignedIn;
use crate::origins::Whose;
use crate::state::AppState;
use actix_cors::Cors;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{
    ACCEPT, ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, AUTHORIZATION, CONTENT_TYPE,
    IF_MATCH, IF_NONE_MATCH, ORIGIN,
};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage};

/// Header fields a page may send.
const SENT: [&str; 5] =
    ["Idempotency-Key", "Peerline-Receipt", "Peerline-Role", "X-Request-Id", "traceparent"];
/// Header fields of an answer a page may read.
const READ: [&str; 7] =
    ["ETag", "Link", "Location", "Retry-After", "X-Request-Id", "RateLimit", "RateLimit-Policy"];
/// Seconds a browser may remember a preflight's answer.
const REMEMBERED_SECONDS: usize = 600;

/// The protocol of web origins. A preflight carries no token, so that it is answered for every origin that any
/// agency lists; cookies are never asked for. Whose answer may be read is decided by [`own_origins`].
pub fn cross_origin(state: &Data<AppState>) -> Cors {
    let state = state.clone();
    Cors::default()
        .allowed_origin_fn(move |origin, _| {
            origin.to_str().is_ok_and(|origin| state.surface.origins.any_lists(origin))
        })
        .allowed_methods(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])
        .allowed_headers([ACCEPT, AUTHORIZATION, CONTENT_TYPE, IF_MATCH, IF_NONE_MATCH])
        .allowed_headers(SENT)
        .expose_headers(READ)
        .block_on_origin_mismatch(false)
        .max_age(REMEMBERED_SECONDS)
}

/// Takes the permission away again where the answer is another agency's than one that lists the origin: only
/// after the handler it is known whose it is.
pub async fn own_origins<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let origin = request.headers().get(ORIGIN).and_then(|origin| origin.to_str().ok()).map(str::to_owned);
    let (Some(origin), Some(state)) = (origin, request.app_data::<Data<AppState>>().cloned()) else {
        return next.call(request).await;
    };
    let origins = &state.surface.origins;
    origins.refresh_if_old(&state).await;
    let public = public_agency(path(&request)).map(str::to_owned);
    let is_preflight = request.method() == actix_web::http::Method::OPTIONS;
    let mut response = next.call(request).await?;
    let caller = response.request().extensions().get::<SignedIn>().copied();
    let whose = match (public, caller) {
        _ if is_preflight => Whose::Nobodys,
        (Some(slug), _) => Whose::Public(slug),
        (None, Some(caller)) => Whose::Caller(caller),
        (None, None) => Whose::Nobodys,
    };
    if !origins.may_read(&whose, &origin) {
        for field in [ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS] {
            response.headers_mut().remove(field);
        }
    }
    Ok(response)
}
