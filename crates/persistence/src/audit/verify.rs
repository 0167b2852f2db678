use crate::{Scope, Store, StoreError, Tx};
use peerline_domain::audit::{
    ChainHead, Finding, SealedBatch, SealedEntry, SignatureState, Stream, Verifier,
};
use uuid::Uuid;

/// Batches read together.
const PAGE: i64 = 100;
/// Rows read for one batch at the most; far above what a sealer links, so that only rows that were put in are cut.
const ROWS: i64 = 10_000;

/// Verifies both chains of an agency, a batch at a time however long they are, against heads exported earlier where
/// there are any. `judge` says what a batch's signature is worth, `say` is told each finding. Answers how many
/// batches were looked at.
pub fn verify(
    store: &Store,
    agency: Uuid,
    heads: &[ChainHead],
    judge: &dyn Fn(&SealedBatch) -> SignatureState,
    mut say: impl FnMut(Finding),
) -> Result<u64, StoreError> {
    let scope = Scope::Agency(agency);
    let rows = |stream, after, through| -> Result<Vec<SealedEntry>, StoreError> {
        store.read(scope, |tx| tx.audit_entries_between(stream, after, through, ROWS))
    };
    let mut looked = 0;
    for stream in Stream::ALL {
        let mut verifier = Verifier::new(agency, stream, heads, judge);
        let mut after = 0;
        loop {
            let batches = store.read(scope, |tx: &mut Tx<'_>| tx.list_audit_batches(stream, after, PAGE))?;
            if batches.is_empty() {
                // A batch may be sealed at this very moment: only when there is still none, its rows have none.
                let beyond = rows(stream, after, u64::MAX)?;
                if store.read(scope, |tx| tx.list_audit_batches(stream, after, 1))?.is_empty() {
                    verifier.end(&beyond).into_iter().for_each(&mut say);
                    break;
                }
                continue;
            }
            for batch in batches {
                let rows = rows(stream, after, batch.number)?;
                verifier.take(&batch, &rows).into_iter().for_each(&mut say);
                after = batch.number;
                looked += 1;
            }
        }
    }
    Ok(looked)
}
