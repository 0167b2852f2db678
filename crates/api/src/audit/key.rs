use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

/// The key that signs batches and heads of the audit: Ed25519, of its own, so that whoever can issue tokens can't
/// rewrite the audit with the same file.
pub struct AuditKey {
    pair: Ed25519KeyPair,
    id: String,
}

/// The key is not an Ed25519 key in PKCS #8.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the audit key cannot be read")]
pub struct AuditKeyError;

impl AuditKey {
    /// A new key, as PKCS #8.
    pub fn generate() -> Result<Vec<u8>, AuditKeyError> {
        let random = aws_lc_rs::rand::SystemRandom::new();
        let document = Ed25519KeyPair::generate_pkcs8(&random).map_err(|_| AuditKeyError)?;
        Ok(document.as_ref().to_vec())
    }

    /// A key from PKCS #8.
    pub fn new(pkcs8: &[u8]) -> Result<Self, AuditKeyError> {
        let pair = Ed25519KeyPair::from_pkcs8(pkcs8).map_err(|_| AuditKeyError)?;
        let id = key_id(pair.public_key().as_ref());
        Ok(Self { pair, id })
    }

    /// What a batch names the key by: the beginning of the SHA-256 of its public half.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The public half, 32 bytes.
    pub fn public(&self) -> &[u8] {
        self.pair.public_key().as_ref()
    }

    /// Signs.
    pub fn sign(&self, bytes: &[u8]) -> Vec<u8> {
        self.pair.sign(bytes).as_ref().to_vec()
    }
}

/// The id of a public key.
pub(super) fn key_id(public: &[u8]) -> String {
    HEXLOWER.encode(Sha256::digest(public).get(..8).unwrap_or_default())
}

/// Whether a signature is that of a public key over some bytes.
pub fn verifies(public: &[u8], bytes: &[u8], signature: &[u8]) -> bool {
    UnparsedPublicKey::new(&ED25519, public).verify(bytes, signature).is_ok()
}
