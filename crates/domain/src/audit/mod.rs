//! The audit: who did what, chained so that it can't be bent unnoticed, and so little of it that it tells nothing
//! of who was helped (GOV-17, CONF-32, Part 1D).
//!
//! A row is written with the change it is about. Afterwards rows are sealed in batches: each row is committed to
//! with a salt, each batch carries the hash of the one before it and a signature. What a row says, and its salt, can
//! be purged; the commitment stays and the chain still verifies.

mod body;
mod chain;
mod contact;
mod finding;
mod verb;
mod verify;

pub use body::{AuditBody, AuditObject, Stream};
pub use chain::{Digest, GENESIS, Link, Place, Salt, batch_hash, commitment, head_bytes};
pub use finding::{Finding, FindingKind};
pub use verb::AuditVerb;
pub use verify::{ChainHead, SealedBatch, SealedEntry, SignatureState, Verifier};
