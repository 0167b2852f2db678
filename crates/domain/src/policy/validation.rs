//! Placeholder while the validator is being written.
use super::document::PolicyDocument;
use serde::Serialize;
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity { Error, Warning }
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingCode { PolicyInconsistent, PolicyIncomplete, PolicyIncompleteSoft, PolicyWeakerThanPreset }
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding { pub severity: Severity, pub code: FindingCode, pub parameters: Vec<String>, pub requirement: &'static str, pub clause: Option<String>, pub detail: String }
pub fn validate(_: &PolicyDocument, _: Option<&PolicyDocument>) -> Vec<Finding> { Vec::new() }
pub fn blocks_activation(_: &PolicyDocument, _: &[Finding]) -> bool { false }
