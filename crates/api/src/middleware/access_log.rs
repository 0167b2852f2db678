use super::request_id::RequestId;
use super::route_class::{is_about_contacts, path};
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage};

/// One line a request: method, route as it is written in the contract (never the address as it was sent, which
/// could hold anything), status, id. Nothing at all for routes about contacts, nor for what only begins like one.
pub async fn access_log<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let method = request.method().clone();
    let silent = is_about_contacts(path(&request));
    let id = request.extensions().get::<RequestId>().map(|id| id.0).unwrap_or_default();
    let response = next.call(request).await?;
    let status = response.status().as_u16();
    match response.request().match_pattern() {
        _ if silent => {}
        Some(route) => log::info!(target: "peerline::access", "{method} {route} {status} {id}"),
        // An address that leads nowhere: its text, and a method of the caller's making, stay out.
        None => log::info!(target: "peerline::access", "- - {status} {id}"),
    }
    Ok(response)
}
