//! Keys the server makes its own marks with: of commands sent again, of cursors, of entity tags. They come from the
//! key store, the same for every replica and after a restart.

use crate::problem::{Problem, TechnicalCode};
use aws_lc_rs::hmac;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use chrono::NaiveDate;
use peerline_persistence::keys::KeyStore;
use peerline_persistence::sealing::SecretKey;
use std::fmt;

/// Bytes of a nonce.
const NONCE: usize = 24;

/// A key of 256 bits for one purpose. Never printed.
#[derive(Clone)]
pub struct Key([u8; 32]);

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

/// The parts one after the other, each behind its length: no two lists of parts come out the same.
fn framed(parts: &[&[u8]]) -> Vec<u8> {
    let mut bytes = Vec::new();
    for part in parts {
        bytes.extend(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        bytes.extend_from_slice(part);
    }
    bytes
}

impl Key {
    /// A key of 32 bytes.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// HMAC-SHA-256 over some parts.
    pub fn mac(&self, parts: &[&[u8]]) -> [u8; 32] {
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, &self.0), &framed(parts));
        let mut bytes = [0; 32];
        for (byte, drawn) in bytes.iter_mut().zip(tag.as_ref()) {
            *byte = *drawn;
        }
        bytes
    }

    /// A key made from this one, for what the parts name.
    #[must_use]
    pub fn derived(&self, parts: &[&[u8]]) -> Self {
        Self(self.mac(parts))
    }

    /// Seals bytes for the place that `label` names (XChaCha20-Poly1305). The nonce is an HMAC over label and bytes:
    /// the same bytes in the same place come out the same, so that equal answers stay equal.
    ///
    /// # Errors
    /// An internal error where the cipher fails, which it does for bodies of gigabytes only.
    pub fn seal(&self, label: &[&[u8]], plain: &[u8]) -> Result<Vec<u8>, Problem> {
        let label = framed(label);
        let drawn = self.derived(&[b"nonce"]).mac(&[&label, plain]);
        let mut nonce = [0; NONCE];
        for (byte, drawn) in nonce.iter_mut().zip(drawn) {
            *byte = drawn;
        }
        let mut sealed = nonce.to_vec();
        let cipher = XChaCha20Poly1305::new(&self.derived(&[b"seal"]).0.into());
        let payload = Payload { msg: plain, aad: &label };
        let text = cipher.encrypt(&XNonce::from(nonce), payload);
        sealed.extend(text.map_err(|_| Problem::technical(TechnicalCode::Internal))?);
        Ok(sealed)
    }

    /// Opens what was sealed for the same place; none where it was not, or was bent.
    pub fn open(&self, label: &[&[u8]], sealed: &[u8]) -> Option<Vec<u8>> {
        let label = framed(label);
        let (nonce, text) = sealed.split_at_checked(NONCE)?;
        let nonce: [u8; NONCE] = nonce.try_into().ok()?;
        let cipher = XChaCha20Poly1305::new(&self.derived(&[b"seal"]).0.into());
        cipher.decrypt(&XNonce::from(nonce), Payload { msg: text, aad: &label }).ok()
    }
}

impl From<SecretKey> for Key {
    fn from(key: SecretKey) -> Self {
        Self(*key.expose())
    }
}

/// The keys of a purpose on a UTC day: today's to make with, and all to recognize with.
#[derive(Debug, Clone)]
pub struct RotatingKeys {
    /// Today's.
    pub today: Key,
    /// Yesterday's, where there was one.
    pub yesterday: Option<Key>,
    /// Tomorrow's, where a server whose clock is ahead has drawn it and [`neighboring`] was asked.
    pub tomorrow: Option<Key>,
}

impl From<peerline_persistence::keys::RotatingKeys> for RotatingKeys {
    fn from(keys: peerline_persistence::keys::RotatingKeys) -> Self {
        Self {
            today: keys.today.into(),
            yesterday: keys.yesterday.map(Key::from),
            tomorrow: keys.tomorrow.map(Key::from),
        }
    }
}

/// The keys of a purpose on a UTC day, the same for every replica.
///
/// # Errors
/// Those of the key store. Blocks the calling thread the first time on a day.
pub fn rotating(store: &KeyStore, purpose: &str, today: NaiveDate) -> Result<RotatingKeys, Problem> {
    Ok(store.rotating_keys(purpose, today)?.into())
}

/// The same with the keys that servers on the other side of midnight have drawn by now.
///
/// # Errors
/// Those of the key store. Blocks the calling thread.
pub fn neighboring(store: &KeyStore, purpose: &str, today: NaiveDate) -> Result<RotatingKeys, Problem> {
    Ok(store.neighboring_keys(purpose, today)?.into())
}

/// The key of a purpose that lasts, the same for every replica.
///
/// # Errors
/// Those of the key store. Blocks the calling thread the first time.
pub fn lasting(store: &KeyStore, purpose: &str) -> Result<Key, Problem> {
    Ok(store.lasting_key(purpose)?.into())
}

#[cfg(test)]
mod tests {
    use super::Key;

    #[test]
    fn what_is_sealed_opens_in_its_place_with_its_key_and_unbent_only() {
        let key = Key::new([7; 32]);
        let sealed = key.seal(&[b"here"], b"content").unwrap();
        assert_eq!(key.open(&[b"here"], &sealed).as_deref(), Some(b"content".as_slice()));
        assert_eq!(key.open(&[b"there"], &sealed), None);
        assert_eq!(key.open(&[b"he", b"re"], &sealed), None);
        assert_eq!(Key::new([8; 32]).open(&[b"here"], &sealed), None);
        for at in 0..sealed.len() {
            let mut bent = sealed.clone();
            bent[at] ^= 1;
            assert_eq!(key.open(&[b"here"], &bent), None, "byte {at}");
            assert_eq!(key.open(&[b"here"], &sealed[..at]), None, "length {at}");
        }
    }

    #[test]
    fn parts_are_told_apart() {
        let key = Key::new([7; 32]);
        assert_ne!(key.mac(&[b"ab", b"c"]), key.mac(&[b"a", b"bc"]));
        assert_ne!(key.mac(&[b"abc"]), key.mac(&[b"abc", b""]));
    }
}
