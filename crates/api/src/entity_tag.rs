//! Strong entity tags: an HMAC over the bytes the caller sees. Another projection has another tag, and what a caller
//! must not see does not move theirs.

use crate::keys::{Key, PurposeKeys};
use crate::problem::{Problem, TechnicalCode};
use crate::state::Work;
use data_encoding::BASE64URL_NOPAD;
use peerline_persistence::Scope;
use serde::Serialize;
use uuid::Uuid;

/// The tag of bytes as an agency's callers see them. Equal bytes of two agencies have different tags.
pub fn of_bytes(keys: &PurposeKeys, agency: Option<Uuid>, bytes: &[u8]) -> String {
    let key: Key = keys.lasting("entity tag").derived(&[agency.unwrap_or_default().as_bytes()]);
    format!("\"{}\"", BASE64URL_NOPAD.encode(&key.mac(&[bytes])))
}

/// The tag of a projection, the same that a `GET` of it carries.
pub fn of<T: Serialize>(work: &Work<'_, '_>, projection: &T) -> Result<String, Problem> {
    let agency = match work.behalf.scope() {
        Scope::Agency(agency) => Some(agency),
        Scope::Platform => None,
    };
    let bytes = serde_json::to_vec(projection).map_err(|_| Problem::technical(TechnicalCode::Internal))?;
    Ok(of_bytes(&work.memory.keys, agency, &bytes))
}
