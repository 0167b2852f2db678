//! Every URL on one screen.

use crate::principals::credentials::handlers as credentials;
use crate::{
    account, activity, affected, agencies, audit, catalog, combinations, forms, health, incidents, members,
    oauth, origins, outreach_log, outreaches, policy, principals, public, recipients, referrals, releases,
    requests, units,
};
use actix_web::web::ServiceConfig;

/// An address with the methods it takes; another method is 405 with `Allow`, OPTIONS the same without the refusal.
macro_rules! address {
    ($config:ident, $path:literal, $allow:literal, { $($method:ident => $handler:expr),+ $(,)? }) => {
        $config.service(
            actix_web::web::resource($path)
                $(.route($crate::routes::route_of!($method).to($handler)))+
                .route(actix_web::web::method(actix_web::http::Method::OPTIONS).to(|| async {
                    $crate::respond::options($crate::routes::allowed!($allow, $($method)+))
                }))
                .default_service(actix_web::web::to(|| async {
                    Err::<actix_web::HttpResponse, _>($crate::problem::Problem {
                        allow: Some($crate::routes::allowed!($allow, $($method)+)),
                        ..$crate::problem::Problem::technical($crate::problem::TechnicalCode::MethodNotAllowed)
                    })
                })),
        );
    };
}

/// HEAD is answered as GET, without the body; but not where a GET discloses something sealed: nobody is to be told
/// nothing at the price of a disclosure.
macro_rules! route_of {
    (disclose) => {
        actix_web::web::get()
    };
    (get) => {
        actix_web::web::route()
            .guard(actix_web::guard::Any(actix_web::guard::Get()).or(actix_web::guard::Head()))
    };
    ($other:ident) => {
        actix_web::web::$other()
    };
}

