use super::place::Label;
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use peerline_domain::ports::Randomness;
use std::fmt;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// Bytes of a key.
const KEY: usize = 32;
/// Bytes of a nonce: so many that drawing them at random never draws the same twice.
const NONCE: usize = 24;
/// First byte of a box: XChaCha20-Poly1305, nonce, ciphertext with its tag.
const FORM: u8 = 1;

/// A box does not open: another key, another place, or it was changed. Which, nobody can tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a sealed value does not open")]
pub struct Unsealable;

/// A key of 256 bits. Overwritten when dropped; never printed, compared or written anywhere but wrapped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct SecretKey([u8; KEY]);

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretKey(…)")
    }
}

impl SecretKey {
    /// Draws a key.
    pub(crate) fn draw(random: &dyn Randomness) -> Self {
        let mut key = [0; KEY];
        random.fill(&mut key);
        let drawn = Self(key);
        key.zeroize();
        drawn
    }

    /// A key of given bytes; none where they are not 32.
    pub(crate) fn from_slice(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }

    /// The 32 bytes, for a HMAC or a cipher of the caller's.
    pub const fn expose(&self) -> &[u8; KEY] {
        &self.0
    }

    /// Seals bytes in the place that `label` names.
    pub(crate) fn seal(
        &self,
        label: &Label,
        plain: &[u8],
        random: &dyn Randomness,
    ) -> Result<Vec<u8>, Unsealable> {
        let mut nonce = [0; NONCE];
        random.fill(&mut nonce);
        let sealed = XChaCha20Poly1305::new(&self.0.into())
            .encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: label.bytes() })
            .map_err(|_| Unsealable)?;
        let mut whole = Vec::with_capacity(1 + NONCE + sealed.len());
        whole.push(FORM);
        whole.extend_from_slice(&nonce);
        whole.extend_from_slice(&sealed);
        Ok(whole)
    }

    /// Opens what was sealed in the place that `label` names.
    pub(crate) fn open(&self, label: &Label, whole: &[u8]) -> Result<Zeroizing<Vec<u8>>, Unsealable> {
        let (form, rest) = whole.split_first().ok_or(Unsealable)?;
        let (nonce, sealed) = rest.split_at_checked(NONCE).ok_or(Unsealable)?;
        let nonce: [u8; NONCE] = nonce.try_into().map_err(|_| Unsealable)?;
        if *form != FORM {
            return Err(Unsealable);
        }
        XChaCha20Poly1305::new(&self.0.into())
            .decrypt(&XNonce::from(nonce), Payload { msg: sealed, aad: label.bytes() })
            .map(Zeroizing::new)
            .map_err(|_| Unsealable)
    }

    /// Wraps another key.
    pub(crate) fn wrap(
        &self,
        label: &Label,
        key: &Self,
        random: &dyn Randomness,
    ) -> Result<Vec<u8>, Unsealable> {
        self.seal(label, &key.0, random)
    }

    /// Unwraps another key.
    pub(crate) fn unwrap(&self, label: &Label, wrapped: &[u8]) -> Result<Self, Unsealable> {
        Self::from_slice(&self.open(label, wrapped)?).ok_or(Unsealable)
    }
}

#[cfg(test)]
mod tests {
    use super::{Label, SecretKey, Unsealable};
    use crate::dice::Dice;

    #[test]
    fn a_box_opens_with_its_key_in_its_place_and_nowhere_else() {
        let dice = Dice::default();
        let (key, other) = (SecretKey::draw(&dice), SecretKey::draw(&dice));
        let label = Label::new("test").part(b"here");
        let sealed = key.seal(&label, b"Jordan Example", &dice).unwrap();
        assert_eq!(key.open(&label, &sealed).unwrap().as_slice(), b"Jordan Example");
        assert_eq!(other.open(&label, &sealed).unwrap_err(), Unsealable);
        assert_eq!(key.open(&Label::new("test").part(b"there"), &sealed).unwrap_err(), Unsealable);
        for at in 0..sealed.len() {
            let mut bent = sealed.clone();
            bent[at] ^= 1;
            assert_eq!(key.open(&label, &bent).unwrap_err(), Unsealable, "byte {at}");
        }
        for length in 0..sealed.len() {
            assert_eq!(key.open(&label, &sealed[..length]).unwrap_err(), Unsealable, "length {length}");
        }
    }

    #[test]
    fn the_same_value_sealed_twice_looks_different() {
        let dice = Dice::default();
        let key = SecretKey::draw(&dice);
        let seal = || key.seal(&Label::new("test"), b"Jordan Example", &dice).unwrap();
        assert_ne!(seal(), seal());
    }

    #[test]
    fn a_key_prints_nothing_of_itself() {
        let key = SecretKey::from_slice(&[0xab; 32]).unwrap();
        assert_eq!(format!("{key:?}"), "SecretKey(…)");
        assert!(SecretKey::from_slice(&[0; 31]).is_none());
    }
}
