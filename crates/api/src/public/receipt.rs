//! The receipt a requester drew.

use crate::problem::{Problem, TechnicalCode};
use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};
use data_encoding::HEXLOWER_PERMISSIVE;
use sha2::{Digest, Sha256};
use std::future::{Ready, ready};

/// Header that carries a receipt. Never the address: addresses end up in logs and histories.
pub const RECEIPT_HEADER: &str = "Peerline-Receipt";

/// The digest of a receipt; the receipt itself is not kept.
pub struct Receipt(pub Vec<u8>);

impl FromRequest for Receipt {
    type Error = Problem;
    type Future = Ready<Result<Self, Problem>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let drawn = request
            .headers()
            .get(RECEIPT_HEADER)
            .and_then(|value| HEXLOWER_PERMISSIVE.decode(value.as_bytes()).ok())
            .filter(|bytes| bytes.len() == 16);
        ready(drawn.map(|bytes| Self(Sha256::digest(bytes).to_vec())).ok_or_else(|| {
            Problem::technical(TechnicalCode::MalformedRequest)
                .saying("Peerline-Receipt carries 32 hexadecimal digits the caller drew at random.")
        }))
    }
}
