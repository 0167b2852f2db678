//! Modes and kinds that are allowed and ruled out at once.

use super::draft::{Draft, words};
use super::finding::Finding;
use std::collections::BTreeSet;

/// Whether a code names e-mail.
fn is_email(code: &str) -> bool {
    code.contains("e_mail") || words(code).any(|word| word == "email" || word == "mail" || word == "emails")
}

/// Whether a code names a line that is recorded.
fn is_recorded(code: &str) -> bool {
    const NEGATIONS: [&str; 4] = ["not", "non", "no", "never"];
    words(code).any(|word| word == "recorded" || word == "recording")
        && !words(code).any(|word| NEGATIONS.contains(&word))
}

/// A mode of contact the policy can rule out with a parameter.
struct Ban {
    parameter: &'static str,
    /// Whether a mode falls under the ban, by its code.
    hits: fn(&str) -> bool,
    detail: &'static str,
}

const BANS: [Ban; 2] = [
    Ban {
        parameter: "response.email_forbidden",
        hits: is_email,
        detail: "E-mail is both ruled out and offered.",
    },
    Ban {
        parameter: "response.recorded_line_forbidden",
        hits: is_recorded,
        detail: "A recorded line is both ruled out and offered.",
    },
];

pub(super) fn check(draft: Draft<'_>) -> Vec<Finding> {
    let mut findings = bans(draft);
    findings.extend(allowed_and_forbidden(draft));
    findings.extend(lists_differ(draft));
    findings
}

/// Recipient-facing channels only (C-13): how a referral arrives and how members hear of it are other settings.
fn offered(draft: Draft<'_>) -> [(&'static str, Vec<&str>); 3] {
    [
        ("response.modes", draft.codes("response.modes")),
        ("registers.modes", draft.registers().modes.iter().map(|mode| mode.code.as_str()).collect()),
        ("outreach.channels_all_required", draft.codes("outreach.channels_all_required")),
    ]
}

fn bans(draft: Draft<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for ban in BANS.iter().filter(|ban| draft.is_true(ban.parameter)) {
        for (list, codes) in offered(draft) {
            if codes.into_iter().any(ban.hits) {
                let clause = draft.clause(ban.parameter);
                findings.push(Finding::inconsistent(&[ban.parameter, list], clause, ban.detail));
            }
        }
    }
    findings
}

fn allowed_and_forbidden(draft: Draft<'_>) -> Vec<Finding> {
    let registers = draft.registers();
    let mut findings = Vec::new();
    for (list, codes) in offered(draft) {
        if let Some(banned) =
            registers.forbidden_modes.iter().find(|mode| codes.contains(&mode.code.as_str()))
        {
            let detail = "A mode of contact is both allowed and ruled out.";
            let lists = ["registers.forbidden_modes", list];
            findings.push(Finding::inconsistent(&lists, Some(banned.clause.as_str()), detail));
        }
    }
    let forbidden = draft.codes("intervention.kinds_forbidden");
    if registers.intervention_kinds.iter().any(|kind| forbidden.contains(&kind.code.as_str())) {
        let keys = ["intervention.kinds_forbidden", "registers.intervention_kinds"];
        let detail = "A kind of intervention is both allowed and ruled out.";
        findings.push(Finding::inconsistent(&keys, draft.clause("intervention.kinds_forbidden"), detail));
    }
    findings
}

/// The parameter and the list say the same thing twice; a rule that read one and a form that showed the other
/// would part.
fn lists_differ(draft: Draft<'_>) -> Option<Finding> {
    let stated: BTreeSet<_> = draft.codes("response.modes").into_iter().collect();
    let listed: BTreeSet<_> = draft.registers().modes.iter().map(|mode| mode.code.as_str()).collect();
    (stated != listed).then(|| {
        let keys = ["response.modes", "registers.modes"];
        let detail = "The parameter and the list do not name the same modes of contact.";
        Finding::inconsistent(&keys, draft.clause("response.modes"), detail)
    })
}
