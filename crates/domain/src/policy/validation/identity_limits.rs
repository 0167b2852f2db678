//! What may not be kept under the identity mode (0.6, Part 1D).

use super::draft::{Draft, words};
use super::finding::Finding;
use crate::policy::identity::IdentityMode;

/// Something a policy keeps about a recipient.
struct Kept {
    parameter: &'static str,
    /// Whether the policy keeps it.
    holds: fn(Draft<'_>) -> bool,
    /// Whether `intake_only` rules it out as well. What that mode purges at closure it may hold until then.
    beyond_intake: bool,
    detail: &'static str,
}

const KEPT: &[Kept] = &[
    Kept {
        parameter: "screening.score_record",
        holds: |draft| draft.code("screening.score_record").is_some_and(|code| code != "forbidden"),
        beyond_intake: true,
        detail: "The identity mode leaves no place for stored scores.",
    },
    Kept {
        parameter: "screening.rat",
        holds: |draft| draft.uses("screening.rat"),
        beyond_intake: true,
        detail: "The identity mode leaves no place for a risk assessment of a person.",
    },
    Kept {
        parameter: "screening.pcl5",
        holds: |draft| draft.uses("screening.pcl5"),
        beyond_intake: true,
        detail: "The identity mode leaves no place for a screening form of a person.",
    },
    Kept {
        parameter: "screening.record_followup_scores",
        holds: |draft| draft.uses("screening.record_followup_scores"),
        beyond_intake: true,
        detail: "The identity mode leaves no place for stored scores.",
    },
    Kept {
        parameter: "referral.web_request",
        holds: |draft| draft.code("referral.web_request") == Some("named"),
        beyond_intake: false,
        detail: "A request through the web would store the requester's name.",
    },
    Kept {
        parameter: "referral.required_content",
        holds: |draft| draft.codes("referral.required_content").into_iter().any(identifies),
        beyond_intake: false,
        detail: "A referral would have to store a name or contact details.",
    },
    Kept {
        parameter: "document.notes_allowed",
        holds: |draft| draft.code("document.notes_allowed") == Some("forms_kept"),
        beyond_intake: true,
        detail: "The identity mode leaves no place for kept forms or notes.",
    },
    Kept {
        parameter: "tracker.per_recipient_counts",
        holds: |draft| draft.code("tracker.per_recipient_counts") == Some("derivable"),
        beyond_intake: true,
        detail: "Counts per recipient need an identity that may not be kept.",
    },
    Kept {
        parameter: "tracker.content",
        holds: |draft| draft.code("tracker.content") == Some("assignments_and_scores"),
        beyond_intake: true,
        detail: "A tracker of assignments and scores needs an identity that may not be kept.",
    },
    Kept {
        parameter: "stat_sheet.attributes",
        holds: |draft| {
            draft.code("tracker.content") == Some("kind_and_time_sheet")
                && draft.uses("stat_sheet.attributes")
        },
        beyond_intake: false,
        detail: "Marks for sex, old or new and approach make a recipient derivable.",
    },
    Kept {
        parameter: "followup.fixed_days",
        holds: |draft| draft.uses("followup.fixed_days"),
        beyond_intake: false,
        detail: "A follow-up schedule of a person needs an identity that may not be kept.",
    },
    Kept {
        parameter: "subject_access",
        holds: |draft| draft.uses("subject_access"),
        beyond_intake: true,
        detail: "Access to one's own record presupposes a record that may not be kept.",
    },
    Kept {
        parameter: "consent.release",
        holds: |draft| draft.code("consent.release") == Some("employee_consent_for_copies"),
        beyond_intake: true,
        detail: "Copies for release presuppose a record that may not be kept.",
    },
    Kept {
        parameter: "personnel_file_copy",
        holds: |draft| draft.uses("personnel_file_copy"),
        beyond_intake: true,
        detail: "A copy in the personnel file presupposes a record that may not be kept.",
    },
    Kept {
        parameter: "retention.case_years",
        holds: |draft| draft.uses("retention.case_years"),
        beyond_intake: true,
        detail: "A retention period for cases presupposes a case file that may not be kept.",
    },
    Kept {
        parameter: "registers.exceptions",
        holds: |draft| {
            let mut limits = draft.registers().exceptions.iter().flat_map(|entry| &entry.limits);
            limits.any(|limit| limit == "case_recorded")
        },
        beyond_intake: true,
        detail: "Recording an exception in the case presupposes a case file that may not be kept.",
    },
];

/// Whether an item of a referral says who somebody is. The list is open, so that the words of the code decide.
fn identifies(item: &str) -> bool {
    const IDENTITY: [&str; 10] = [
        "name",
        "names",
        "contact",
        "contacts",
        "phone",
        "telephone",
        "email",
        "address",
        "identity",
        "badge",
    ];
    words(item).any(|word| IDENTITY.contains(&word))
        && !words(item).any(|word| word == "without" || word == "no")
}

pub(super) fn check(draft: Draft<'_>) -> Vec<Finding> {
    let Some(mode) = draft.identity_mode() else {
        return Vec::new();
    };
    let ruled_out = |kept: &&Kept| match mode {
        IdentityMode::RestrictedCase => false,
        IdentityMode::IntakeOnly => kept.beyond_intake,
        IdentityMode::None => true,
    };
    KEPT.iter()
        .filter(ruled_out)
        .filter(|kept| (kept.holds)(draft))
        .map(|kept| {
            let clause = draft.clause("identity_mode");
            Finding::inconsistent(&["identity_mode", kept.parameter], clause, kept.detail)
        })
        .collect()
}
