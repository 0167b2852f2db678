//! One-time administrator tokens: drawn here, kept as a digest, shown once.

use super::trail::{self, By};
use crate::audit::INSTALLATION;
use crate::environment::SystemRandomness;
use data_encoding::BASE32_NOPAD;
use peerline_domain::audit::{AuditObject, AuditVerb};
use peerline_domain::calendar::Timestamp;
use peerline_domain::ports::Randomness;
use peerline_persistence::{StoreError, Tx};
use sha2::{Digest, Sha256};

/// A one-time token before it is shown.
pub(super) struct OneTimeToken {
    secret: String,
}

impl OneTimeToken {
    /// Draws one of 256 bits.
    pub(super) fn draw() -> Self {
        let random = SystemRandomness;
        let mut secret = random.bytes16().to_vec();
        secret.extend(random.bytes16());
        Self { secret: BASE32_NOPAD.encode(&secret) }
    }

    /// SHA-256 of it.
    pub(super) fn digest(&self) -> Vec<u8> {
        Sha256::digest(self.secret.as_bytes()).to_vec()
    }

    /// Shows it, to the person at the terminal; it is never logged.
    #[expect(clippy::print_stdout, reason = "the token is shown once, to the person at the terminal")]
    pub(super) fn show(&self) {
        let secret = &self.secret;
        println!("One-time administrator token, shown this once:\n\n  {secret}\n\nRedeem it with:\n");
        println!("  curl -X POST -H 'Authorization: Bearer {secret}' http://ADDRESS/v1/bootstrap\n");
    }
}

/// Keeps the digest of a token, with its row in the installation's audit.
pub(super) fn keep(tx: &mut Tx<'_>, by: By, digest: Vec<u8>, now: Timestamp) -> Result<(), StoreError> {
    tx.insert_bootstrap(digest, now)?;
    let object = AuditObject { kind: "bootstrap_token".to_owned(), id: None };
    trail::leave(tx, INSTALLATION, by, AuditVerb::ISSUE_BOOTSTRAP_TOKEN, object, now)
}
