//! Every URL on one screen.

use crate::problem::{Problem, TechnicalCode};
use crate::{account, activity, catalog, combinations, health, outreach_log, releases, units};
use actix_web::web::{self, ServiceConfig};

/// An address with the methods it takes; another method is 405 with `Allow`.
macro_rules! address {
    ($config:ident, $path:literal, $allow:literal, { $($method:ident => $handler:expr),+ $(,)? }) => {
        $config.service(
            web::resource($path)
                $(.route(web::$method().to($handler)))+
                .default_service(web::to(|| async {
                    Err::<actix_web::HttpResponse, _>(Problem {
                        allow: Some($allow),
                        ..Problem::technical(TechnicalCode::MethodNotAllowed)
                    })
                })),
        );
    };
}

/// Registers every address.
pub fn configure(c: &mut ServiceConfig) {
    address!(c, "/livez", "GET", { get => health::handlers::livez });
    address!(c, "/readyz", "GET", { get => health::handlers::readyz });
    address!(c, "/v1/problems", "GET", { get => catalog::handlers::list });
    address!(c, "/v1/problems/{code}", "GET", { get => catalog::handlers::find });
    address!(c, "/v1/activity-entries", "POST", { post => activity::handlers::record });
    address!(c, "/v1/activity-entries/{id}", "DELETE", { delete => activity::handlers::remove });
    address!(c, "/v1/activity-reports/{month}", "GET", { get => activity::handlers::own_report });
    address!(c, "/v1/activity-reports/{month}/status", "GET", { get => activity::handlers::status });
    address!(c, "/v1/activity-reports/{month}/submission", "POST", { post => activity::handlers::submit });
    address!(c, "/v1/bootstrap", "POST", { post => account::handlers::bootstrap });
    address!(c, "/v1/combinations", "POST", { post => combinations::handlers::combine });
    address!(c, "/v1/combinations/{month}", "GET", { get => combinations::handlers::latest });
    address!(c, "/v1/combinations/{month}/versions/{version}", "GET", { get => combinations::handlers::version });
    address!(c, "/v1/group-sessions", "POST", { post => activity::handlers::approve_group });
    address!(c, "/v1/me", "GET", { get => account::handlers::me });
    address!(c, "/v1/outreach-log/{month}", "GET", { get => outreach_log::handlers::find });
    address!(c, "/v1/releases/calendar", "GET", { get => releases::handlers::calendar });
    address!(c, "/v1/releases/{month}", "GET", { get => releases::handlers::find });
    address!(c, "/v1/units", "GET, POST", { get => units::handlers::list, post => units::handlers::create });
    address!(c, "/v1/units/{id}", "GET", { get => units::handlers::find });
    address!(c, "/v1/units/{id}/headcount", "PUT", { put => units::handlers::set_headcount });
}

pub(crate) use address;
