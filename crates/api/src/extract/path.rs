use crate::auth::behind_gate;
use crate::problem::Problem;
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures_util::future::LocalBoxFuture;
use peerline_domain::calendar::Month;
use uuid::Uuid;

/// The `{id}` of the address. What is no id names nothing: 404, like any id that is not there.
pub struct PathId(pub Uuid);

/// The `{month}` of the address, for example `2026-10`.
pub struct MonthPath(pub Month);

/// The `{month}` and `{version}` of the address.
pub struct MonthVersionPath(pub Month, pub u32);

fn segment<T: std::str::FromStr>(request: &HttpRequest, name: &str) -> Result<T, Problem> {
    request.match_info().get(name).and_then(|text| text.parse().ok()).ok_or_else(Problem::not_found)
}

fn behind<T: 'static>(
    request: &HttpRequest,
    outcome: Result<T, Problem>,
) -> LocalBoxFuture<'static, Result<T, Problem>> {
    Box::pin(behind_gate(request.clone(), outcome))
}

impl FromRequest for PathId {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        behind(request, segment(request, "id").map(Self))
    }
}

impl FromRequest for MonthPath {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        behind(request, segment(request, "month").map(Self))
    }
}

impl FromRequest for MonthVersionPath {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let month = segment(request, "month");
        behind(request, month.and_then(|month| Ok(Self(month, segment(request, "version")?))))
    }
}
