use chrono::NaiveDate;
use peerline_domain::policy::{EffectiveRange, PolicyDocument};
use uuid::Uuid;

/// A version of an agency's policy (PROG-01).
#[derive(Debug, Clone, PartialEq)]
pub struct PolicyVersion {
    /// Identifier.
    pub id: Uuid,
    /// 1, 2, 3 … in the order of drafting.
    pub number: u32,
    /// Counts changes, for optimistic locking.
    pub revision: u32,
    /// The document.
    pub document: PolicyDocument,
    /// Days in force; none while it is a draft.
    pub effective: Option<EffectiveRange>,
    /// The end it was activated with; `effective` ends earlier where a following version begins.
    pub asked_until: Option<NaiveDate>,
    /// Principal who drafted it.
    pub drafted_by: Uuid,
    /// Day of drafting, agency's zone.
    pub drafted_on: NaiveDate,
    /// Principal who activated it.
    pub activated_by: Option<Uuid>,
    /// Day of activation, agency's zone.
    pub activated_on: Option<NaiveDate>,
}

/// When a version is in force, and which revision of it: enough to know whether a document read before still
/// holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PolicyTerm {
    /// The version.
    pub id: Uuid,
    /// Counts changes.
    pub revision: u32,
    /// Days in force; none while it is a draft.
    pub effective: Option<EffectiveRange>,
}
