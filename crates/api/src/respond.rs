//! The success answers: 200, 201 with its address, 204.

use actix_web::HttpResponse;
use actix_web::http::header::{ALLOW, ETAG, HeaderValue, LOCATION};
use serde::Serialize;

/// 200 with a body.
pub fn ok<T: Serialize>(body: &T) -> HttpResponse {
    HttpResponse::Ok().json(body)
}

/// 200 with a body and the entity tag of what the caller now sees at its address.
pub fn ok_tagged<T: Serialize>(body: &T, tag: &str) -> HttpResponse {
    let mut response = HttpResponse::Ok().json(body);
    if let Ok(tag) = HeaderValue::from_str(tag) {
        response.headers_mut().insert(ETAG, tag);
    }
    response
}

/// 201 with a body and its address.
pub fn created<T: Serialize>(location: &str, body: &T) -> HttpResponse {
    let mut response = HttpResponse::Created().json(body);
    if let Ok(address) = HeaderValue::from_str(location) {
        response.headers_mut().insert(LOCATION, address);
    }
    response
}

/// 202 with a body: taken in, decided elsewhere.
pub fn accepted<T: Serialize>(body: &T) -> HttpResponse {
    HttpResponse::Accepted().json(body)
}

/// 204 with the methods an address takes.
pub fn options(allow: &'static str) -> HttpResponse {
    HttpResponse::NoContent().insert_header((ALLOW, allow)).finish()
}

/// 204.
pub fn no_content() -> HttpResponse {
    HttpResponse::NoContent().finish()
}
