//! Access tokens of our own (RFC 9068): EdDSA, issued and checked by this server.

use super::envelope::Envelope;
use super::token_error::TokenError;
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use chrono::Duration;
use data_encoding::BASE64URL_NOPAD;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header};
use peerline_domain::access::TokenScope;
use peerline_domain::calendar::Timestamp;
use serde::Serialize;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Whom a token is for.
#[derive(Debug, Clone)]
pub struct TokenFor {
    principal: Uuid,
    multi_factor: bool,
    scopes: Option<Vec<TokenScope>>,
}

impl From<Uuid> for TokenFor {
    fn from(principal: Uuid) -> Self {
        Self { principal, multi_factor: false, scopes: None }
    }
}

impl TokenFor {
    /// A person who proved more than one factor to whoever asks for the token.
    pub const fn multi_factor(principal: Uuid) -> Self {
        Self { principal, multi_factor: true, scopes: None }
    }

    /// A machine, limited to scopes.
    pub const fn machine(principal: Uuid, scopes: Vec<TokenScope>) -> Self {
        Self { principal, multi_factor: false, scopes: Some(scopes) }
    }
}

/// What a token says. It proves who is calling; what they may do stands in the database.
#[derive(Serialize)]
struct AccessClaims<'a> {
    iss: &'a str,
    aud: &'a str,
    sub: Uuid,
    iat: i64,
    exp: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    amr: Option<[&'a str; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<String>,
}

/// The claims of our own tokens; one with any other was not made here.
const OWN_CLAIMS: [&str; 9] = ["iss", "aud", "sub", "iat", "exp", "nbf", "jti", "amr", "scope"];
/// The header of our own tokens.
const OWN_HEADERS: [&str; 3] = ["alg", "kid", "typ"];
/// Type of an access token (RFC 9068): an ID token says something else.
pub(super) const ACCESS_TOKEN: &str = "at+jwt";
/// Authentication method of who proved more than one factor (RFC 8176).
pub(super) const MULTI_FACTOR: &str = "mfa";

/// What a good token proves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proven {
    /// The principal.
    pub principal: Uuid,
    /// When the token was issued, seconds since the epoch.
    pub issued_at: i64,
    /// Whether its holder proved more than one factor.
    pub multi_factor: bool,
    /// What the token is limited to besides the role; none: nothing.
    pub scopes: Option<Vec<TokenScope>>,
    /// What to ask the identity provider for where one factor is not enough.
    pub acr_values: String,
}

/// Signs and checks access tokens.
#[derive(Clone)]
pub struct TokenAuthority {
    issuer: String,
    kid: String,
    signing: EncodingKey,
    checking: DecodingKey,
}

/// The audience of every token of this API.
const AUDIENCE: &str = "peerline";

impl TokenAuthority {
    /// A new signing key, as PKCS #8.
    pub fn generate_key() -> Result<Vec<u8>, TokenError> {
        let random = aws_lc_rs::rand::SystemRandom::new();
        let document = Ed25519KeyPair::generate_pkcs8(&random).map_err(|_| TokenError::Key)?;
        Ok(document.as_ref().to_vec())
    }

    /// An authority with a signing key as PKCS #8.
    pub fn new(issuer: &str, pkcs8: &[u8]) -> Result<Self, TokenError> {
        let pair = Ed25519KeyPair::from_pkcs8(pkcs8).map_err(|_| TokenError::Key)?;
        let public = pair.public_key().as_ref();
        let digest = Sha256::digest(public);
        Ok(Self {
            issuer: issuer.to_owned(),
            kid: BASE64URL_NOPAD.encode(digest.get(..12).unwrap_or_default()),
            signing: EncodingKey::from_ed_der(pkcs8),
            checking: DecodingKey::from_ed_der(public),
        })
    }

    /// Whether a token says that it is ours.
    pub(super) fn is_issuer(&self, issuer: &str) -> bool {
        self.issuer == issuer
    }

