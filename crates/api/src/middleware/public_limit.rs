use super::route_class::{path, public_agency};
use crate::state::AppState;
use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, ResponseError};

/// Lets a flood from one client address wait, at public addresses: 429 with `Retry-After` and nothing else.
pub async fn public_limit<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let state = request.app_data::<Data<AppState>>().cloned();
    if let (Some(state), Some(_)) = (state, public_agency(path(&request)))
        && let Err(problem) = state.surface.limits.admit_public(&request)
    {
        return Ok(request.into_response(problem.error_response()));
    }
    Ok(next.call(request).await?.map_into_boxed_body())
}
