use super::key::{key_id, verifies};
use peerline_domain::audit::{ChainHead, Finding, SealedBatch, SignatureState};
use peerline_persistence::{Store, StoreError};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Public keys a chain may be signed with.
#[derive(Debug, Clone, Default)]
pub struct TrustedKeys(BTreeMap<String, Vec<u8>>);

impl TrustedKeys {
    /// Trusts a public key.
    pub fn trust(&mut self, public: &[u8]) {
        self.0.insert(key_id(public), public.to_vec());
    }

    /// Whether a public key is trusted.
    pub fn holds(&self, public: &[u8]) -> bool {
        self.0.get(&key_id(public)).is_some_and(|known| known == public)
    }

    fn judge(&self, batch: &SealedBatch) -> SignatureState {
        match self.0.get(&batch.key_id) {
            None => SignatureState::UnknownKey,
            Some(public) if verifies(public, &batch.hash, &batch.signature) => SignatureState::Good,
            Some(_) => SignatureState::Wrong,
        }
    }
}

/// Verifies both chains of an agency, against heads exported earlier where there are any. `say` is told each
/// finding. Answers how many batches were looked at.
pub fn verify(
    store: &Store,
    agency: Uuid,
    keys: &TrustedKeys,
    heads: &[ChainHead],
    say: impl FnMut(Finding),
) -> Result<u64, StoreError> {
    peerline_persistence::audit::verify(store, agency, heads, &|batch| keys.judge(batch), say)
}
