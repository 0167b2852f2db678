use crate::auth::behind_gate;
use crate::problem::{Problem, TechnicalCode};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use futures_util::future::LocalBoxFuture;
use serde::de::DeserializeOwned;

/// The query of the address. A parameter the contract does not know, or that is of another form, is 400.
pub struct Query<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Query<T> {
    type Error = Problem;
    type Future = LocalBoxFuture<'static, Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let outcome = actix_web::web::Query::<T>::from_query(request.query_string())
            .map(|query| Self(query.into_inner()))
            .map_err(|_| {
                Problem::technical(TechnicalCode::MalformedRequest)
                    .saying("A query parameter is unknown or not of the form the contract asks.")
            });
        Box::pin(behind_gate(request.clone(), outcome))
    }
}
