use super::request_id::RequestId;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage};

/// One line a request: method, route as it is written in the contract (never the address as it was sent, which
/// could hold anything), status, id. Nothing at all for public addresses: that somebody asked for help at nine
/// o'clock is itself what must not be known.
pub async fn access_log<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let method = request.method().clone();
    let public = request.path().starts_with("/v1/public/");
    let id = request.extensions().get::<RequestId>().map(|id| id.0).unwrap_or_default();
    let response = next.call(request).await?;
    if !public {
        let route = response.request().match_pattern().unwrap_or_else(|| "-".to_owned());
        let method = if method.is_safe() || response.request().match_pattern().is_some() {
            method.to_string()
        } else {
            "-".to_owned()
        };
        log::info!(target: "peerline::access", "{method} {route} {} {id}", response.status().as_u16());
    }
    Ok(response)
}
