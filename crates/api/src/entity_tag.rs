//! Strong entity tags: an HMAC over the bytes the caller sees. Another projection has another tag, and what a caller
//! must not see does not move theirs.

use crate::keys::lasting;
use crate::problem::{Problem, TechnicalCode};
use crate::state::Work;
use data_encoding::BASE64URL_NOPAD;
use peerline_persistence::Scope;
use peerline_persistence::keys::KeyStore;
use serde::Serialize;
use uuid::Uuid;

const PURPOSE: &str = "entity tag";

/// The tag of bytes as an agency's callers see them. Equal bytes of two agencies have different tags.
///
/// # Errors
/// Those of the key store. Blocks the calling thread the first time.
pub fn of_bytes(keys: &KeyStore, agency: Option<Uuid>, bytes: &[u8]) -> Result<String, Problem> {
    let key = lasting(keys, PURPOSE)?.derived(&[agency.unwrap_or_default().as_bytes()]);
    Ok(format!("\"{}\"", BASE64URL_NOPAD.encode(&key.mac(&[bytes]))))
}

/// Whether `of_bytes` blocks no more.
pub fn is_ready(keys: &KeyStore) -> bool {
    keys.has_lasting_key_at_hand(PURPOSE)
}

/// The tag of a projection, the same that a `GET` of it carries.
pub fn of<T: Serialize>(work: &Work<'_, '_>, projection: &T) -> Result<String, Problem> {
    let agency = match work.behalf.scope() {
        Scope::Agency(agency) => Some(agency),
        Scope::Platform => None,
    };
    let bytes = serde_json::to_vec(projection).map_err(|_| Problem::technical(TechnicalCode::Internal))?;
    of_bytes(work.keys, agency, &bytes)
}
