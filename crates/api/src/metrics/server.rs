use super::Metrics;
use crate::audit::Sealing;
use actix_web::dev::Server;
use actix_web::web::{self, Data};
use actix_web::{App, HttpResponse, HttpServer};
use std::net::TcpListener;
use std::sync::Arc;

/// Media type of `OpenMetrics`, which Prometheus reads.
const OPEN_METRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// Serves `GET /metrics` and nothing else, on a listener of its own.
pub fn serve(metrics: Arc<Metrics>, sealing: Arc<Sealing>, listener: TcpListener) -> std::io::Result<Server> {
    let server = HttpServer::new(move || {
        App::new()
            .app_data(Data::from(Arc::clone(&metrics)))
            .app_data(Data::from(Arc::clone(&sealing)))
            .route("/metrics", web::get().to(figures))
    });
    Ok(server.workers(1).listen(listener)?.run())
}

async fn figures(metrics: Data<Metrics>, sealing: Data<Sealing>) -> HttpResponse {
    metrics.sealing_stands(&sealing);
    HttpResponse::Ok().content_type(OPEN_METRICS).body(metrics.text())
}
