//! The answers operations share: the error responses of the contract and pages.

use std::collections::BTreeMap;
use utoipa::openapi::{Ref, RefOr, Response};
use utoipa::{IntoParams, IntoResponses};

use crate::problem::{Code, FieldError, Problem, TechnicalCode};

macro_rules! problem_responses {
    ($($(#[$meta:meta])* $name:ident = [$($status:literal),+];)+) => {
        $(
            $(#[$meta])*
            pub struct $name;

            impl IntoResponses for $name {
                fn responses() -> BTreeMap<String, RefOr<Response>> {
                    [$($status),+]
                        .into_iter()
                        .map(|status: &str| (status.to_owned(), RefOr::Ref(Ref::from_response_name("Problem"))))
                        .collect()
                }
            }
        )+
    };
}

problem_responses! {
    /// What a read by a signed-in caller can be refused with.
    ReadProblems = ["400", "401", "403", "404", "409", "429", "500", "503"];
    /// What a change by a signed-in caller can be refused with.
    WriteProblems = ["400", "401", "403", "404", "409", "413", "415", "422", "429", "500", "503"];
    /// What a change that needs If-Match can be refused with.
    ConditionalProblems = ["400", "401", "403", "404", "409", "412", "413", "415", "422", "428", "429", "500", "503"];
    /// What a public read can be refused with.
    PublicReadProblems = ["400", "404", "409", "429", "500", "503"];
    /// What a request for a token can meet beside the errors of RFC 6749.
    TokenProblems = ["429", "500", "503"];
    /// What a public change can be refused with.
    PublicWriteProblems = ["400", "404", "409", "413", "415", "422", "429", "500", "503"];
}

/// How much of a list, and from where, as the contract tells it; [`Page`](crate::extract::Page) reads it.
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// `next_cursor` of the page before. Of use to the caller it was given to, in the same role, for the same list,
    /// on the UTC day it was given and the day after.
    #[param(min_length = 1, max_length = 200, pattern = "^[A-Za-z0-9_-]+$", nullable = false)]
    pub cursor: Option<String>,
    /// Items a page, 50 where absent.
    #[param(minimum = 1, maximum = 100, nullable = false)]
    pub limit: Option<u8>,
}

/// Turns "no such row" of a reference in the body into a problem at its place.
pub fn referenced<T>(found: Option<T>, pointer: &str) -> Result<T, Problem> {
    found.ok_or_else(|| {
        Problem::fields(vec![FieldError::at(pointer, Code::Technical(TechnicalCode::ReferenceUnknown))])
    })
}
