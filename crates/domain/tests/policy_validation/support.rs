//! Presets as an agency may customize them, and readers of what the validator finds.

use peerline_domain::policy::{Finding, FindingCode, PolicyDocument, Source, parameter, preset, validate};
use serde_json::{Value, json};

pub(crate) const AZ: &str = "arizona_dcs";
pub(crate) const LA: &str = "la_dcfs";
pub(crate) const OC: &str = "oc_probation";
pub(crate) const MN: &str = "mn_public_safety";
pub(crate) const DN: &str = "denver_911";

/// A preset as an agency may customize it. Orange County's lacks the working hours each agency has to set.
pub(crate) fn policy(name: &str) -> PolicyDocument {
    let mut document = preset(name).unwrap().document.clone();
    if name == OC {
        let hours = json!({"days": ["mon", "tue", "wed", "thu", "fri"], "from": "08:00", "to": "17:00"});
        set(&mut document, "hours.normal_working", hours);
    }
    document
}

/// Sets a value as the agency's own decision.
pub(crate) fn set(document: &mut PolicyDocument, key: &str, value: Value) {
    let area = parameter(key).unwrap().area;
    let setting = document.settings.get_mut(&area).unwrap().get_mut(key).unwrap();
    setting.value = value;
    let decided_on = "2026-10-18".parse().unwrap();
    setting.source = Source::Agency { decided_by: "p-1".to_owned(), decided_on, clause: None };
}

pub(crate) fn with(name: &str, changes: &[(&str, Value)]) -> PolicyDocument {
    let mut document = policy(name);
    for (key, value) in changes {
        set(&mut document, key, value.clone());
    }
    document
}

pub(crate) fn parameters_of(findings: &[Finding], code: FindingCode) -> Vec<Vec<&str>> {
    let of_code = findings.iter().filter(|finding| finding.code == code);
    of_code.map(|finding| finding.parameters.iter().map(String::as_str).collect()).collect()
}

/// Parameters of the contradictions found, without a preset to compare with.
pub(crate) fn contradictions(document: &PolicyDocument) -> Vec<Vec<String>> {
    let findings = validate(document, None);
    let found = parameters_of(&findings, FindingCode::PolicyInconsistent);
    found.into_iter().map(|keys| keys.into_iter().map(str::to_owned).collect()).collect()
}

pub(crate) fn assert_consistent(document: &PolicyDocument) {
    assert_eq!(contradictions(document), Vec::<Vec<String>>::new());
}

/// Parameters on which a document is looser than the preset it was made from.
pub(crate) fn looser(document: &PolicyDocument) -> Vec<String> {
    let before = policy(document.based_on.as_deref().unwrap());
    let findings = validate(document, Some(&before));
    let found = parameters_of(&findings, FindingCode::PolicyWeakerThanPreset);
    found.into_iter().flatten().map(str::to_owned).collect()
}
