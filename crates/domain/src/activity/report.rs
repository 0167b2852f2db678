//! The monthly report of one member: when it is due, who owes it, and where it stands (4.8).

use crate::calendar::{DueRule, Month, Timestamp, is_on_time, local_date};
use crate::catalog::{RefusalCode, VarianceCode};
use crate::decision::{Decision, Refusal, Variance};
use crate::policy::{PolicyDocument, SettingError};
use chrono::NaiveDate;
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// The policy's terms on monthly reports.
#[derive(Debug, Clone)]
pub struct ReportTerms {
    /// When a month's report is due; `None` where the policy asks for none.
    pub due: Option<DueRule>,
    /// Clause of the due date.
    pub due_clause: Option<String>,
    /// Whether a month without activity is reported too (TRACK-17).
    pub nil_required: bool,
}

impl ReportTerms {
    /// Reads the terms.
    ///
    /// # Errors
    /// [`SettingError`] where a setting is missing or of another type.
    pub fn read(document: &PolicyDocument) -> Result<Self, SettingError> {
        Ok(Self {
            due: document.due_rule("tracker.due")?,
            due_clause: document.clause("tracker.due").map(str::to_owned),
            nil_required: document.flag("nil_report_required")?,
        })
    }

    /// Local day on which the report of `month` is due.
    pub fn due_on(&self, month: Month) -> Option<NaiveDate> {
        self.due.map(|rule| rule.due_for(month))
    }

    /// Whether the due day of `month` is over.
    fn is_overdue(&self, zone: Tz, month: Month, now: Timestamp) -> bool {
        self.due_on(month).is_some_and(|due| !is_on_time(due, now, zone))
    }
}

/// Where a member's report of a month stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ReportState {
    /// Nothing recorded yet.
    NotStarted,
    /// Recorded, not submitted.
    Draft,
    /// First submitted by the end of the due day.
    SubmittedOnTime,
    /// First submitted later.
    SubmittedLate,
    /// Not submitted though the due day is over.
    Missing,
    /// Part of the team's totals.
    Combined,
    /// Submitted again after the month was combined: the totals need a new version.
    Amended,
}

/// What of a report is in the team's totals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum InTotals {
    /// Nothing: the month is not combined yet, or was before this report came (GT-AZ-10: `submitted_late`).
    #[default]
    NotYet,
    /// The last submission.
    LastSubmission,
    /// An earlier submission, corrected since.
    Outdated,
}

/// What is known of a member's report of a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ReportFacts {
    /// Whether anything is recorded.
    pub has_entries: bool,
    /// When it was first submitted.
    pub first_submitted_at: Option<Timestamp>,
    /// What of it the team's totals hold.
    pub in_totals: InTotals,
}

/// What was submitted of a report before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Submitted {
    /// When first: it decides on lateness.
    pub first_at: Timestamp,
    /// Whether an entry was added or removed since the last submission.
    pub changed_since: bool,
}

/// A report that was accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Submission {
    /// Where it stands among the not combined ones: on time or late.
    pub state: ReportState,
    /// Whether it replaces an earlier one.
    pub is_correction: bool,
}

/// A member in a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MemberMonth {
    /// First local day on the team.
    pub active_from: NaiveDate,
    /// First local day no longer on it.
    pub active_until: Option<NaiveDate>,
    /// Whether the leave covered every day of the month.
    pub on_leave_all_month: bool,
    /// Whether anything is recorded.
    pub has_entries: bool,
    /// Whether the member can submit at all: is let in, and holds a role that may and that the policy has.
    pub can_submit: bool,
}

impl MemberMonth {
    fn was_active_on_some_day(&self, first: NaiveDate, last: NaiveDate) -> bool {
        self.active_from <= last
            && self.active_until.is_none_or(|until| until > first && until > self.active_from)
    }
}

/// Accepts a report, also an empty one: a month without activity is reported like any other (TRACK-17).
///
/// Lateness is fixed by the *first* submission (TRACK-19), told by `before`; a correction neither heals nor causes
/// it, and the variance `tracker_late` is given once.
///
/// # Errors
/// - `period_still_open` while the month's last local day is not over (TRACK-03).
/// - `step_out_of_order`: a correction that corrects nothing (TRACK-19).
pub fn submit(
    terms: &ReportTerms,
    zone: Tz,
    month: Month,
    before: Option<Submitted>,
    now: Timestamp,
) -> Result<Decision<Submission>, Refusal> {
    if !month.has_ended(now, zone) {
        return Err(Refusal::new(RefusalCode::PeriodStillOpen, "TRACK-03").under(terms.due_clause.as_deref()));
    }
    if before.is_some_and(|before| !before.changed_since) {
        return Err(Refusal::new(RefusalCode::StepOutOfOrder, "TRACK-19"));
    }
    let is_correction = before.is_some();
    let state = submitted(terms, zone, month, before.map_or(now, |before| before.first_at));
    let mut variances = Vec::new();
    if state == ReportState::SubmittedLate && !is_correction {
        let clause = terms.due_clause.as_deref();
        variances.push(Variance::new(VarianceCode::TrackerLate, "TRACK-03", clause));
    }
    Ok(Decision::with(Submission { state, is_correction }, variances))
}

