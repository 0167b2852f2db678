use super::route_class::{is_about_contacts, path};
use crate::state::AppState;
use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::middleware::Next;
use actix_web::web::Data;
use std::time::Instant;

/// Counts a request for the operator. Those about contacts are not counted: whoever reads a counter every few
/// seconds would see when somebody was helped. Only that the server failed is counted of them, without saying where.
pub async fn measure<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let Some(state) = request.app_data::<Data<AppState>>().cloned() else { return next.call(request).await };
    let metrics = &state.surface.metrics;
    let (method, silent) = (request.method().clone(), is_about_contacts(path(&request)));
    let since = Instant::now();
    let response = next.call(request).await?;
    let status = response.status();
    if !silent {
        let route = response.request().match_pattern();
        metrics.answered(route.as_deref(), &method, status, since.elapsed());
    }
    if status.is_server_error() {
        metrics.failed(status);
    }
    Ok(response)
}
