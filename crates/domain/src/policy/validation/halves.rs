//! Rules of which the policy gives one half only.

use super::draft::Draft;
use super::finding::Finding;

/// A parameter that cannot work without another one.
const NEEDS: &[(&str, &str)] = &[
    ("tracker.due", "tracker.recipient"),
    ("tracker.due", "tracker.period"),
    ("nil_report_required", "tracker.due"),
    ("decline.followup_days", "decline.max_followups"),
    ("decline.followup_days", "followup.anchor"),
    ("decline.max_followups", "decline.followup_days"),
    ("decline.second_closes", "decline.followup_days"),
    ("decline.late_rule", "decline.followup_days"),
    ("decline.applies_to", "decline.followup_days"),
    ("followup.fixed_days", "followup.anchor"),
    ("followup.reminder_lead_days", "followup.reminder_owner"),
    ("referral.unattended_escalation", "referral.escalation_chain"),
    ("response.neutral_enforcement", "response.neutral_max_minutes"),
    ("renewal.signature", "renewal.deadline"),
    ("renewal.approvals", "renewal.deadline"),
    ("renewal.lead_days", "renewal.deadline"),
    ("renewal.silence", "renewal.deadline"),
    ("meeting.unexcused_limit", "meeting.unexcused_consequence"),
    ("meeting.unexcused_consequence", "meeting.unexcused_limit"),
    ("screening.record_followup_scores", "screening.score_record"),
    ("committee.pst_members", "committee.exists"),
    ("committee.association_rep", "committee.exists"),
    ("team_lead.powers", "team_lead.exists"),
    ("team_lead.exists", "team_lead.powers"),
    ("assign.load_window", "assign.expected_per_year"),
];

/// A body or role that is given something to do, by the code that names it, and the parameter that creates it.
const BODIES: &[(&str, &str)] = &[
    ("committee", "committee.exists"),
    ("advisory_committee", "committee.exists"),
    ("association_representative_on_committee", "committee.exists"),
    ("team_lead", "team_lead.exists"),
    ("logistics_coordinator", "logistics_coordinator.exists"),
];

/// Parameters that give a body or role something to do.
const TASKS: &[&str] = &[
    "tracker.recipient",
    "tracker.combined",
    "debrief.decision",
    "response.group_prior_approval",
    "select.interview_body",
    "select.final_approver",
    "gov.union",
    "meeting.organiser",
    "renewal.approvals",
];

pub(super) fn check(draft: Draft<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (key, needed) in NEEDS {
        // A decline rule of no further contact at all needs no day for one.
        let is_idle = *key == "decline.max_followups" && draft.integer(key) == Some(0);
        if draft.uses(key) && !is_idle && !draft.uses(needed) {
            let detail = "The first parameter sets half a rule; the second, its other half, is open.";
            findings.push(Finding::inconsistent(&[key, needed], draft.clause(key), detail));
        }
    }
    for task in TASKS {
        let named = draft.code(task).into_iter().chain(draft.codes(task));
        for body in named.filter_map(|code| BODIES.iter().find(|(body, _)| *body == code)) {
            if !draft.uses(body.1) {
                let detail = "The first parameter relies on a body or role the policy does not set up.";
                findings.push(Finding::inconsistent(&[task, body.1], draft.clause(task), detail));
            }
        }
    }
    findings.extend(scores_without_instrument(draft));
    findings.extend(policy_link(draft));
    findings
}

fn scores_without_instrument(draft: Draft<'_>) -> Option<Finding> {
    const KEY: &str = "screening.score_record";
    let stored = draft.code(KEY).is_some_and(|code| code != "forbidden");
    if !stored || draft.uses("screening.rat") || draft.uses("screening.pcl5") {
        return None;
    }
    let keys = [KEY, "screening.rat", "screening.pcl5"];
    Some(Finding::inconsistent(
        &keys,
        draft.clause(KEY),
        "Scores are to be recorded, but no instrument is used.",
    ))
}

fn policy_link(draft: Draft<'_>) -> Option<Finding> {
    if draft.code("pay.mode") != Some("policy_link") || draft.uses("pay.policy") {
        return None;
    }
    let keys = ["pay.mode", "pay.policy"];
    Some(Finding::inconsistent(
        &keys,
        draft.clause("pay.mode"),
        "Pay follows another policy, which is not named.",
    ))
}
