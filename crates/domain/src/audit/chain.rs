use super::body::{AuditBody, Stream, put};
use sha2::{Digest as _, Sha256};
use uuid::Uuid;

/// A SHA-256.
pub type Digest = [u8; 32];

/// What keeps a commitment from being guessed; purged with the row it belongs to.
pub type Salt = [u8; 32];

/// What stands where the hash of a batch before the first would.
pub const GENESIS: Digest = [0; 32];

const ROW: &[u8] = b"peerline audit row 1";
const BATCH: &[u8] = b"peerline audit batch 1";
const HEAD: &[u8] = b"peerline audit head 1";

/// Where a row stands. Part of its commitment, so that a row can't be moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The agency; nil for the installation.
    pub agency: Uuid,
    /// The stream.
    pub stream: Stream,
    /// Number of the batch, from 1.
    pub batch: u64,
    /// Position in the batch, from 0.
    pub position: u32,
}

/// The commitment to a row at its place.
pub fn commitment(place: Place, salt: &Salt, body: &AuditBody) -> Digest {
    let mut bytes = Vec::with_capacity(256);
    put(&mut bytes, Some(ROW));
    put(&mut bytes, Some(salt));
    put(&mut bytes, Some(place.agency.as_bytes()));
    put(&mut bytes, Some(place.stream.as_str().as_bytes()));
    put(&mut bytes, Some(&place.batch.to_be_bytes()));
    put(&mut bytes, Some(&place.position.to_be_bytes()));
    put(&mut bytes, Some(&body.canonical()));
    Sha256::digest(&bytes).into()
}

/// What the hash of a batch covers.
#[derive(Debug, Clone, Copy)]
pub struct Link<'a> {
    /// The agency; nil for the installation.
    pub agency: Uuid,
    /// The stream.
    pub stream: Stream,
    /// Number of the batch, from 1.
    pub number: u64,
    /// Hash of the batch before.
    pub previous: &'a [u8],
    /// Rows of the stream so far, with this batch.
    pub total: u64,
    /// When it was sealed, as it is stored: an instant for events, a month for contacts.
    pub sealed: &'a str,
    /// Commitments of its rows, in order.
    pub commitments: &'a [&'a [u8]],
}

/// The hash of a batch.
pub fn batch_hash(link: &Link<'_>) -> Digest {
    let mut bytes = Vec::with_capacity(256 + 41 * link.commitments.len());
    put(&mut bytes, Some(BATCH));
    put(&mut bytes, Some(link.agency.as_bytes()));
    put(&mut bytes, Some(link.stream.as_str().as_bytes()));
    put(&mut bytes, Some(&link.number.to_be_bytes()));
    put(&mut bytes, Some(link.previous));
    put(&mut bytes, Some(&link.total.to_be_bytes()));
    put(&mut bytes, Some(link.sealed.as_bytes()));
    put(&mut bytes, Some(&(link.commitments.len() as u64).to_be_bytes()));
    for commitment in link.commitments {
        put(&mut bytes, Some(commitment));
    }
    Sha256::digest(&bytes).into()
}

/// What the signature of an exported head covers: for each stream its name, the number and hash of its last batch
/// and the rows so far.
pub fn head_bytes<'a>(
    agency: Uuid,
    streams: impl IntoIterator<Item = (Stream, u64, &'a [u8], u64)>,
) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(256);
    put(&mut bytes, Some(HEAD));
    put(&mut bytes, Some(agency.as_bytes()));
    for (stream, number, hash, rows) in streams {
        put(&mut bytes, Some(stream.as_str().as_bytes()));
        put(&mut bytes, Some(&number.to_be_bytes()));
        put(&mut bytes, Some(hash));
        put(&mut bytes, Some(&rows.to_be_bytes()));
    }
    bytes
}
