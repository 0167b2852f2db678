//! What the policy leaves open though a rule needs it, or though it asked the organization to set it.

use super::draft::Draft;
use super::finding::Finding;
use crate::policy::setting::{Source, Strength};

/// What every policy must say: the zone decides each local day (TIME-1), the mode what may be recorded (0.6),
/// the sizes what may be shown.
const ALWAYS_NEEDED: [&str; 4] = ["agency.timezone", "identity_mode", "release.k", "suppress.k"];

/// A rule that needs a value, by the parameters that switch the rule on.
const NEEDED_BY: [(&str, &[&str]); 1] =
    [("hours.normal_working", &["referral.after_hours_admin_approval", "referral.after_hours_admin_notice"])];

/// Here an open value is what the policy says: a group without an upper size, staff without a number.
const OPEN_BY_POLICY: [&str; 2] = ["cmb.group_max", "debrief.staff.members"];

/// Without these there are no rules of confidentiality to tell anyone of.
const CONFIDENTIALITY_RULES: [&str; 3] =
    ["document.notes_allowed", "disclosure.duty", "disclosure.addressee"];

pub(super) fn check(draft: Draft<'_>, preset: Option<Draft<'_>>) -> Vec<Finding> {
    let mut findings = needed(draft);
    findings.extend(asked_of_organization(draft, preset));
    findings.extend(confidentiality_rules(draft));
    findings.extend(removal(draft));
    findings
}

fn is_needed(draft: Draft<'_>, key: &str) -> bool {
    ALWAYS_NEEDED.contains(&key)
        || NEEDED_BY.iter().any(|(needed, by)| *needed == key && by.iter().any(|rule| draft.uses(rule)))
}

fn needed(draft: Draft<'_>) -> Vec<Finding> {
    let keys = ALWAYS_NEEDED.into_iter().chain(NEEDED_BY.into_iter().map(|(needed, _)| needed));
    keys.filter(|key| is_needed(draft, key) && draft.value(key).is_none())
        .map(|key| {
            let switches = NEEDED_BY.iter().find(|(needed, _)| *needed == key).map_or(&[][..], |(_, by)| *by);
            let in_use = switches.iter().copied().filter(|rule| draft.uses(rule));
            let parameters: Vec<_> = std::iter::once(key).chain(in_use).collect();
            let detail = "A rule of the policy cannot be applied without this value.";
            Finding::incomplete(&parameters, draft.clause(key), detail)
        })
        .collect()
}

/// How binding the policy text is on a parameter: what the document says of it or, where the agency took the
/// value back, what its preset says. A missing parameter is the finding of the structural check.
fn asked(draft: Draft<'_>, preset: Option<Draft<'_>>, key: &str) -> Option<Strength> {
    match (&draft.0.setting(key)?.source, preset.and_then(|preset| preset.0.setting(key))) {
        (Source::Policy { strength, .. }, _) => Some(*strength),
        (Source::Agency { .. }, Some(setting)) => match &setting.source {
            Source::Policy { strength, .. } => Some(*strength),
            Source::Silent { .. } | Source::Agency { .. } => None,
        },
        _ => None,
    }
}

/// A text that binds or advises, with no value: the organization was left to set one.
fn asked_of_organization(draft: Draft<'_>, preset: Option<Draft<'_>>) -> Vec<Finding> {
    let keys = draft.0.settings.values().flat_map(|area| area.keys());
    keys.filter(|key| draft.value(key).is_none())
        .filter(|key| !is_needed(draft, key) && !OPEN_BY_POLICY.contains(&key.as_str()))
        .filter(|key| !CONFIDENTIALITY_RULES.contains(&key.as_str()))
        .filter(|key| matches!(asked(draft, preset, key), Some(Strength::Must | Strength::Should)))
        .map(|key| {
            let detail = "The policy leaves this value to the organization, which has not set it.";
            Finding::incomplete_soft(&[key], draft.clause(key), detail)
        })
        .collect()
}

fn confidentiality_rules(draft: Draft<'_>) -> Vec<Finding> {
    let detail = "The policy leaves open a rule of confidentiality that people have to be told of.";
    let mut findings: Vec<_> = CONFIDENTIALITY_RULES
        .into_iter()
        .filter(|key| draft.value(key).is_none() || draft.value(key) == Some(&serde_json::json!([])))
        .map(|key| Finding::incomplete_soft(&[key], draft.clause(key), detail))
        .collect();
    if draft.registers().meta.confidentiality_statement.trim().is_empty() {
        let list = ["registers.meta.confidentiality_statement"];
        findings.push(Finding::incomplete_soft(&list, None, detail).of("CONF-28"));
    }
    findings
}

/// REVOKE-09: removal by criteria needs criteria, removal by the organization's procedure needs a procedure.
fn removal(draft: Draft<'_>) -> Vec<Finding> {
    let gap = |by: &str, code: &str, open: &str, detail: &str| {
        (draft.code(by) == Some(code) && !draft.uses(open))
            .then(|| Finding::incomplete_soft(&[open, by], draft.clause(by), detail).of("REVOKE-09"))
    };
    let criteria = "Members are removed by criteria, which the organization has not set.";
    let procedure = "Members are removed by a procedure of the organization, which has not been set.";
    [
        gap("removal.mode", "criteria", "removal.grounds", criteria),
        gap("removal.authority", "organization_procedure", "removal.steps", procedure),
    ]
    .into_iter()
    .flatten()
    .collect()
}
