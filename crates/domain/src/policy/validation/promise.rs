//! The texts people are shown may not promise more than the policy (CONF-28).
//!
//! A text that claims privilege contradicts a policy that denies it (GT-OC-41). It also goes beyond a policy
//! that is silent on privilege: CONF-28 says *never*, and nothing in such a policy would hold the promise. The
//! same goes for confidentiality without limits, since every policy has exceptions.

use super::draft::Draft;
use super::finding::Finding;
use super::wording::{promises_absolute_confidentiality, promises_privilege};

pub(super) fn check(draft: Draft<'_>) -> Vec<Finding> {
    let meta = &draft.registers().meta;
    let texts = [
        ("registers.meta.name", &meta.name),
        ("registers.meta.organization", &meta.organization),
        ("registers.meta.confidentiality_statement", &meta.confidentiality_statement),
        ("registers.meta.boundary_text", &meta.boundary_text),
        ("registers.meta.emergency_text", &meta.emergency_text),
    ];
    let against_privilege = match draft.code("privilege_status") {
        Some("not_privileged") => Some("The text claims a privilege the policy denies."),
        None => Some("The text claims a privilege on which the policy is silent."),
        Some(_) => None,
    };
    let mut findings = Vec::new();
    for (name, text) in texts {
        if let Some(detail) = against_privilege.filter(|_| promises_privilege(text)) {
            let clause = draft.clause("privilege_status");
            findings.push(Finding::inconsistent(&[name, "privilege_status"], clause, detail).of("CONF-28"));
        }
        if promises_absolute_confidentiality(text) {
            let detail = "The text claims confidentiality without limits, but the policy has exceptions.";
            findings.push(Finding::inconsistent(&[name, "registers.exceptions"], None, detail).of("CONF-28"));
        }
    }
    findings
}
