//! Policy documents, kept in memory once read.
//!
//! A document is large and changes rarely; each transaction asks only which version and which revision of it
//! holds, and reads the document where this server has not seen that revision committed.

use peerline_persistence::records::{PolicyTerm, PolicyVersion};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;

/// Versions remembered at the most; beyond, all are forgotten and read again.
const CAPACITY: usize = 200;

/// The policy versions this server remembers, by agency and version.
#[derive(Debug, Default)]
pub struct Policies(Mutex<HashMap<(Uuid, Uuid), Arc<PolicyVersion>>>);

impl Policies {
    /// The version of a term, where its revision is known.
    pub fn recall(&self, agency: Uuid, term: &PolicyTerm) -> Option<Arc<PolicyVersion>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.get(&(agency, term.id)).filter(|version| version.revision == term.revision).map(Arc::clone)
    }

    /// Remembers versions that a transaction has read, once it is committed.
    pub fn remember(&self, agency: Uuid, read: Vec<Arc<PolicyVersion>>) {
        if read.is_empty() {
            return;
        }
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() + read.len() > CAPACITY {
            known.clear();
        }
        known.extend(read.into_iter().map(|version| ((agency, version.id), version)));
    }
}
