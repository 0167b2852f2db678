//! Where a customized policy is looser than its preset on confidentiality or tracking (PROG-02): a warning,
//! one per item. What the preset leaves open cannot be loosened.
//!
//! The audience of the directory is no such item: it shows members, not recipients (PROG-23).

use super::draft::Draft;
use super::finding::Finding;
use crate::policy::registers::{ExceptionEntry, Registers};

/// A code list in order, the strictest first; codes of one group are equally strict.
struct Scale {
    parameter: &'static str,
    groups: &'static [&'static [&'static str]],
    /// Whether silence means that the thing is not done at all; otherwise that nothing limits it.
    silence_is_strict: bool,
}

const fn scale(parameter: &'static str, groups: &'static [&'static [&'static str]]) -> Scale {
    Scale { parameter, groups, silence_is_strict: false }
}

const fn switched_on(parameter: &'static str, groups: &'static [&'static [&'static str]]) -> Scale {
    Scale { parameter, groups, silence_is_strict: true }
}

const SCALES: &[Scale] = &[
    scale("identity_mode", &[&["none"], &["intake_only"], &["restricted_case"]]),
    scale(
        "document.notes_allowed",
        &[&["none"], &["kind_and_time_only"], &["none_identifying"], &["forms_kept"]],
    ),
    scale("tracker.per_recipient_counts", &[&["none", "not_offered"], &["derivable"]]),
    scale(
        "notice.timing",
        &[&["before_discussion"], &["when_matter_begins"], &["advise_mandated_reporter_status"]],
    ),
    scale(
        "imminence_required",
        &[&["imminent_or_immediate"], &["clear_and_present"], &["reasonable_belief"]],
    ),
    scale("consent.release", &[&["written"], &["employee_consent_for_copies"]]),
    scale(
        "supervisor_access",
        &[&["never"], &["not_asked"], &["on_duty_scheduling_only", "general_information_from_employee"]],
    ),
    scale(
        "team_discussion_without_names",
        &[&["not_allowed"], &["not_to_be_asked"], &["consult_manager"], &["allowed"]],
    ),
    scale("screening.score_record", &[&["forbidden"], &["initial_by_manager"]]),
    switched_on("referral.web_request", &[&["off"], &["anonymous"], &["named"]]),
    switched_on("stat_sheet.attributes", &[&["off"], &["optional"]]),
    switched_on(
        "tracker.content",
        &[
            &["anonymous_counts", "tallies"],
            &["responses_without_identity"],
            &["kind_and_time_sheet"],
            &["assignments_and_scores"],
        ],
    ),
];

/// Sizes: a smaller one shows smaller groups.
const SMALLER_IS_LOOSER: [&str; 2] = ["suppress.k", "release.k"];
/// Periods for which something is kept.
const LONGER_IS_LOOSER: [&str; 2] = ["retention.case_years", "retention.slot_grace_days"];
/// Limits and duties: looser without.
const LOOSER_WITHOUT: [&str; 6] = [
    "disclosure.limit_necessary_only",
    "notice.employee_informed_required",
    "tracker.due",
    "tracker.recipient",
    "nil_report_required",
    "tracker.period",
];
/// Permissions: looser with.
const LOOSER_WITH: [&str; 2] = ["crime_without_danger_is_exception", "personnel_file_copy"];

impl Scale {
    fn rank(&self, code: &str) -> Option<usize> {
        self.groups.iter().position(|group| group.contains(&code))
    }

    fn is_looser(&self, draft: Draft<'_>, preset: Draft<'_>) -> bool {
        let rank = |draft: Draft<'_>| draft.code(self.parameter).and_then(|code| self.rank(code));
        let strictest = self.silence_is_strict.then_some(0);
        let Some(before) = rank(preset).or(strictest.filter(|_| preset.value(self.parameter).is_none()))
        else {
            return false;
        };
        match draft.value(self.parameter) {
            None => !self.silence_is_strict,
            Some(_) => rank(draft).is_some_and(|now| now > before),
        }
    }
}

pub(super) fn check(draft: Draft<'_>, preset: Draft<'_>) -> Vec<Finding> {
    let scales = SCALES.iter().filter(|scale| scale.is_looser(draft, preset)).map(|scale| scale.parameter);
    let both = |key: &str| Some((draft.integer(key)?, preset.integer(key)?));
    let sizes =
        SMALLER_IS_LOOSER.into_iter().filter(|key| both(key).is_some_and(|(now, before)| now < before));
    let periods =
        LONGER_IS_LOOSER.into_iter().filter(|key| both(key).is_some_and(|(now, before)| now > before));
    let dropped = LOOSER_WITHOUT.into_iter().filter(|key| preset.uses(key) && !draft.uses(key));
    let allowed = LOOSER_WITH.into_iter().filter(|key| draft.is_true(key) && !preset.is_true(key));
    let detail = "The value is looser than that of the preset.";
    let weaker = |key: &str| Finding::weaker(&[key], preset.clause(key), detail);
    let mut findings: Vec<_> =
        scales.chain(sizes).chain(periods).chain(dropped).chain(allowed).map(weaker).collect();
    findings.extend(lists(draft.registers(), preset.registers()));
    findings
}

fn counterpart<'a>(entry: &ExceptionEntry, preset: &'a Registers) -> Option<&'a ExceptionEntry> {
    preset.exceptions.iter().find(|known| known.code == entry.code)
}

fn lists(now: &Registers, before: &Registers) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut weaker = |list, is_looser: bool, detail| {
        if is_looser {
            findings.push(Finding::weaker(&[list], None, detail));
        }
    };
    let added = now.exceptions.iter().any(|entry| counterpart(entry, before).is_none());
    weaker("registers.exceptions", added, "An exception was added to those of the preset.");
    let any = |is_looser: fn(&ExceptionEntry, &ExceptionEntry) -> bool| {
        now.exceptions.iter().any(|entry| counterpart(entry, before).is_some_and(|old| is_looser(entry, old)))
    };
    let limit = any(|entry, old| old.limits.iter().any(|limit| !entry.limits.contains(limit)));
    weaker("registers.exceptions", limit, "A limit on what is disclosed was dropped.");
    let notice = any(|entry, old| entry.notice == "none" && old.notice != "none");
    weaker("registers.exceptions", notice, "An exception no longer has the person told.");
    let wider = now.indicators.iter().any(|row| {
        let old = before.indicators.iter().find(|old| old.indicator == row.indicator);
        old.is_some_and(|old| {
            let raised = |code| counterpart_code(before, code) && !old.exceptions.contains(code);
            row.exceptions.iter().any(raised) || (old.judge && !row.judge && !row.exceptions.is_empty())
        })
    });
    weaker("registers.indicators", wider, "An indicator leads to disclosure where it did not.");
    findings
}

/// An exception the preset does not have is a finding of its own already.
fn counterpart_code(preset: &Registers, code: &String) -> bool {
    preset.exceptions.iter().any(|known| known.code == *code)
}