    /// A token for a principal.
    pub fn issue(
        &self,
        to: impl Into<TokenFor>,
        now: Timestamp,
        lifetime: Duration,
    ) -> Result<String, TokenError> {
        let to = to.into();
        let codes = |scopes: &Vec<TokenScope>| {
            scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(" ")
        };
        let claims = AccessClaims {
            iss: &self.issuer,
            aud: AUDIENCE,
            sub: to.principal,
            iat: now.timestamp(),
            exp: (now + lifetime).timestamp(),
            amr: to.multi_factor.then_some([MULTI_FACTOR]),
            scope: to.scopes.as_ref().map(codes),
        };
        let header = Header {
            typ: Some(ACCESS_TOKEN.to_owned()),
            kid: Some(self.kid.clone()),
            ..Header::new(Algorithm::EdDSA)
        };
        jsonwebtoken::encode(&header, &claims, &self.signing).map_err(|_| TokenError::Signing)
    }

    /// What a token proves, as of `now`.
    ///
    /// # Errors
    /// [`TokenError::Invalid`] for whatever is wrong with it: a caller learns no more.
    pub fn check(&self, token: &str, now: Timestamp) -> Result<Proven, TokenError> {
        self.check_opened(&Envelope::open(token)?, now)
    }

    pub(super) fn check_opened(&self, token: &Envelope<'_>, now: Timestamp) -> Result<Proven, TokenError> {
        let is_ours = token.header.len() == OWN_HEADERS.len()
            && token.header_text("typ")? == ACCESS_TOKEN
            && token.kid()? == self.kid
            && token.names().all(|name| OWN_CLAIMS.contains(&name))
            && token.text("iss")? == self.issuer
            && token.text("aud")? == AUDIENCE;
        if !is_ours || (token.has("jti") && token.text("jti").is_err()) {
            return Err(TokenError::Invalid);
        }
        token.verify(&self.checking, Algorithm::EdDSA)?;
        let issued_at = token.issued_at(now)?;
        let subject = token.text("sub")?;
        let principal = Uuid::try_parse(subject).map_err(|_| TokenError::Invalid)?;
        if principal.to_string() != subject {
            return Err(TokenError::Invalid);
        }
        Ok(Proven {
            principal,
            issued_at,
            multi_factor: token.texts("amr")?.contains(&MULTI_FACTOR),
            scopes: scopes(token)?,
            acr_values: MULTI_FACTOR.to_owned(),
        })
    }
}

fn scopes(token: &Envelope<'_>) -> Result<Option<Vec<TokenScope>>, TokenError> {
    if !token.has("scope") {
        return Ok(None);
    }
    let known = |code| TokenScope::from_code(code).ok_or(TokenError::Invalid);
    token.text("scope")?.split(' ').map(known).collect::<Result<_, _>>().map(Some)
}

#[cfg(test)]
mod tests {
    use super::{TokenAuthority, TokenFor};
    use chrono::{DateTime, Duration};
    use peerline_domain::access::TokenScope;
    use uuid::Uuid;

    fn authority() -> TokenAuthority {
        TokenAuthority::new("https://peerline.example.org", &TokenAuthority::generate_key().unwrap()).unwrap()
    }

    #[test]
    fn a_token_is_good_until_it_expires_and_no_longer() {
        let authority = authority();
        let now = DateTime::from_timestamp(1_790_000_000, 0).unwrap();
        let principal = Uuid::from_u128(7);
        let token = authority.issue(principal, now, Duration::minutes(10)).unwrap();
        let proven = authority.check(&token, now + Duration::seconds(599)).unwrap();
        assert_eq!((proven.principal, proven.multi_factor, proven.scopes), (principal, false, None));
        assert!(authority.check(&token, now + Duration::minutes(10)).is_err());
        assert!(self::authority().check(&token, now).is_err(), "another key");
    }

    #[test]
    fn a_token_tells_its_factors_and_scopes() {
        let authority = authority();
        let now = DateTime::from_timestamp(1_790_000_000, 0).unwrap();
        let lifetime = Duration::minutes(10);
        let token = authority.issue(TokenFor::multi_factor(Uuid::from_u128(7)), now, lifetime).unwrap();
        assert!(authority.check(&token, now).unwrap().multi_factor);
        let machine = TokenFor::machine(Uuid::from_u128(7), vec![TokenScope::ReadReports]);
        let token = authority.issue(machine, now, lifetime).unwrap();
        assert_eq!(authority.check(&token, now).unwrap().scopes, Some(vec![TokenScope::ReadReports]));
        let nothing = authority.issue(TokenFor::machine(Uuid::from_u128(7), vec![]), now, lifetime).unwrap();
        assert!(authority.check(&nothing, now).is_err(), "a scope of nothing is no scope");
    }
}
