//! A member's own report: reading and submitting it; and who has submitted.

use super::dto::{
    ActivityEntryDto, ActivityReportDto, MemberReportStatus, ReportStatusList, SubmittedActivityReport,
};
use super::kept::KeptNow;
use super::standing::{MonthReports, member_month};
use super::tracker::{begin_tracker, hold_tracker, own_member};
use crate::auth::Actor;
use crate::problem::{Code, Problem, TechnicalCode};
use crate::state::Work;
use crate::stored_code::code_of;
use crate::variance::variances;
use peerline_domain::access::Action;
use peerline_domain::activity::{Entry, ReportState, Submitted, may_record_some_day, may_submit, submit};
use peerline_domain::calendar::Month;
use peerline_persistence::records::{ActivityEntry, ActivityReport, Member, SubmittedReport};

/// The caller's own report of a month, also where nothing was begun.
///
/// # Errors
/// 404 where the caller is no member.
pub(super) fn own(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    month: Month,
) -> Result<ActivityReportDto, Problem> {
    let member = work.tx.find_member_by_principal(actor.principal)?.ok_or_else(Problem::not_found)?;
    let report = work.tx.find_activity_report(member.id, month)?;
    let entries = entries_of(work, report.as_ref())?;
    shown(work, actor, &member, month, report, entries)
}

/// Submits the caller's own report: freezes its entries (TRACK-03, TRACK-17, TRACK-19).
pub(super) fn submit_own(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    month: Month,
    nil: bool,
) -> Result<SubmittedActivityReport, Problem> {
    let mut month_reports = MonthReports::of(work, month)?;
    let member = own_member(work, actor)?;
    hold_tracker(work, member.id, month)?;
    may_submit(month, &member_month(&member, month, true))?;
    let begun = work.tx.find_activity_report(member.id, month)?;
    let terms = month_reports.terms(work, begun.as_ref())?;
    let decision = submit(&terms, month_reports.zone, month, submitted(begun.as_ref()), work.now)?;
    let entries = entries_of(work, begun.as_ref())?;
    if nil != entries.is_empty() {
        return Err(Problem::field("/nil", Code::Technical(TechnicalCode::FieldInvalid)));
    }
    let report = match begun {
        Some(report) => report,
        None => begin_tracker(work, member.id, month)?,
    };
    let (submission, found) = work.accept(decision, month)?;
    work.concerns("activity_report", report.id);
    let report = freeze(work, report, &entries, submission.state == ReportState::SubmittedLate)?;
    let report = shown(work, actor, &member, month, Some(report), entries)?;
    Ok(SubmittedActivityReport { report, variances: variances(found) })
}

/// The caller's own report that was submitted before, as it is now.
pub(super) fn submitted_before(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    month: Month,
) -> Result<SubmittedActivityReport, Problem> {
    Ok(SubmittedActivityReport { report: own(work, actor, month)?, variances: Vec::new() })
}

/// Where the reports of a month stand (TRACK-26).
pub(super) fn status_of(work: &mut Work<'_, '_>, month: Month) -> Result<ReportStatusList, Problem> {
    let owing = MonthReports::of(work, month)?.owing(work)?.into_iter();
    let items = owing.filter_map(|owing| {
        let state = owing.told?;
        Some(MemberReportStatus {
            member_id: owing.member.id,
            display_name: owing.member.display_name,
            state: code_of(&state),
            due_on: owing.standing.due_on,
            submissions: owing.report.map_or(0, |report| report.submissions),
            late: owing.standing.late,
        })
    });
    Ok(ReportStatusList { month, items: items.collect() })
}

/// The entries of a report as they may be shown and frozen now.
fn entries_of(
    work: &mut Work<'_, '_>,
    report: Option<&ActivityReport>,
) -> Result<Vec<ActivityEntry>, Problem> {
    let Some(report) = report else { return Ok(Vec::new()) };
    let mut kept = KeptNow::of(work)?;
    let entries = work.tx.activity_entries_of(report.id)?.into_iter();
    entries.map(|entry| stripped(work, &mut kept, entry)).collect()
}

/// An entry as it may be shown now.
pub(super) fn told(work: &mut Work<'_, '_>, entry: ActivityEntry) -> Result<ActivityEntry, Problem> {
    let mut kept = KeptNow::of(work)?;
    stripped(work, &mut kept, entry)
}

fn stripped(
    work: &mut Work<'_, '_>,
    kept: &mut KeptNow,
    entry: ActivityEntry,
) -> Result<ActivityEntry, Problem> {
    let told = kept.strip(work, as_rule(&entry))?;
    let minutes = told.minutes.unwrap_or(0);
    Ok(ActivityEntry { day: told.day, mode: told.mode, category: told.category, minutes, ..entry })
}

/// What was submitted of a report before.
fn submitted(report: Option<&ActivityReport>) -> Option<Submitted> {
    let report = report?;
    Some(Submitted { first_at: report.first_submitted_at?, changed_since: report.changed_since })
}

fn freeze(
    work: &mut Work<'_, '_>,
    report: ActivityReport,
    entries: &[ActivityEntry],
    late: bool,
) -> Result<ActivityReport, Problem> {
    let report = ActivityReport {
        submissions: report.submissions + 1,
        changed_since: false,
        first_submitted_at: report.first_submitted_at.or(Some(work.now)),
        revision: report.revision + 1,
        ..report
    };
    work.tx.update_activity_report(report.clone())?;
    let frozen: Vec<Entry> = entries.iter().map(as_rule).collect();
    work.tx.insert_submission(SubmittedReport {
        report_id: report.id,
        submission: report.submissions,
        submitted_at: work.now,
        late,
        entries: serde_json::to_value(frozen).map_err(|_| Problem::technical(TechnicalCode::Internal))?,
    })?;
    Ok(report)
}

fn as_rule(entry: &ActivityEntry) -> Entry {
    Entry {
        kind: entry.kind.clone(),
        mode: entry.mode.clone(),
        category: entry.category.clone(),
        minutes: (entry.minutes > 0).then_some(entry.minutes),
        participants: entry.participants,
        referrals_out: entry.referrals_out,
        mode_chosen_by_recipient: Some(entry.mode_chosen_by_recipient),
        session_code: entry.session_code.clone(),
        day: entry.day,
    }
}

fn shown(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    member: &Member,
    month: Month,
    report: Option<ActivityReport>,
    entries: Vec<ActivityEntry>,
) -> Result<ActivityReportDto, Problem> {
    let mut month_reports = MonthReports::of(work, month)?;
    let terms = month_reports.terms(work, report.as_ref())?;
    let standing = month_reports.standing(&terms, report.as_ref(), !entries.is_empty());
    let (zone, in_month) = (month_reports.zone, member_month(member, month, true));
    let before = submitted(report.as_ref());
    let submits =
        may_submit(month, &in_month).is_ok() && submit(&terms, zone, month, before, work.now).is_ok();
    let offered = [
        (Action::RecordActivity, may_record_some_day(month, &in_month, zone, work.now)),
        (Action::SubmitReport, submits),
    ];
    Ok(ActivityReportDto {
        month,
        member_id: member.id,
        state: code_of(&standing.state),
        due_on: standing.due_on,
        submissions: report.as_ref().map_or(0, |report| report.submissions),
        changed_since: report.is_some_and(|report| report.changed_since),
        late: standing.late,
        entries: entries.into_iter().map(ActivityEntryDto::from).collect(),
        allowed_actions: offered
            .into_iter()
            .filter(|(action, open)| *open && action.permitted_to(actor.role))
            .map(|(action, _)| action.as_str().to_owned())
            .collect(),
    })
}