/// What `Allow` says: the methods of the contract, and those HTTP adds to them.
macro_rules! allowed {
    ($allow:literal, get $($rest:ident)*) => {
        concat!($allow, ", HEAD, OPTIONS")
    };
    ($allow:literal, $($other:ident)+) => {
        concat!($allow, ", OPTIONS")
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
    address!(c, "/v1/audit/entries", "GET", { get => audit::handlers::list });
    address!(c, "/v1/audit/head", "GET", { get => audit::handlers::head });
    address!(c, "/v1/bootstrap", "POST", { post => account::handlers::bootstrap });
    address!(c, "/v1/combinations", "POST", { post => combinations::handlers::combine });
    address!(c, "/v1/combinations/{month}", "GET", { get => combinations::handlers::latest });
    address!(c, "/v1/combinations/{month}/versions/{version}", "GET", { get => combinations::handlers::version });
    address!(c, "/v1/forms", "GET", { get => forms::handlers::list });
    address!(c, "/v1/forms/{noun}", "GET", { get => forms::handlers::find });
    address!(c, "/v1/group-sessions", "POST", { post => activity::handlers::approve_group });
    address!(c, "/v1/me", "GET", { get => account::handlers::me });
    address!(c, "/v1/public/{agency}", "GET", { get => public::handlers::program });
    address!(c, "/v1/public/{agency}/support-requests", "POST", { post => public::handlers::ask });
    address!(c, "/v1/public/{agency}/support-request", "GET, PUT, DELETE", {
        get => public::handlers::look_up,
        put => public::handlers::ask_with_receipt,
        delete => public::handlers::withdraw,
    });
    address!(c, "/v1/public/{agency}/forms/support-request", "GET", { get => forms::handlers::public });
    address!(c, "/v1/referrals", "POST", { post => referrals::handlers::refer });
    address!(c, "/v1/support-requests/{id}/follow-ups", "POST", { post => requests::handlers::hold_follow_up });
    address!(c, "/v1/support-requests", "GET, POST", {
        get => requests::handlers::list,
        post => requests::handlers::enter,
    });
    address!(c, "/v1/support-requests/{id}", "GET", { get => requests::handlers::find });
    address!(c, "/v1/support-requests/{id}/triage", "POST", { post => requests::handlers::triage });
    address!(c, "/v1/support-requests/{id}/assignment", "POST", { post => requests::handlers::assign });
    address!(c, "/v1/support-requests/{id}/conflict-declaration", "POST", { post => requests::handlers::declare });
    address!(c, "/v1/support-requests/{id}/events", "POST", { post => requests::handlers::record });
    address!(c, "/v1/support-requests/{id}/recipient", "GET, PUT, DELETE", {
        disclose => recipients::handlers::find,
        put => recipients::handlers::record,
        delete => recipients::handlers::purge,
    });
    address!(c, "/v1/incidents", "GET, POST", {
        get => incidents::handlers::list,
        post => incidents::handlers::raise,
    });
    address!(c, "/v1/incidents/{id}", "GET", { get => incidents::handlers::find });
    address!(c, "/v1/incidents/{id}/triage", "POST", { post => incidents::handlers::triage });
    address!(c, "/v1/incidents/{id}/closure", "POST", { post => incidents::handlers::close });
    address!(c, "/v1/incidents/{id}/notice", "POST", { post => incidents::handlers::attest });
    address!(c, "/v1/incidents/{id}/affected", "GET, PUT, DELETE", {
        disclose => affected::handlers::find,
        put => affected::handlers::record,
        delete => affected::handlers::purge,
    });
    address!(c, "/v1/incidents/{id}/outreaches", "POST", { post => outreaches::handlers::assign });
    address!(c, "/v1/outreaches", "GET", { get => outreaches::handlers::list });
    address!(c, "/v1/outreaches/{id}", "GET", { get => outreaches::handlers::find });
    address!(c, "/v1/outreaches/{id}/assignment", "POST", { post => outreaches::handlers::reassign });
    address!(c, "/v1/outreaches/{id}/conflict-declaration", "POST", { post => outreaches::handlers::declare });
    address!(c, "/v1/outreaches/{id}/events", "POST", { post => outreaches::handlers::record });
    address!(c, "/v1/outreach-log/{month}", "GET", { get => outreach_log::handlers::find });
    address!(c, "/v1/releases/calendar", "GET", { get => releases::handlers::calendar });
    address!(c, "/v1/releases/{month}", "GET", { get => releases::handlers::find });
    address!(c, "/v1/agencies", "GET, POST", { get => agencies::handlers::list, post => agencies::handlers::create });
    address!(c, "/v1/agencies/{id}", "GET", { get => agencies::handlers::find });
    address!(c, "/v1/members", "GET, POST", { get => members::handlers::list, post => members::handlers::create });
    address!(c, "/v1/members/{id}", "GET", { get => members::handlers::find });
    address!(c, "/v1/members/{id}/leave", "PUT, DELETE", { put => members::handlers::set_leave, delete => members::handlers::clear_leave });
    address!(c, "/v1/members/{id}/end", "POST", { post => members::handlers::end });
    address!(c, "/v1/origins", "GET, PUT", { get => origins::handlers::list, put => origins::handlers::set });
    address!(c, "/v1/policy", "GET", { get => policy::handlers::in_force::find });
    address!(c, "/v1/policy/settings/{parameter}", "GET", { get => policy::handlers::in_force::find_setting });
    address!(c, "/v1/policy-parameters", "GET", { get => policy::handlers::catalog::list_parameters });
    address!(c, "/v1/policy-presets", "GET", { get => policy::handlers::catalog::list_presets });
    address!(c, "/v1/policy-presets/{preset}", "GET", { get => policy::handlers::catalog::find_preset });
    address!(c, "/v1/policy-versions", "GET, POST", { get => policy::handlers::versions::list, post => policy::handlers::versions::create });
    address!(c, "/v1/policy-versions/{id}", "GET, PATCH", { get => policy::handlers::versions::find, patch => policy::handlers::versions::change });
    address!(c, "/v1/policy-versions/{id}/validation", "POST", { post => policy::handlers::activation::validate });
    address!(c, "/v1/policy-versions/{id}/activation", "POST", { post => policy::handlers::activation::activate });
    address!(c, "/v1/policy-versions/{id}/withdrawal", "POST", { post => policy::handlers::activation::withdraw });
    address!(c, "/v1/principals", "GET, POST", { get => principals::handlers::list, post => principals::handlers::create });
    address!(c, "/v1/principals/{id}", "GET", { get => principals::handlers::find });
    address!(c, "/v1/principals/{id}/roles", "POST", { post => principals::handlers::give_role });
    address!(c, "/v1/principals/{id}/roles/{role}", "DELETE", { delete => principals::handlers::end_role });
    address!(c, "/v1/principals/{id}/revocation", "POST, DELETE", { post => principals::handlers::revoke, delete => principals::handlers::reinstate });
    address!(c, "/v1/principals/{id}/identities", "GET, POST", { get => credentials::list_identities, post => credentials::add_identity });
    address!(c, "/v1/principals/{id}/identities/{identity}", "DELETE", { delete => credentials::remove_identity });
    address!(c, "/v1/principals/{id}/client-secrets", "GET, POST", { get => credentials::list_secrets, post => credentials::issue_secret });
    address!(c, "/v1/principals/{id}/client-secrets/{secret}", "DELETE", { delete => credentials::end_secret });
    address!(c, "/oauth/token", "POST", { post => oauth::handlers::token });
    address!(c, "/v1/units", "GET, POST", { get => units::handlers::list, post => units::handlers::create });
    address!(c, "/v1/units/{id}", "GET", { get => units::handlers::find });
    address!(c, "/v1/units/{id}/headcount", "PUT", { put => units::handlers::set_headcount });
}

pub(crate) use {address, allowed, route_of};
