//! Every URL on one screen.

use crate::problem::{Problem, TechnicalCode};
use crate::{account, agencies, catalog, health, members, policy, principals, units};
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
    address!(c, "/v1/agencies", "GET, POST", { get => agencies::handlers::list, post => agencies::handlers::create });
    address!(c, "/v1/agencies/{id}", "GET", { get => agencies::handlers::find });
    address!(c, "/v1/members", "GET, POST", { get => members::handlers::list, post => members::handlers::create });
    address!(c, "/v1/members/{id}", "GET", { get => members::handlers::find });
    address!(c, "/v1/members/{id}/leave", "PUT, DELETE", { put => members::handlers::set_leave, delete => members::handlers::clear_leave });
    address!(c, "/v1/members/{id}/end", "POST", { post => members::handlers::end });
    address!(c, "/v1/policy", "GET", { get => policy::handlers::in_force::find });
    address!(c, "/v1/policy/settings/{parameter}", "GET", { get => policy::handlers::in_force::find_setting });
    address!(c, "/v1/policy-parameters", "GET", { get => policy::handlers::catalog::list_parameters });
    address!(c, "/v1/policy-presets", "GET", { get => policy::handlers::catalog::list_presets });
    address!(c, "/v1/policy-presets/{preset}", "GET", { get => policy::handlers::catalog::find_preset });
    address!(c, "/v1/policy-versions", "GET, POST", { get => policy::handlers::versions::list, post => policy::handlers::versions::create });
    address!(c, "/v1/policy-versions/{id}", "GET, PATCH", { get => policy::handlers::versions::find, patch => policy::handlers::versions::change });
    address!(c, "/v1/policy-versions/{id}/validation", "POST", { post => policy::handlers::activation::validate });
    address!(c, "/v1/policy-versions/{id}/activation", "POST", { post => policy::handlers::activation::activate });
    address!(c, "/v1/principals", "GET, POST", { get => principals::handlers::list, post => principals::handlers::create });
    address!(c, "/v1/principals/{id}", "GET", { get => principals::handlers::find });
    address!(c, "/v1/principals/{id}/roles", "POST", { post => principals::handlers::give_role });
    address!(c, "/v1/principals/{id}/roles/{role}", "DELETE", { delete => principals::handlers::end_role });
    address!(c, "/v1/units", "GET, POST", { get => units::handlers::list, post => units::handlers::create });
    address!(c, "/v1/units/{id}", "GET", { get => units::handlers::find });
    address!(c, "/v1/units/{id}/headcount", "PUT", { put => units::handlers::set_headcount });
}

pub(crate) use address;
