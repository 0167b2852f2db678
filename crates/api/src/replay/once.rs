use super::canonical::canonical;
use super::command::Sent;
use super::key::parse;
use crate::problem::Problem;
use actix_web::dev::Payload;
use actix_web::web::Bytes;
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use std::future::{Ready, ready};

/// The header that says that a command may be sent again.
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";

/// The body of a request that carries a key, in its extensions: put there by the extractor that reads it.
pub struct SentBody(pub Bytes);

impl SentBody {
    /// Keeps the body of a request for [`Once`], where the request carries a key.
    pub fn keep(request: &HttpRequest, body: &Bytes) {
        if request.headers().contains_key(IDEMPOTENCY_KEY) {
            request.extensions_mut().insert(Self(body.clone()));
        }
    }
}

/// That a command has one effect, however often it is sent under one `Idempotency-Key`. Reading it never fails, so
/// that a caller who may not send the command at all learns that first.
pub struct Once(HttpRequest);

impl Once {
    /// That the key, if there is one, is of the form the contract asks: for what stores nothing.
    ///
    /// # Errors
    /// `malformed_request`.
    pub fn checked(&self) -> Result<(), Problem> {
        self.sent().map(drop)
    }

    /// The command as it was sent, where it carries a key. Asked for after the body is read.
    ///
    /// # Errors
    /// `malformed_request` where the key is none.
    pub(super) fn sent(&self) -> Result<Option<Sent>, Problem> {
        let mut headers = self.0.headers().get_all(IDEMPOTENCY_KEY);
        let Some(header) = headers.next() else { return Ok(None) };
        // Two keys, or one that is no text, are none.
        let text = if headers.next().is_some() { "" } else { header.to_str().unwrap_or_default() };
        let key = parse(text)?;
        let extensions = self.0.extensions();
        let body = extensions.get::<SentBody>().map(|body| canonical(&body.0)).unwrap_or_default();
        Ok(Some(Sent { key, address: self.0.path().to_owned(), body }))
    }
}

impl FromRequest for Once {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(request.clone())))
    }
}
