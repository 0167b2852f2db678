use super::request_id::RequestId;
use crate::oauth::dto::NoProblemDocument;
use crate::problem::{PROBLEM_JSON, Problem, TechnicalCode};
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderValue, X_CONTENT_TYPE_OPTIONS};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage};
use uuid::Uuid;

/// Makes every non-2xx answer a problem document with the request's id, also those the framework makes: 404,
/// 405, 413, and whatever an extractor of its own refuses.
pub async fn problem_documents<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let id = request.extensions().get::<RequestId>().map(|id| id.0);
    // Handlers and extractors answer with a response also where they refuse; nothing below this is a middleware
    // that fails.
    let response = next.call(request).await?.map_into_boxed_body();
    let mut response = if needs_document(&response) { documented(response, id) } else { response };
    let headers = response.headers_mut();
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    Ok(response)
}

fn needs_document(response: &ServiceResponse) -> bool {
    let status = response.status();
    (status.is_client_error() || status.is_server_error())
        && response.response().extensions().get::<NoProblemDocument>().is_none()
        && (response.response().extensions().get::<Problem>().is_some()
            || response.headers().get(CONTENT_TYPE).is_none_or(|value| value != PROBLEM_JSON))
}

fn documented(response: ServiceResponse, id: Option<Uuid>) -> ServiceResponse {
    let problem = response.response().extensions().get::<Problem>().cloned();
    let problem = problem.unwrap_or_else(|| Problem::technical(of_status(response.status())));
    let (request, _) = response.into_parts();
    ServiceResponse::new(request, problem.response(id))
}

fn of_status(status: StatusCode) -> TechnicalCode {
    match status {
        StatusCode::NOT_FOUND => TechnicalCode::NotFound,
        StatusCode::METHOD_NOT_ALLOWED => TechnicalCode::MethodNotAllowed,
        StatusCode::PAYLOAD_TOO_LARGE => TechnicalCode::PayloadTooLarge,
        StatusCode::UNSUPPORTED_MEDIA_TYPE => TechnicalCode::UnsupportedMediaType,
        StatusCode::REQUEST_TIMEOUT => TechnicalCode::RequestTimeout,
        StatusCode::SERVICE_UNAVAILABLE => TechnicalCode::Unavailable,
        status if status.is_client_error() => TechnicalCode::MalformedRequest,
        _ => TechnicalCode::Internal,
    }
}
