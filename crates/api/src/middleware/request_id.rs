use crate::state::AppState;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpMessage};
use uuid::Uuid;

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The id of a request, in its extensions.
#[derive(Debug, Clone, Copy)]
pub struct RequestId(pub Uuid);

/// Gives each request its id. An id the caller sent is kept only if it is a UUID, as anything else could carry
/// a name into the log, and never on public addresses, where it could tie a request to a person.
pub async fn request_id<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let sent =
        request.headers().get(X_REQUEST_ID).and_then(|value| Uuid::try_parse_ascii(value.as_bytes()).ok());
    // An address in percent code may be a public one in disguise: routing decodes it later.
    let may_be_public = request.path().starts_with("/v1/public/") || request.path().contains('%');
    let kept = sent.filter(|_| !may_be_public);
    let drawn = || request.app_data::<Data<AppState>>().map(|state| state.random.uuid());
    let id = kept.or_else(drawn).unwrap_or_default();
    request.extensions_mut().insert(RequestId(id));
    let mut response = next.call(request).await?;
    if let Ok(value) = HeaderValue::from_str(&id.to_string()) {
        response.headers_mut().insert(X_REQUEST_ID, value);
    }
    Ok(response)
}
