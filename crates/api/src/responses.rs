//! The answers operations share: the error responses of the contract and pages.

use data_encoding::BASE64URL_NOPAD;
use serde::Deserialize;
use std::collections::BTreeMap;
use utoipa::openapi::{Ref, RefOr, Response};
use utoipa::{IntoParams, IntoResponses};
use uuid::Uuid;

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
    /// What a public change can be refused with.
    PublicWriteProblems = ["400", "404", "409", "413", "415", "422", "429", "500", "503"];
}

/// How much of a list, and from where.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// `next_cursor` of the page before.
    #[param(max_length = 200, nullable = false)]
    pub cursor: Option<String>,
    /// Items a page, 50 where absent.
    #[param(minimum = 1, maximum = 100, nullable = false)]
    pub limit: Option<u8>,
}

impl PageQuery {
    /// Items asked for, plus one that tells whether there is a next page.
    pub fn probe(&self) -> Result<i64, Problem> {
        Ok(i64::from(self.size()?) + 1)
    }

    fn size(&self) -> Result<u8, Problem> {
        match self.limit.unwrap_or(50) {
            size @ 1..=100 => Ok(size),
            _ => Err(Problem::technical(TechnicalCode::MalformedRequest).saying("limit is 1 to 100")),
        }
    }

    /// The id after which the page begins.
    pub fn after(&self) -> Result<Option<Uuid>, Problem> {
        let Some(cursor) = &self.cursor else { return Ok(None) };
        BASE64URL_NOPAD
            .decode(cursor.as_bytes())
            .ok()
            .and_then(|bytes| Uuid::from_slice(&bytes).ok())
            .map(Some)
            .ok_or_else(|| {
                Problem::technical(TechnicalCode::MalformedRequest).saying("cursor is one of next_cursor")
            })
    }

    /// Cuts the probed list to the page, and gives the cursor of the next.
    pub fn cut<T>(
        &self,
        mut probed: Vec<T>,
        id: impl Fn(&T) -> Uuid,
    ) -> Result<(Vec<T>, Option<String>), Problem> {
        let size = usize::from(self.size()?);
        let more = probed.len() > size;
        probed.truncate(size);
        let next = probed.last().filter(|_| more).map(|item| BASE64URL_NOPAD.encode(id(item).as_bytes()));
        Ok((probed, next))
    }
}

/// Turns "no such row" of a reference in the body into a problem at its place.
pub fn referenced<T>(found: Option<T>, pointer: &str) -> Result<T, Problem> {
    found.ok_or_else(|| {
        Problem::fields(vec![FieldError::at(pointer, Code::Technical(TechnicalCode::ReferenceUnknown))])
    })
}
