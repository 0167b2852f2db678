//! Values that cannot hold together.

use super::draft::Draft;
use super::finding::Finding;
use crate::policy::parameters::{ParameterKind, parameters};

/// Least sizes of a cell that may be shown: in a release (2.7) and on a working sheet (TRACK-23).
const FLOORS: [(&str, u64); 2] = [("release.k", 5), ("suppress.k", 2)];

/// Bounds that the matrix keeps as two parameters.
const BOUNDS: [(&str, &str); 1] = [("cmb.group_min", "cmb.group_max")];

pub(super) fn check(draft: Draft<'_>) -> Vec<Finding> {
    let mut findings = ranges(draft);
    findings.extend(floors(draft));
    findings.extend(removal(draft));
    findings.extend(exceptions(draft));
    findings
}

fn ranges(draft: Draft<'_>) -> Vec<Finding> {
    let detail = "The least value is greater than the greatest.";
    let mut findings = Vec::new();
    for known in parameters().filter(|known| known.kind == ParameterKind::IntegerRange) {
        if draft.range(&known.key).is_some_and(|range| !range.is_ordered()) {
            findings.push(Finding::inconsistent(&[&known.key], draft.clause(&known.key), detail));
        }
    }
    for (min, max) in BOUNDS {
        if let (Some(least), Some(greatest)) = (draft.integer(min), draft.integer(max))
            && least > greatest
        {
            findings.push(Finding::inconsistent(&[min, max], draft.clause(min), detail));
        }
    }
    findings
}

fn floors(draft: Draft<'_>) -> impl Iterator<Item = Finding> + '_ {
    FLOORS.into_iter().filter(move |(key, floor)| draft.integer(key).is_some_and(|k| k < *floor)).map(
        move |(key, _)| {
            let detail = "The size lies below the floor under which a person can be told from a count.";
            Finding::inconsistent(&[key], draft.clause(key), detail)
        },
    )
}

fn removal(draft: Draft<'_>) -> Option<Finding> {
    if draft.code("removal.mode") != Some("at_will") || draft.uses("removal.authority") {
        return None;
    }
    let detail = "Removal at will needs somebody who may do it.";
    Some(Finding::inconsistent(&["removal.mode", "removal.authority"], draft.clause("removal.mode"), detail))
}

fn exceptions(draft: Draft<'_>) -> Vec<Finding> {
    let registers = draft.registers();
    let inconsistent = |parameters: &[&str], detail| Finding::inconsistent(parameters, None, detail);
    let mut findings = Vec::new();
    if registers.exceptions.is_empty() {
        let detail =
            "The list of exceptions to confidentiality is empty; no source knows absolute confidentiality.";
        findings.push(inconsistent(&["registers.exceptions"], detail));
    }
    if registers.exceptions.iter().any(|entry| entry.addressee.trim().is_empty()) {
        findings.push(inconsistent(&["registers.exceptions"], "An exception names nobody to disclose to."));
    }
    let known = |code: &String| registers.exceptions.iter().any(|entry| entry.code == *code);
    if !registers.indicators.iter().flat_map(|row| &row.exceptions).all(known) {
        let detail = "An indicator leads to an exception the policy does not have.";
        findings.push(inconsistent(&["registers.indicators", "registers.exceptions"], detail));
    }
    findings.extend(crime_without_danger(draft));
    findings
}

/// The parameter and the indicator matrix say the same thing twice (C-03); the matrix is what the rule reads.
fn crime_without_danger(draft: Draft<'_>) -> Option<Finding> {
    const KEY: &str = "crime_without_danger_is_exception";
    let stated = draft.value(KEY)?.as_bool()?;
    let row = draft.registers().indicators.iter().find(|row| row.indicator == "crime_no_danger")?;
    if row.exceptions.is_empty() != stated {
        return None;
    }
    let detail = "The indicator matrix answers otherwise on a crime that endangers nobody.";
    Some(Finding::inconsistent(&[KEY, "registers.indicators"], draft.clause(KEY), detail))
}
