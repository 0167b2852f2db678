//! The application: routes, limits, and what surrounds them.

use crate::middleware::{
    access_log, answer_fields, cross_origin, entity_tags, measure, own_origins, problem_documents,
    public_limit, request_id,
};
use crate::state::AppState;
use crate::{demo, openapi, routes};
use actix_web::dev::ServerHandle;
use actix_web::middleware::from_fn;
use actix_web::web::{self, Data, PayloadConfig};
use actix_web::{App, HttpResponse, HttpServer};
use std::future::Future;
use std::net::{SocketAddr, TcpListener};
use std::time::Duration;
use utoipa_swagger_ui::SwaggerUi;

/// Largest body taken, in bytes.
pub const BODY_LIMIT: usize = 64 * 1024;
/// Time a request's header may take to arrive.
const HEADER_TIME: Duration = Duration::from_secs(5);
/// Time open requests get to finish after a signal to stop.
const SHUTDOWN_SECONDS: u64 = 10;

/// A server that is listening but not yet running.
pub struct Served {
    /// Where it listens.
    pub address: SocketAddr,
    /// Stops it.
    pub handle: ServerHandle,
    /// Runs it; ends when it is stopped.
    pub run: std::pin::Pin<Box<dyn Future<Output = std::io::Result<()>>>>,
}

/// What stops a server, besides its handle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StoppedBy {
    /// The signals of the process too: `SIGINT`, `SIGTERM`, `SIGQUIT`. For the one server of a process.
    Signals,
    /// Nothing else. For a server that is a part of a process with work of its own, which keeps what its signals mean.
    HandleAlone,
}

/// Makes the server on a bound listener.
pub fn serve(
    state: Data<AppState>,
    listener: TcpListener,
    workers: usize,
    stopped_by: StoppedBy,
) -> std::io::Result<Served> {
    let address = listener.local_addr()?;
    let contract: &'static str = openapi::served().leak();
    let server = HttpServer::new(move || {
        let demo = state.manual_clock.is_some();
        App::new()
            .app_data(state.clone())
            .app_data(PayloadConfig::new(BODY_LIMIT))
            .configure(routes::configure)
            .configure(move |c| {
                if demo {
                    demo::handlers::configure(c);
                }
            })
            .route(
                "/openapi.json",
                web::get().to(move || async move {
                    HttpResponse::Ok().content_type("application/json").body(contract)
                }),
            )
            .service(web::redirect("/docs", "/docs/"))
            .service(SwaggerUi::new("/docs/{_:.*}").config(utoipa_swagger_ui::Config::from("/openapi.json")))
            .wrap(from_fn(entity_tags))
            .wrap(from_fn(access_log))
            .wrap(from_fn(public_limit))
            .wrap(from_fn(problem_documents))
            .wrap(from_fn(answer_fields))
            .wrap(cross_origin(&state))
            .wrap(from_fn(own_origins))
            // Once more, for what the layer about origins refuses by itself.
            .wrap(from_fn(problem_documents))
            .wrap(from_fn(measure))
            .wrap(from_fn(request_id))
    })
    .workers(workers)
    .client_request_timeout(HEADER_TIME)
    .shutdown_timeout(SHUTDOWN_SECONDS);
    let server = if stopped_by == StoppedBy::Signals { server } else { server.disable_signals() };
    let server = server.listen(listener)?.run();
    Ok(Served { address, handle: server.handle(), run: Box::pin(server) })
}
