use super::body::{AuditBody, Stream};
use super::chain::{GENESIS, Link, Place, batch_hash, commitment};
use super::finding::{Finding, FindingKind};
use uuid::Uuid;

/// A batch as it is stored. Hashes are compared as they stand: a stored one can have any length.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedBatch {
    /// Number, from 1.
    pub number: u64,
    /// Hash of the batch before.
    pub previous: Vec<u8>,
    /// Hash of this one.
    pub hash: Vec<u8>,
    /// Rows.
    pub count: u32,
    /// Rows of the stream so far, with this batch.
    pub total: u64,
    /// When it was sealed: an instant for events, a month for contacts.
    pub sealed: String,
    /// Which key signed it.
    pub key_id: String,
    /// Ed25519 over the hash.
    pub signature: Vec<u8>,
}

/// A row as it is stored once sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedEntry {
    /// Number of its batch.
    pub batch: u64,
    /// Position in the batch, from 0.
    pub position: u32,
    /// The commitment.
    pub commitment: Vec<u8>,
    /// What it says, with its salt; none once purged.
    pub opened: Option<(Vec<u8>, AuditBody)>,
}

/// Where a chain stood when its head was exported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainHead {
    /// The stream.
    pub stream: Stream,
    /// Number of the last batch; 0 where there was none.
    pub number: u64,
    /// Its hash.
    pub hash: Vec<u8>,
}

/// What a signature is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SignatureState {
    /// Of a trusted key and over this hash.
    Good,
    /// Of a trusted key's name, but not its signature of this hash.
    Wrong,
    /// Of a key that is not trusted.
    UnknownKey,
}

/// Goes over one stream's batches in order, one at a time, and says what is wrong.
pub struct Verifier<'k> {
    agency: Uuid,
    stream: Stream,
    judge: &'k dyn Fn(&SealedBatch) -> SignatureState,
    heads: Vec<ChainHead>,
    last: u64,
    previous: Vec<u8>,
    total: u64,
}

impl<'k> Verifier<'k> {
    /// Begins before the first batch. `heads` are those exported earlier; those of the other stream are ignored.
    pub fn new(
        agency: Uuid,
        stream: Stream,
        heads: &[ChainHead],
        judge: &'k dyn Fn(&SealedBatch) -> SignatureState,
    ) -> Self {
        let heads = heads.iter().filter(|head| head.stream == stream && head.number > 0).cloned().collect();
        Self { agency, stream, judge, heads, last: 0, previous: GENESIS.to_vec(), total: 0 }
    }

    /// Checks the next batch with all rows that stand after the batch before it, through its own.
    pub fn take(&mut self, batch: &SealedBatch, rows: &[SealedEntry]) -> Vec<Finding> {
        let mut found = Vec::new();
        let at = |number, position, kind| Finding { stream: self.stream, batch: number, position, kind };
        for missing in (self.last + 1..batch.number).take(1_000) {
            found.push(at(missing, None, FindingKind::BatchMissing));
        }
        let contiguous = batch.number == self.last + 1;
        if contiguous && batch.previous != self.previous {
            found.push(at(batch.number, None, FindingKind::ChainBroken));
        }
        let orphans = rows.iter().filter(|row| row.batch != batch.number);
        found.extend(orphans.map(|row| at(row.batch, Some(row.position), FindingKind::RowOrphaned)));
        let own: Vec<&SealedEntry> = rows.iter().filter(|row| row.batch == batch.number).collect();
        let before = found.len();
        found.extend(self.rows(batch, &own));
        let complete = !found
            .iter()
            .skip(before)
            .any(|finding| matches!(finding.kind, FindingKind::RowMissing | FindingKind::RowInserted));
        // With a row gone or added the hash can't agree; that is said already.
        let altered = complete && self.hash(batch, &own) != batch.hash;
        let miscounted = contiguous && batch.total != self.total + u64::from(batch.count);
        if altered || miscounted {
            found.push(at(batch.number, None, FindingKind::BatchAltered));
        }
        match (self.judge)(batch) {
            SignatureState::Good => {}
            SignatureState::Wrong => found.push(at(batch.number, None, FindingKind::SignatureWrong)),
            SignatureState::UnknownKey => found.push(at(batch.number, None, FindingKind::KeyUnknown)),
        }
        let differs = |head: &&ChainHead| head.number == batch.number && head.hash != batch.hash;
        if self.heads.iter().any(|head| differs(&head)) {
            found.push(at(batch.number, None, FindingKind::HeadDiffers));
        }
        self.last = batch.number;
        self.previous.clone_from(&batch.hash);
        self.total = batch.total;
        found
    }

    /// Checks what stands after the last batch, and that no exported head lies beyond it.
    pub fn end(self, rows: &[SealedEntry]) -> Vec<Finding> {
        let at = |number, position, kind| Finding { stream: self.stream, batch: number, position, kind };
        let beyond = self.heads.iter().filter(|head| head.number > self.last);
        let missing = beyond.map(|head| at(head.number, None, FindingKind::HeadMissing));
        let orphans = rows.iter().map(|row| at(row.batch, Some(row.position), FindingKind::RowOrphaned));
        missing.chain(orphans).collect()
    }

    fn hash(&self, batch: &SealedBatch, rows: &[&SealedEntry]) -> Vec<u8> {
        let commitments: Vec<&[u8]> = rows.iter().map(|row| row.commitment.as_slice()).collect();
        let link = Link {
            agency: self.agency,
            stream: self.stream,
            number: batch.number,
            previous: &batch.previous,
            total: batch.total,
            sealed: &batch.sealed,
            commitments: &commitments,
        };
        batch_hash(&link).to_vec()
    }

    fn rows(&self, batch: &SealedBatch, rows: &[&SealedEntry]) -> Vec<Finding> {
        let at = |position, kind| Finding {
            stream: self.stream,
            batch: batch.number,
            position: Some(position),
            kind,
        };
        let mut found = Vec::new();
        let mut expected = 0;
        for row in rows {
            if row.position >= batch.count {
                found.push(at(row.position, FindingKind::RowInserted));
                continue;
            }
            found.extend((expected..row.position).map(|gone| at(gone, FindingKind::RowMissing)));
            expected = row.position + 1;
            if self.committed(batch.number, row, row.position) == Some(false) {
                let fits = |other: &&&SealedEntry| {
                    self.committed_as(batch.number, row, other.position) == Some(other.commitment.clone())
                        || self.committed(batch.number, row, other.position) == Some(true)
                };
                let moved = rows.iter().any(|other| fits(&other));
                found.push(at(
                    row.position,
                    if moved { FindingKind::RowMoved } else { FindingKind::RowEdited },
                ));
            }
        }
        found.extend((expected..batch.count).take(1_000).map(|gone| at(gone, FindingKind::RowMissing)));
        found
    }

    /// The commitment to what a row says, had it been sealed at a position; none once purged.
    fn committed_as(&self, batch: u64, row: &SealedEntry, position: u32) -> Option<Vec<u8>> {
        let (salt, body) = row.opened.as_ref()?;
        let place = Place { agency: self.agency, stream: self.stream, batch, position };
        let salt = salt.as_slice().try_into().ok();
        // A salt of another length was never drawn: nothing fits it.
        Some(salt.map(|salt| commitment(place, salt, body).to_vec()).unwrap_or_default())
    }

    fn committed(&self, batch: u64, row: &SealedEntry, position: u32) -> Option<bool> {
        Some(self.committed_as(batch, row, position)? == row.commitment)
    }
}
