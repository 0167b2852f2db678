//! A token as it arrived: taken apart and read strictly, not yet believed.

use super::strict_json;
use super::token_error::TokenError;
use data_encoding::BASE64URL_NOPAD;
use jsonwebtoken::{Algorithm, DecodingKey};
use peerline_domain::calendar::Timestamp;
use serde_json::{Map, Value};

/// Longest token that is looked at, in bytes.
const LONGEST: usize = 8 * 1024;
/// Longest text of a claim that is looked at, in bytes.
const LONGEST_TEXT: usize = 512;
/// Longest key id, in bytes.
const LONGEST_KID: usize = 128;
/// How far the clock of whoever issued the token may be ahead of ours, in seconds. The end of a token is its end.
const LEEWAY: i64 = 30;
/// Seconds since the epoch a token can speak of: 2001 to 3000. Milliseconds lie far beyond.
const SANE: std::ops::RangeInclusive<i64> = 1_000_000_000..=32_503_680_000;
/// Header members that bring keys of their own, or change how the rest is to be read.
const REFUSED_HEADERS: [&str; 8] = ["crit", "jwk", "jku", "x5c", "x5u", "b64", "zip", "enc"];

/// A token taken apart.
pub(super) struct Envelope<'t> {
    signed: &'t str,
    signature: &'t str,
    pub(super) header: Map<String, Value>,
    claims: Map<String, Value>,
}

impl<'t> Envelope<'t> {
    /// Takes a token apart.
    pub(super) fn open(token: &'t str) -> Result<Self, TokenError> {
        if token.len() > LONGEST {
            return Err(TokenError::Invalid);
        }
        let (signed, signature) = token.rsplit_once('.').ok_or(TokenError::Invalid)?;
        let (header, claims) = signed.split_once('.').ok_or(TokenError::Invalid)?;
        let read = |part: &str| {
            let bytes = BASE64URL_NOPAD.decode(part.as_bytes()).map_err(|_| TokenError::Invalid)?;
            strict_json::object(&bytes).ok_or(TokenError::Invalid)
        };
        let (header, claims) = (read(header)?, read(claims)?);
        let is_encoded = BASE64URL_NOPAD.decode(signature.as_bytes()).is_ok_and(|bytes| !bytes.is_empty());
        if !is_encoded || REFUSED_HEADERS.iter().any(|name| header.contains_key(*name)) {
            return Err(TokenError::Invalid);
        }
        Ok(Self { signed, signature, header, claims })
    }

    /// The issuer it names.
    pub(super) fn issuer(&self) -> Option<&str> {
        self.claims.get("iss")?.as_str()
    }

    /// A header member that is text.
    pub(super) fn header_text(&self, name: &str) -> Result<&str, TokenError> {
        self.header.get(name).and_then(Value::as_str).ok_or(TokenError::Invalid)
    }

    /// The key it names: short and printable, only ever compared with keys that are known.
    pub(super) fn kid(&self) -> Result<&str, TokenError> {
        let kid = self.header_text("kid")?;
        let is_plain =
            !kid.is_empty() && kid.len() <= LONGEST_KID && kid.bytes().all(|b| b.is_ascii_graphic());
        if is_plain { Ok(kid) } else { Err(TokenError::Invalid) }
    }

    /// That it is signed by the key with the algorithm the key is for, whatever the header would like.
    pub(super) fn verify(&self, key: &DecodingKey, algorithm: Algorithm) -> Result<(), TokenError> {
        if self.header_text("alg")? != format!("{algorithm:?}") {
            return Err(TokenError::Invalid);
        }
        let good = jsonwebtoken::crypto::verify(self.signature, self.signed.as_bytes(), key, algorithm);
        if good.unwrap_or(false) { Ok(()) } else { Err(TokenError::Invalid) }
    }

    /// Whether a claim is there at all.
    pub(super) fn has(&self, name: &str) -> bool {
        self.claims.contains_key(name)
    }

    /// The names of all claims.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.claims.keys().map(String::as_str)
    }

    /// A claim that is text.
    pub(super) fn text(&self, name: &str) -> Result<&str, TokenError> {
        let text = self.claims.get(name).and_then(Value::as_str).ok_or(TokenError::Invalid)?;
        let is_plain = !text.is_empty() && text.len() <= LONGEST_TEXT && !text.chars().any(char::is_control);
        if is_plain { Ok(text) } else { Err(TokenError::Invalid) }
    }

    /// A claim that is a list of texts, or one text; none where it is absent.
    pub(super) fn texts(&self, name: &str) -> Result<Vec<&str>, TokenError> {
        match self.claims.get(name) {
            None => Ok(Vec::new()),
            Some(Value::String(text)) => Ok(vec![text]),
            Some(Value::Array(items)) if items.len() <= 16 => {
                items.iter().map(|item| item.as_str().ok_or(TokenError::Invalid)).collect()
            }
            Some(_) => Err(TokenError::Invalid),
        }
    }

    /// A claim in whole seconds since the epoch.
    fn seconds(&self, name: &str) -> Result<i64, TokenError> {
        let seconds = self.claims.get(name).and_then(Value::as_i64).ok_or(TokenError::Invalid)?;
        if SANE.contains(&seconds) { Ok(seconds) } else { Err(TokenError::Invalid) }
    }

    /// That it is valid at an instant by its own times; gives when it was issued, in seconds since the epoch.
    pub(super) fn issued_at(&self, now: Timestamp) -> Result<i64, TokenError> {
        let (issued, expires) = (self.seconds("iat")?, self.seconds("exp")?);
        let not_before = if self.has("nbf") { self.seconds("nbf")? } else { issued };
        let now = now.timestamp();
        let has_begun = issued.max(not_before) <= now + LEEWAY;
        if has_begun && now < expires && issued < expires { Ok(issued) } else { Err(TokenError::Invalid) }
    }
}
