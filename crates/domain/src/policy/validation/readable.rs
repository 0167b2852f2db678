//! Whether the rules can read what they need: a policy no rule can read refuses every command once in force.

use super::finding::Finding;
use crate::activity::{ActivityTerms, ReportTerms};
use crate::assignment::AssignmentTerms;
use crate::incident::IncidentTerms;
use crate::intake::IntakeTerms;
use crate::outreach::OutreachTerms;
use crate::policy::document::{PolicyDocument, SettingError};
use crate::policy::parameters::parameter;
use crate::policy::value::check_value;
use crate::release::ReleaseTerms;
use serde_json::Value;
use std::collections::BTreeSet;

/// A reading of the terms of one subject, without the terms.
type Reading = fn(&PolicyDocument) -> Result<(), SettingError>;

/// Every reading the commands rest on. Terms that are added to the domain are added here.
const READINGS: [Reading; 7] = [
    |document| ActivityTerms::read(document).map(drop),
    |document| AssignmentTerms::read(document).map(drop),
    |document| IncidentTerms::read(document).map(drop),
    |document| IntakeTerms::read(document).map(drop),
    |document| OutreachTerms::read(document).map(drop),
    |document| ReleaseTerms::read(document).map(drop),
    |document| ReportTerms::read(document).map(drop),
];

pub(super) fn check(document: &PolicyDocument) -> Vec<Finding> {
    let unreadable: BTreeSet<&'static str> =
        READINGS.into_iter().flat_map(|reading| unreadable(document, reading)).collect();
    unreadable
        .into_iter()
        .filter(|key| !is_structural(document, key))
        .map(|key| found(document, key))
        .collect()
}

/// Every key at which a reading ends. A reading stops at the first, so each is opened in a copy to reach the
/// next.
fn unreadable(document: &PolicyDocument, reading: Reading) -> Vec<&'static str> {
    let mut keys = Vec::new();
    let mut copy = document.clone();
    while let Err(error) = reading(&copy) {
        let key = error.key();
        let setting = copy.settings.values_mut().find_map(|area| area.get_mut(key));
        let is_new = !keys.contains(&key);
        if is_new {
            keys.push(key);
        }
        match setting {
            Some(setting) if is_new => setting.value = Value::Null,
            _ => break,
        }
    }
    keys
}

/// Whether the structural check has found it already: a parameter that is missing or of another kind.
fn is_structural(document: &PolicyDocument, key: &str) -> bool {
    parameter(key)
        .is_some_and(|known| document.setting(key).is_none_or(|setting| !check_value(known, &setting.value)))
}

fn found(document: &PolicyDocument, key: &str) -> Finding {
    let detail = "The rules of this version cannot read the value.";
    if parameter(key).is_some() {
        Finding::inconsistent(&[key], document.clause(key), detail)
    } else {
        Finding::inconsistent(&[&format!("registers.{key}")], None, detail)
    }
}
