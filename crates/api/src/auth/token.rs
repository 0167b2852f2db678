//! Access tokens of the embedded default: EdDSA, issued and checked by this server.

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use chrono::Duration;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use peerline_domain::calendar::Timestamp;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a token says. The token proves who is calling; what they may do stands in the database.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AccessClaims {
    /// Issuer.
    pub iss: String,
    /// Audience.
    pub aud: String,
    /// The principal.
    pub sub: Uuid,
    /// Issued at, seconds since the epoch.
    pub iat: i64,
    /// Expires at, seconds since the epoch.
    pub exp: i64,
}

/// What a good token proves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proven {
    /// The principal.
    pub principal: Uuid,
    /// When the token was issued, seconds since the epoch.
    pub issued_at: i64,
}

/// A key or a token is not as it should be.
#[derive(Debug, thiserror::Error)]
pub enum TokenError {
    /// The key is not an Ed25519 key in PKCS #8.
    #[error("the signing key cannot be read")]
    Key,
    /// The token could not be signed.
    #[error("the token could not be signed")]
    Signing,
    /// The token is forged, expired, or for somebody else.
    #[error("the token is not valid")]
    Invalid,
}

/// Signs and checks access tokens.
#[derive(Clone)]
pub struct TokenAuthority {
    issuer: String,
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
        Ok(Self {
            issuer: issuer.to_owned(),
            signing: EncodingKey::from_ed_der(pkcs8),
            checking: DecodingKey::from_ed_der(pair.public_key().as_ref()),
        })
    }

    /// A token for a principal.
    pub fn issue(&self, principal: Uuid, now: Timestamp, lifetime: Duration) -> Result<String, TokenError> {
        let claims = AccessClaims {
            iss: self.issuer.clone(),
            aud: AUDIENCE.to_owned(),
            sub: principal,
            iat: now.timestamp(),
            exp: (now + lifetime).timestamp(),
        };
        jsonwebtoken::encode(&Header::new(Algorithm::EdDSA), &claims, &self.signing)
            .map_err(|_| TokenError::Signing)
    }

    /// What a token proves, as of `now`.
    ///
    /// # Errors
    /// [`TokenError::Invalid`] for whatever is wrong with it: a caller learns no more.
    pub fn check(&self, token: &str, now: Timestamp) -> Result<Proven, TokenError> {
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_issuer(&[&self.issuer]);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        // The library reads the system's clock; ours comes in through the trait and is compared below.
        validation.validate_exp = false;
        validation.validate_nbf = false;
        let data = jsonwebtoken::decode::<AccessClaims>(token, &self.checking, &validation)
            .map_err(|_| TokenError::Invalid)?;
        if data.claims.exp <= now.timestamp() {
            return Err(TokenError::Invalid);
        }
        Ok(Proven { principal: data.claims.sub, issued_at: data.claims.iat })
    }
}

#[cfg(test)]
mod tests {
    use super::{AccessClaims, TokenAuthority};
    use chrono::{DateTime, Duration};
    use jsonwebtoken::{Algorithm, EncodingKey, Header};
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
        assert_eq!(authority.check(&token, now + Duration::seconds(599)).unwrap().principal, principal);
        assert!(authority.check(&token, now + Duration::minutes(10)).is_err());
    }

    #[test]
    fn a_token_of_another_key_issuer_or_algorithm_is_refused() {
        let authority = authority();
        let now = DateTime::from_timestamp(1_790_000_000, 0).unwrap();
        let foreign = self::authority().issue(Uuid::from_u128(7), now, Duration::minutes(10)).unwrap();
        assert!(authority.check(&foreign, now).is_err());
        let claims = AccessClaims {
            iss: "https://peerline.example.org".to_owned(),
            aud: "peerline".to_owned(),
            sub: Uuid::from_u128(7),
            iat: now.timestamp(),
            exp: (now + Duration::minutes(10)).timestamp(),
        };
        let confused =
            jsonwebtoken::encode(&Header::new(Algorithm::HS256), &claims, &EncodingKey::from_secret(b"x"));
        assert!(authority.check(&confused.unwrap(), now).is_err());
    }
}
