//! A provider's public keys, each with the one algorithm it is for.

use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk};
use jsonwebtoken::{Algorithm, DecodingKey};
use serde_json::Value;
use std::collections::HashMap;
use std::sync::Arc;

/// A public key and the algorithm it is for.
pub(super) struct Key {
    pub(super) algorithm: Algorithm,
    pub(super) public: DecodingKey,
}

/// Most keys of a set that are looked at.
const MOST: usize = 64;
/// Shortest modulus of an RSA key, in characters of base64: 2048 bits.
const SHORTEST_MODULUS: usize = 342;

/// The keys of a set that can be used, by id. What can't be read, or is for something else, is left out.
pub(super) fn by_id(set: Vec<Value>, algorithms: &[Algorithm]) -> HashMap<String, Arc<Key>> {
    let keys = set.into_iter().take(MOST).filter_map(|one| key(one, algorithms));
    let mut found: HashMap<String, Option<Arc<Key>>> = HashMap::new();
    for (id, key) in keys {
        // An id that stands twice names no key.
        found.entry(id).and_modify(|known| *known = None).or_insert(Some(Arc::new(key)));
    }
    found.into_iter().filter_map(|(id, key)| Some((id, key?))).collect()
}

fn key(value: Value, algorithms: &[Algorithm]) -> Option<(String, Key)> {
    let id = value.get("kid")?.as_str()?.to_owned();
    let is_to_sign = value.get("use").is_none_or(|meant| meant == "sig");
    let stated = value.get("alg").map(|stated| serde_json::from_value::<Algorithm>(stated.clone()).ok());
    let jwk: Jwk = serde_json::from_value(value).ok()?;
    let fits = |algorithm: &Algorithm| is_for(&jwk, *algorithm);
    // A key that names no algorithm is for the first of the configured ones that fits it, and no other.
    let algorithm = match stated {
        Some(stated) => stated.filter(|stated| algorithms.contains(stated) && fits(stated))?,
        None => algorithms.iter().copied().find(fits)?,
    };
    let public = DecodingKey::from_jwk(&jwk).ok().filter(|_| is_to_sign)?;
    Some((id, Key { algorithm, public }))
}

fn is_for(jwk: &Jwk, algorithm: Algorithm) -> bool {
    use Algorithm as A;
    match (&jwk.algorithm, algorithm) {
        (AlgorithmParameters::RSA(key), A::RS256 | A::RS384 | A::RS512 | A::PS256 | A::PS384 | A::PS512) => {
            key.n.len() >= SHORTEST_MODULUS
        }
        (AlgorithmParameters::EllipticCurve(key), A::ES256) => key.curve == EllipticCurve::P256,
        (AlgorithmParameters::EllipticCurve(key), A::ES384) => key.curve == EllipticCurve::P384,
        (AlgorithmParameters::OctetKeyPair(key), A::EdDSA) => key.curve == EllipticCurve::Ed25519,
        _ => false,
    }
}
