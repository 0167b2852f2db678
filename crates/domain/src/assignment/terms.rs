//! What the assignment rules read from a policy.

use crate::policy::{PolicyDocument, SettingError};
use serde::Deserialize;

/// Which witnesses may not support (`assign.witness_bar`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WitnessBar {
    /// Whoever witnessed the incident (ASSIGN-06).
    AllIncidentWitnesses,
    /// Whoever witnessed, or was party to, the error behind it (ASSIGN-12).
    OwnErrorWitness,
}

/// What becomes of a supervisor as supporter (`assign.supervisor_conflict`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SupervisorConflict {
    /// Barred from supporting a direct report.
    Bar,
    /// Warned of the extra reporting duties before contact; the catalog has no variance for it.
    Warn,
}

/// How far ranks have to match (`assign.rank_match`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RankMatch {
    /// Where possible.
    WherePossible,
    /// Always, but for an emergent need.
    Required,
    /// Not at all.
    Off,
}

/// The policy's terms on assignments; `None` where it does not ask.
#[derive(Debug, Clone)]
pub struct AssignmentTerms {
    /// Whether a possible role in an investigation bars.
    pub investigator_bar: bool,
    /// Clause of that bar.
    pub investigator_clause: Option<String>,
    /// Which witnesses are barred.
    pub witness_bar: Option<WitnessBar>,
    /// Clause of that bar.
    pub witness_clause: Option<String>,
    /// What becomes of the direct supervisor.
    pub supervisor_conflict: Option<SupervisorConflict>,
    /// Clause on supervisors.
    pub supervisor_clause: Option<String>,
    /// How far ranks have to match.
    pub rank_match: RankMatch,
    /// Clause on ranks.
    pub rank_clause: Option<String>,
    /// Whether the policy names relationships that harm support.
    pub asks_relationships: bool,
    /// Clause on them.
    pub relationships_clause: Option<String>,
    /// Whether the coordinator is a responding member by office (ASSIGN-17).
    pub coordinator_is_member: bool,
    /// Clause on that.
    pub coordinator_clause: Option<String>,
}

impl AssignmentTerms {
    /// Reads the terms.
    ///
    /// # Errors
    /// [`SettingError`] where a setting is missing or of another type.
    pub fn read(document: &PolicyDocument) -> Result<Self, SettingError> {
        let clause = |key| document.clause(key).map(str::to_owned);
        Ok(Self {
            investigator_bar: document.flag("assign.investigator_bar")?,
            investigator_clause: clause("assign.investigator_bar"),
            witness_bar: document.read("assign.witness_bar")?,
            witness_clause: clause("assign.witness_bar"),
            supervisor_conflict: document.read("assign.supervisor_conflict")?,
            supervisor_clause: clause("assign.supervisor_conflict"),
            rank_match: document.read("assign.rank_match")?.unwrap_or(RankMatch::Off),
            rank_clause: clause("assign.rank_match"),
            asks_relationships: !document.codes("assign.harmful_relationship_bar")?.is_empty(),
            relationships_clause: clause("assign.harmful_relationship_bar"),
            coordinator_is_member: document.flag("coordinator.is_also_member")?,
            coordinator_clause: clause("coordinator.is_also_member"),
        })
    }
}
