//! Every URL on one screen.

use crate::problem::{Problem, TechnicalCode};
use crate::{account, catalog, health, units};
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
    address!(c, "/v1/bootstrap", "POST", { post => account::handlers::bootstrap });
    address!(c, "/v1/me", "GET", { get => account::handlers::me });
    address!(c, "/v1/units", "GET, POST", { get => units::handlers::list, post => units::handlers::create });
    address!(c, "/v1/units/{id}", "GET", { get => units::handlers::find });
    address!(c, "/v1/units/{id}/headcount", "PUT", { put => units::handlers::set_headcount });
}

pub(crate) use address;
