//! The consistency check before activation (PROG-02): every contradiction, gap and loosening at once.
//!
//! Each rule reads the document as data and never asks which agency it serves.

mod completeness;
mod contact_modes;
mod contradictions;
mod draft;
mod finding;
mod halves;
mod identity_limits;
mod loosening;
mod promise;
mod readable;
mod structure;
mod wording;

pub use finding::{Finding, FindingCode, Severity};

use super::document::PolicyDocument;
use draft::Draft;

/// Everything that is wrong with a policy, sorted, without repetition; empty where nothing is.
///
/// `preset` is the policy the document was made from, where it was made from one. It serves to tell where the
/// document is looser (`policy_weaker_than_preset`), and what a policy that leaves a value open had asked the
/// organization to set.
pub fn validate(document: &PolicyDocument, preset: Option<&PolicyDocument>) -> Vec<Finding> {
    let draft = Draft(document);
    let preset = preset.map(Draft);
    let mut findings = structure::check(document);
    findings.extend(readable::check(document));
    findings.extend(identity_limits::check(draft));
    findings.extend(contradictions::check(draft));
    findings.extend(contact_modes::check(draft));
    findings.extend(halves::check(draft));
    findings.extend(promise::check(draft));
    findings.extend(completeness::check(draft, preset));
    if let Some(preset) = preset {
        findings.extend(loosening::check(draft, preset));
    }
    findings.sort();
    findings.dedup();
    findings
}

/// Whether a document with these findings may not be activated: on any error, and on a gap left to the
/// organization where the agency decided that such a gap blocks (`incomplete_soft_blocks`).
pub fn blocks_activation(document: &PolicyDocument, findings: &[Finding]) -> bool {
    findings.iter().any(|finding| {
        finding.severity == Severity::Error
            || (document.incomplete_soft_blocks && finding.code == FindingCode::PolicyIncompleteSoft)
    })
}
