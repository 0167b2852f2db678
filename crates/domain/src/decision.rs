//! How every rule answers: a [`Decision`] with its variances, or a [`Refusal`] with its clause.

use crate::catalog::{RefusalCode, VarianceCode};
use serde::Serialize;

/// A rule said no. Nothing may be stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, thiserror::Error)]
#[error("{code:?} ({requirement})")]
pub struct Refusal {
    /// Stable code of the catalog's Part 1B.
    pub code: RefusalCode,
    /// Requirement of the catalog that refuses, for example `FOLLOW-02`.
    pub requirement: &'static str,
    /// Clause of the policy in force, where it has one.
    pub clause: Option<String>,
}

impl Refusal {
    /// A refusal without a clause: a technical rule, or one the policy is silent on.
    pub const fn new(code: RefusalCode, requirement: &'static str) -> Self {
        Self { code, requirement, clause: None }
    }

    /// The same refusal, with the clause of the policy it rests on.
    #[must_use]
    pub fn under(mut self, clause: Option<&str>) -> Self {
        self.clause = clause.map(str::to_owned);
        self
    }
}

/// A soft rule was not met: accepted, with a warning that is stored and counted (0.3 `[S]`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Variance {
    /// Stable code of the catalog's Part 1B.
    pub code: VarianceCode,
    /// Requirement of the catalog.
    pub requirement: &'static str,
    /// Clause of the policy in force, where it has one.
    pub clause: Option<String>,
}

impl Variance {
    /// A variance of a soft rule.
    pub fn new(code: VarianceCode, requirement: &'static str, clause: Option<&str>) -> Self {
        Self { code, requirement, clause: clause.map(str::to_owned) }
    }
}

/// A rule said yes: the value, and the soft rules that were not met on the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision<T> {
    /// What was decided.
    pub value: T,
    /// Soft rules not met, in the order they were found.
    pub variances: Vec<Variance>,
}

impl<T> Decision<T> {
    /// A decision in which every soft rule was met.
    pub const fn clean(value: T) -> Self {
        Self { value, variances: Vec::new() }
    }

    /// A decision with the soft rules that were not met.
    pub const fn with(value: T, variances: Vec<Variance>) -> Self {
        Self { value, variances }
    }
}
