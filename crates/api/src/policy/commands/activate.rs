use super::{authors, find, find_draft, tagged, timeline};
use crate::extract::Precondition;
use crate::policy::dto::{Activation, ActivationOutcome, PolicyWarning, ValidationOutcome};
use crate::policy::local_today_by;
use crate::problem::{Code, FieldError, Problem};
use crate::state::Work;
use chrono::NaiveDate;
use peerline_domain::catalog::RefusalCode;
use peerline_domain::policy::{
    EffectiveRange, Finding, FindingCode, PolicyDocument, Severity, Term, blocks_activation, parameter,
    place_on_timeline, preset, validate,
};
use peerline_persistence::records::PolicyVersion;
use uuid::Uuid;

/// Everything the validator finds in a document, beside the preset it was made from (PROG-02).
pub(in crate::policy) fn check(document: &PolicyDocument) -> ValidationOutcome {
    let made_from = document.based_on.as_deref().and_then(preset);
    let findings = validate(document, made_from.map(|preset| &preset.document));
    ValidationOutcome { activatable: !blocks_activation(document, &findings), findings }
}

/// Puts a draft in force from a local day on, and ends the version it follows. Before a scheduled version it ends the
/// day that one begins.
pub(in crate::policy) fn activate(
    work: &mut Work<'_, '_>,
    id: Uuid,
    precondition: &Precondition,
    asked: &Activation,
    by: Uuid,
) -> Result<(ActivationOutcome, String), Problem> {
    work.concerns("policy_version", id);
    work.tx.hold_policy_timeline()?;
    let mut version = find_draft(work, id, precondition)?;
    authors::refuse(work, &version, by)?;
    let outcome = check(&version.document);
    if !outcome.activatable {
        return Err(blocked(&version.document, &outcome.findings));
    }
    let today = local_today_by(work, &version.document)?;
    let term = Term { from: asked.effective_from, asked_until: asked.effective_until };
    version.effective = Some(place(work, term, today)?);
    version.asked_until = asked.effective_until;
    version.activated_by = Some(by);
    version.activated_on = Some(today);
    version.revision += 1;
    work.tx.update_policy_version(version.clone())?;
    work.policy_changed();
    answered(work, version, outcome)
}

/// A version that was activated before, as it is now.
pub(in crate::policy) fn activated_before(
    work: &mut Work<'_, '_>,
    id: Uuid,
) -> Result<(ActivationOutcome, String), Problem> {
    let version = find(work, id)?;
    let outcome = check(&version.document);
    answered(work, version, outcome)
}

fn answered(
    work: &mut Work<'_, '_>,
    version: PolicyVersion,
    outcome: ValidationOutcome,
) -> Result<(ActivationOutcome, String), Problem> {
    let warnings = outcome.findings.into_iter().map(PolicyWarning::from).collect();
    let (detail, tag) = tagged(work, version)?;
    Ok((ActivationOutcome { version: detail.version, warnings }, tag))
}

/// Places the version among the others, and ends the one it follows (PROG-01).
fn place(work: &mut Work<'_, '_>, new: Term, today: NaiveDate) -> Result<EffectiveRange, Problem> {
    let (versions, terms) = timeline::activated(work)?;
    let (placed, range) = place_on_timeline(&terms, new, today)?;
    timeline::store(work, versions, placed)?;
    Ok(range)
}

/// The refusal of a document whose findings keep it from being in force: each of their parameters at its place.
fn blocked(document: &PolicyDocument, findings: &[Finding]) -> Problem {
    let blocking: Vec<&Finding> = findings
        .iter()
        .filter(|finding| {
            finding.severity == Severity::Error || finding.code == FindingCode::PolicyIncompleteSoft
        })
        .collect();
    let contradicts = blocking.iter().any(|finding| finding.code == FindingCode::PolicyInconsistent);
    let code = if contradicts { RefusalCode::PolicyInconsistent } else { RefusalCode::PolicyIncomplete };
    // The clause of the first finding of that code: the findings come sorted.
    let first = blocking.iter().find(|finding| refusal_code(finding.code) == code);
    Problem {
        requirement: Some("PROG-02".to_owned()),
        clause: first.and_then(|finding| finding.clause.clone()),
        errors: blocking.iter().flat_map(|finding| errors(document, finding)).collect(),
        ..Problem::new(Code::Rule(code))
    }
}

const fn refusal_code(code: FindingCode) -> RefusalCode {
    match code {
        FindingCode::PolicyInconsistent => RefusalCode::PolicyInconsistent,
        _ => RefusalCode::PolicyIncomplete,
    }
}

fn errors(document: &PolicyDocument, finding: &Finding) -> Vec<FieldError> {
    let code = Code::Rule(refusal_code(finding.code));
    let at = |pointer: String| FieldError::at(pointer, code).saying(&finding.detail);
    if finding.parameters.is_empty() {
        return vec![at("/document".to_owned())];
    }
    finding.parameters.iter().map(|key| at(pointer(document, key))).collect()
}

/// Where a parameter, or a list of the registers, stands in the served version.
fn pointer(document: &PolicyDocument, key: &str) -> String {
    if let Some(list) = key.strip_prefix("registers.") {
        return format!("/document/registers/{}", list.replace('.', "/"));
    }
    let standing = document.settings.iter().find(|(_, area)| area.contains_key(key)).map(|(area, _)| *area);
    match standing.or_else(|| parameter(key).map(|known| known.area)) {
        Some(area) => format!("/document/settings/{area}/{key}"),
        None => "/document".to_owned(),
    }
}
