//! Whether the document is of the form its schema version says (1C: an unknown key is inconsistent).

use super::finding::Finding;
use crate::policy::document::{PolicyDocument, SCHEMA_VERSION};
use crate::policy::parameters::{parameter, parameters};
use crate::policy::value::{check_value, is_of_kind};
use chrono_tz::Tz;
use std::collections::BTreeSet;

pub(super) fn check(document: &PolicyDocument) -> Vec<Finding> {
    let mut findings = Vec::new();
    if document.schema_version != SCHEMA_VERSION {
        let detail = "The document is of a schema version this service does not know.";
        findings.push(Finding::inconsistent(&["schema_version"], None, detail));
    }
    findings.extend(settings(document));
    findings.extend(missing(document));
    findings.extend(zone(document));
    findings.extend(registers(document));
    findings
}

/// An unknown key is repeated only where it has the form of a key: what else stands there may be anything.
fn printable(area: &str, key: &str) -> String {
    let is_key = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '.' || c == '_';
    if key.len() <= 64 && key.chars().all(is_key) { key.to_owned() } else { format!("settings.{area}") }
}

fn settings(document: &PolicyDocument) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (area, settings) in &document.settings {
        for (key, setting) in settings {
            let clause = document.clause(key);
            let found = match parameter(key) {
                None => {
                    let shown = printable(area.as_str(), key);
                    Finding::inconsistent(&[&shown], None, "The policy matrix knows no such parameter.")
                }
                Some(known) if known.area != *area => Finding::inconsistent(
                    &[key],
                    clause,
                    "The parameter stands in another area than its own.",
                ),
                Some(known) if !is_of_kind(known, &setting.value) => {
                    Finding::inconsistent(&[key], clause, "The value is not of the kind the parameter takes.")
                }
                Some(known) if !check_value(known, &setting.value) => Finding::inconsistent(
                    &[key],
                    clause,
                    "The number lies outside the bounds of the parameter.",
                ),
                Some(known) if !known.obeys(&setting.value) => {
                    Finding::inconsistent(&[key], clause, "This version does not obey another value yet.")
                }
                Some(_) => continue,
            };
            findings.push(found);
        }
    }
    findings
}

fn missing(document: &PolicyDocument) -> impl Iterator<Item = Finding> + '_ {
    parameters().filter(|known| document.setting(&known.key).is_none()).map(|known| {
        let detail = "The parameter is missing; a policy that is silent on it says so with null.";
        Finding::inconsistent(&[&known.key], None, detail)
    })
}

fn zone(document: &PolicyDocument) -> Option<Finding> {
    let name = document.setting("agency.timezone")?.value.as_str()?;
    if name.parse::<Tz>().is_ok() {
        return None;
    }
    let detail = "The zone is not one of the IANA time zone database.";
    Some(Finding::inconsistent(&["agency.timezone"], None, detail).of("PROG-01"))
}

/// Codes must be unambiguous wherever a rule looks an entry up by its code. Incident types are no such list:
/// one type may take two ways, told apart by its narrower codes.
fn registers(document: &PolicyDocument) -> Vec<Finding> {
    let lists = &document.registers;
    let codes: [(&str, Vec<&str>); 8] = [
        ("registers.exceptions", lists.exceptions.iter().map(|entry| entry.code.as_str()).collect()),
        ("registers.indicators", lists.indicators.iter().map(|entry| entry.indicator.as_str()).collect()),
        ("registers.intervention_kinds", lists.intervention_kinds.iter().map(|e| e.code.as_str()).collect()),
        ("registers.modes", lists.modes.iter().map(|entry| entry.code.as_str()).collect()),
        (
            "registers.forbidden_modes",
            lists.forbidden_modes.iter().map(|entry| entry.code.as_str()).collect(),
        ),
        ("registers.categories", lists.categories.iter().map(|entry| entry.code.as_str()).collect()),
        ("registers.removal_grounds", lists.removal_grounds.iter().map(|e| e.code.as_str()).collect()),
        (
            "registers.eligibility_criteria",
            lists.eligibility_criteria.iter().map(|e| e.code.as_str()).collect(),
        ),
    ];
    codes
        .into_iter()
        .filter(|(_, codes)| codes.iter().collect::<BTreeSet<_>>().len() != codes.len())
        .map(|(list, _)| Finding::inconsistent(&[list], None, "A code stands twice in the list."))
        .collect()
}
