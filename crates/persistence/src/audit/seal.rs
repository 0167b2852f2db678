use crate::records::AuditRow;
use crate::{StoreError, Tx};
use peerline_domain::audit::{
    AuditBody, Digest, GENESIS, Link, Place, Salt, SealedBatch, SealedEntry, Stream, batch_hash, commitment,
};
use peerline_domain::calendar::{Month, Timestamp};
use uuid::Uuid;

/// What a batch needs from outside: the time, chance, and a signature.
pub struct Drawn<'a> {
    /// When it is sealed.
    pub now: Timestamp,
    /// Draws a salt.
    pub salt: &'a dyn Fn() -> Salt,
    /// Which key signs.
    pub key_id: &'a str,
    /// Signs a hash.
    pub sign: &'a dyn Fn(&Digest) -> Vec<u8>,
}

/// Seals what waits in a stream of the transaction's agency, at most `limit` rows; how many.
///
/// # Errors
/// `Duplicate` or `Stale` where another sealer was first; then nothing of this transaction may stay.
pub fn seal_batch(
    tx: &mut Tx<'_>,
    stream: Stream,
    limit: usize,
    drawn: &Drawn<'_>,
) -> Result<usize, StoreError> {
    let agency = tx.agency()?;
    let last = tx.last_audit_batch(stream)?;
    let waiting = tx.list_pending_audit(stream, i64::try_from(limit).unwrap_or(i64::MAX))?;
    if waiting.is_empty() {
        return Ok(0);
    }
    let number = last.as_ref().map_or(0, |batch| batch.number) + 1;
    let total = last.as_ref().map_or(0, |batch| batch.total) + waiting.len() as u64;
    let previous = last.map_or_else(|| GENESIS.to_vec(), |batch| batch.hash);
    let sealed = sealed(stream, drawn.now, &waiting);
    let ids = waiting.iter().map(|row| row.id).collect();
    let entries = committed(agency, stream, number, waiting, drawn);
    let commitments: Vec<&[u8]> = entries.iter().map(|entry| entry.commitment.as_slice()).collect();
    let (previous_hash, commitments) = (&previous, &commitments);
    let hash = batch_hash(&Link {
        agency,
        stream,
        number,
        previous: previous_hash,
        total,
        sealed: &sealed,
        commitments,
    });
    let rows = entries.len();
    let batch = SealedBatch {
        number,
        hash: hash.to_vec(),
        count: u32::try_from(rows).unwrap_or(u32::MAX),
        total,
        sealed,
        key_id: drawn.key_id.to_owned(),
        signature: (drawn.sign)(&hash),
        previous,
    };
    // The batch first: a second sealer of the same rows stops here.
    tx.insert_audit_batch(stream, batch)?;
    tx.insert_audit_entries(stream, entries)?;
    tx.delete_pending_audit(stream, ids)?;
    Ok(rows)
}

fn committed(
    agency: Uuid,
    stream: Stream,
    batch: u64,
    rows: Vec<AuditRow>,
    drawn: &Drawn<'_>,
) -> Vec<SealedEntry> {
    rows.into_iter()
        .zip(0_u32..)
        .map(|(row, position)| {
            let salt = (drawn.salt)();
            let commitment = commitment(Place { agency, stream, batch, position }, &salt, &row.body);
            let opened = Some((salt.to_vec(), row.body));
            SealedEntry { batch, position, commitment: commitment.to_vec(), opened }
        })
        .collect()
}

/// When a batch was sealed, as it is stored: the instant for events; for contacts the latest month of its rows and
/// no day, as a batch of one row would tell the day of that row (Part 1D).
fn sealed(stream: Stream, now: Timestamp, rows: &[AuditRow]) -> String {
    let months = rows.iter().filter_map(|row| match &row.body {
        AuditBody::Contact { month, .. } => Some(*month),
        AuditBody::Event { .. } => None,
    });
    match stream {
        Stream::Events => now.to_rfc3339_opts(chrono::SecondsFormat::Micros, true),
        Stream::Contacts => months.max().unwrap_or_else(|| Month::containing(now.date_naive())).to_string(),
    }
}
