//! A workshop for tokens: every part of one can be bent.

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair};
use data_encoding::BASE64URL_NOPAD;
use peerline_api::auth::TokenAuthority;
use serde_json::{Value, json};

/// The issuer of the test's server.
pub(super) const ISSUER: &str = "https://peerline.example.org";

/// Our own key, and what a good token of it looks like.
pub(super) struct Forge {
    pub(super) key: Vec<u8>,
    pub(super) kid: String,
    pub(super) now: i64,
    pub(super) principal: String,
}

/// The text of a part.
pub(super) fn encoded(part: &str) -> String {
    BASE64URL_NOPAD.encode(part.as_bytes())
}

/// The key id a server gives its tokens.
pub(super) fn kid_of(token: &str) -> String {
    let header = BASE64URL_NOPAD.decode(token.split('.').next().unwrap().as_bytes()).unwrap();
    let header: Value = serde_json::from_slice(&header).unwrap();
    header["kid"].as_str().unwrap().to_owned()
}

impl Forge {
    pub(super) fn header(&self) -> Value {
        json!({"alg": "EdDSA", "typ": "at+jwt", "kid": self.kid})
    }

    pub(super) fn claims(&self) -> Value {
        json!({"iss": ISSUER, "aud": "peerline", "sub": self.principal, "iat": self.now, "exp": self.now + 600,
            "amr": ["mfa"]})
    }

    /// A token of these parts, signed with our own key.
    pub(super) fn signed(&self, header: &str, claims: &str) -> String {
        signed_with(&self.key, header, claims)
    }

    pub(super) fn good(&self) -> String {
        self.signed(&self.header().to_string(), &self.claims().to_string())
    }

    /// The public key's bytes, for who takes it for a shared secret.
    pub(super) fn public(&self) -> Vec<u8> {
        Ed25519KeyPair::from_pkcs8(&self.key).unwrap().public_key().as_ref().to_vec()
    }

    /// A good token but for one claim; `(absent)` takes it away.
    pub(super) fn with_claim(&self, name: &str, value: &Value) -> String {
        self.signed(&self.header().to_string(), &replaced(self.claims(), name, value))
    }

    /// A good token but for one header member; `(absent)` takes it away.
    pub(super) fn with_header(&self, name: &str, value: &Value) -> String {
        self.signed(&replaced(self.header(), name, value), &self.claims().to_string())
    }
}

fn replaced(mut object: Value, name: &str, value: &Value) -> String {
    let members = object.as_object_mut().unwrap();
    if value == "(absent)" {
        members.remove(name);
    } else {
        members.insert(name.to_owned(), value.clone());
    }
    object.to_string()
}

pub(super) fn signed_with(key: &[u8], header: &str, claims: &str) -> String {
    let signed = format!("{}.{}", encoded(header), encoded(claims));
    let signature = Ed25519KeyPair::from_pkcs8(key).unwrap().sign(signed.as_bytes());
    format!("{signed}.{}", BASE64URL_NOPAD.encode(signature.as_ref()))
}

pub(super) fn authority(key: &[u8]) -> TokenAuthority {
    TokenAuthority::new(ISSUER, key).unwrap()
}
