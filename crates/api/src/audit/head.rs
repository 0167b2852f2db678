//! Where the chains stand, signed: what is exported, kept elsewhere, and later held against the database.

use super::INSTALLATION;
use super::dto::{AuditHeadDto, StreamHeadDto};
use super::key::{AuditKey, verifies};
use super::sealer::seconds_since;
use data_encoding::HEXLOWER;
use peerline_domain::audit::{ChainHead, Stream, head_bytes};
use peerline_domain::calendar::Timestamp;
use peerline_persistence::{StoreError, Tx};
use uuid::Uuid;

/// An exported head can't be relied on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HeadError {
    /// A number, hash or key is not of the form a head has.
    #[error("the exported head cannot be read")]
    Unreadable,
    /// The signature is not that of the key it names.
    #[error("the exported head does not carry a good signature")]
    Forged,
}

/// The signed head of both streams of the transaction's agency.
pub fn export(
    tx: &mut Tx<'_>,
    agency: Uuid,
    slug: Option<String>,
    key: &AuditKey,
    now: Timestamp,
) -> Result<AuditHeadDto, StoreError> {
    let mut streams = Vec::new();
    let mut covered = Vec::new();
    for stream in Stream::ALL {
        let last = tx.last_audit_batch(stream)?;
        let (number, rows) = last.as_ref().map_or((0, 0), |batch| (batch.number, batch.total));
        let (hash, sealed) = last.map(|batch| (batch.hash, batch.sealed)).unzip();
        let hash = hash.unwrap_or_default();
        streams.push(StreamHeadDto { stream, number, rows, hash: HEXLOWER.encode(&hash), sealed });
        covered.push((stream, number, hash, rows));
    }
    let covered =
        covered.iter().map(|(stream, number, hash, rows)| (*stream, *number, hash.as_slice(), *rows));
    let signature = key.sign(&head_bytes(agency, covered));
    Ok(AuditHeadDto {
        agency: slug,
        agency_id: (agency != INSTALLATION).then_some(agency),
        streams,
        lag_seconds: seconds_since(tx.pending_audit()?.oldest, now),
        public_key: HEXLOWER.encode(key.public()),
        signature: HEXLOWER.encode(&signature),
    })
}

/// Checks an exported head's own signature, and gives the agency it is of, where its chains stood, and the public
/// key that says so.
pub fn trusted(head: &AuditHeadDto) -> Result<(Uuid, Vec<ChainHead>, Vec<u8>), HeadError> {
    let bytes = |text: &str| HEXLOWER.decode(text.as_bytes()).map_err(|_| HeadError::Unreadable);
    let agency = head.agency_id.unwrap_or(INSTALLATION);
    let public = bytes(&head.public_key)?;
    let mut chains = Vec::new();
    let mut covered = Vec::new();
    for stream in &head.streams {
        let hash = bytes(&stream.hash)?;
        chains.push(ChainHead { stream: stream.stream, number: stream.number, hash: hash.clone() });
        covered.push((stream.stream, stream.number, hash, stream.rows));
    }
    let covered =
        covered.iter().map(|(stream, number, hash, rows)| (*stream, *number, hash.as_slice(), *rows));
    if verifies(&public, &head_bytes(agency, covered), &bytes(&head.signature)?) {
        Ok((agency, chains, public))
    } else {
        Err(HeadError::Forged)
    }
}