fn submitted(terms: &ReportTerms, zone: Tz, month: Month, first: Timestamp) -> ReportState {
    if terms.is_overdue(zone, month, first) {
        ReportState::SubmittedLate
    } else {
        ReportState::SubmittedOnTime
    }
}

/// Where a report stands at `now`.
pub fn status(
    terms: &ReportTerms,
    zone: Tz,
    month: Month,
    facts: &ReportFacts,
    now: Timestamp,
) -> ReportState {
    let Some(first) = facts.first_submitted_at else {
        return match facts.has_entries {
            _ if terms.is_overdue(zone, month, now) => ReportState::Missing,
            true => ReportState::Draft,
            false => ReportState::NotStarted,
        };
    };
    match facts.in_totals {
        // A combination takes what was there before it; a correction waits for the next one.
        InTotals::Outdated => ReportState::Amended,
        InTotals::LastSubmission => ReportState::Combined,
        InTotals::NotYet => submitted(terms, zone, month, first),
    }
}

/// Whether a member owes a report of `month`: active on at least one of its days, coordinator and leads too, and
/// not on leave all month (TRACK-18); without activity only where the policy asks for a nil report (TRACK-17), and only
/// of somebody who could give it. Work that was recorded stays owed: without it the totals lack something, and somebody
/// else has to see to that. A policy without a due date asks for none.
pub fn owes_report(terms: &ReportTerms, month: Month, member: &MemberMonth) -> bool {
    terms.due.is_some()
        && member.was_active_on_some_day(month.first_day(), month.last_day())
        && !member.on_leave_all_month
        && (member.has_entries || terms.nil_required && member.can_submit)
}

/// Whether a member may hand in a report of `month`: whoever was on the team on one of its days, also where none
/// is owed.
///
/// # Errors
/// `member_not_active`: on none of its days on the team (TRACK-18).
pub fn may_submit(month: Month, member: &MemberMonth) -> Result<(), Refusal> {
    if member.was_active_on_some_day(month.first_day(), month.last_day()) {
        Ok(())
    } else {
        Err(Refusal::new(RefusalCode::MemberNotActive, "TRACK-18"))
    }
}

/// Whether the reports of `month` may be combined, also while some are missing (TRACK-04).
///
/// # Errors
/// `period_still_open` while the month's last local day is not over: nobody can have submitted.
pub fn may_combine(month: Month, zone: Tz, now: Timestamp) -> Result<(), Refusal> {
    if month.has_ended(now, zone) {
        Ok(())
    } else {
        Err(Refusal::new(RefusalCode::PeriodStillOpen, "TRACK-04"))
    }
}

/// Whether there is a local day of `month` for which [`may_record_in`] lets the member record.
pub fn may_record_some_day(month: Month, member: &MemberMonth, zone: Tz, now: Timestamp) -> bool {
    let last = month.last_day().min(local_date(now, zone));
    month.first_day() <= last && member.was_active_on_some_day(month.first_day(), last)
}

/// Whether a member may record a session of the local day `day` in the report of `month`. Late entries are taken
/// as long as the day belongs to the month, and so are those of a former member from the time on the team.
///
/// # Errors
/// - `column_not_in_month`: the day lies in another month (TRACK-22).
/// - `step_out_of_order`: the day has not come.
/// - `member_not_active`: not on the team that day (ASSIGN-01).
pub fn may_record_in(
    month: Month,
    day: NaiveDate,
    member: &MemberMonth,
    zone: Tz,
    now: Timestamp,
) -> Result<(), Refusal> {
    if Month::containing(day) != month {
        return Err(Refusal::new(RefusalCode::ColumnNotInMonth, "TRACK-22"));
    }
    if day > local_date(now, zone) {
        return Err(Refusal::new(RefusalCode::StepOutOfOrder, "TRACK-01"));
    }
    if !member.was_active_on_some_day(day, day) {
        return Err(Refusal::new(RefusalCode::MemberNotActive, "ASSIGN-01"));
    }
    Ok(())
}
