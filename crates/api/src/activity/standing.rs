//! Where members' reports of a month stand (4.8).

use crate::problem::Problem;
use crate::state::Work;
use chrono::NaiveDate;
use chrono_tz::Tz;
use peerline_domain::access::Action;
use peerline_domain::activity::{
    InTotals, MemberMonth, ReportFacts, ReportState, ReportTerms, owes_report, status,
};
use peerline_domain::calendar::{Month, Timestamp};
use peerline_persistence::records::{ActivityReport, Member, PolicyVersion};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use uuid::Uuid;

/// The version whose terms the reports of a month follow: the one in force on its last day, or where none is,
/// the one in force now.
pub fn version_of_month(work: &mut Work<'_, '_>, month: Month) -> Result<Arc<PolicyVersion>, Problem> {
    match work.policy_at(month.last_day())? {
        Some(version) => Ok(version),
        None => Ok(work.policy()?.version),
    }
}

/// A member in a month, as the rules see them.
pub(super) fn member_month(member: &Member, month: Month, has_entries: bool) -> MemberMonth {
    let left_before = member.leave_from.is_some_and(|from| from <= month.first_day());
    let back_after = member.leave_until.is_none_or(|until| until > month.last_day());
    MemberMonth {
        active_from: member.active_from,
        active_until: member.ended_on,
        on_leave_all_month: left_before && back_after,
        has_entries,
        can_submit: true,
    }
}

/// Principals who hold a role in which they may submit, under the policy in force now, and to whom the agency is open.
fn who_can_submit(work: &mut Work<'_, '_>) -> Result<BTreeSet<Uuid>, Problem> {
    let (first, last) = (Uuid::nil(), Uuid::max());
    let policy = work.policy()?;
    let today = work.now.date_naive();
    let revoked = work.tx.revoked_principals_between(first, last)?;
    let submits = |role| Action::SubmitReport.permitted_to(role) && policy.document().role_exists(role);
    let grants = work.tx.role_grants_between(first, last)?.into_iter();
    let holding = grants.filter(|grant| grant.holds_on(today) && submits(grant.role));
    Ok(holding.map(|grant| grant.principal_id).filter(|id| !revoked.contains(id)).collect())
}

/// Where one report stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// State.
    pub state: ReportState,
    /// Local day it is due.
    pub due_on: Option<NaiveDate>,
    /// Whether the first submission was late.
    pub late: bool,
}

/// A member, the tracker, and where it stands.
pub struct MemberStanding {
    /// The member.
    pub member: Member,
    /// The tracker, where one was begun.
    pub report: Option<ActivityReport>,
    /// Where it stands.
    pub standing: Standing,
    /// What others are told of it; none: not that there is anything.
    pub told: Option<ReportState>,
}

/// The terms of a month's reports: of each the version it was opened under (PROG-01).
pub struct MonthReports {
    /// The month.
    pub month: Month,
    /// The agency's zone.
    pub zone: Tz,
    /// Version a report of this month is opened under.
    pub version: Uuid,
    now: Timestamp,
    terms: BTreeMap<Uuid, ReportTerms>,
}

impl MonthReports {
    /// Reads what the month's reports have in common.
    pub fn of(work: &mut Work<'_, '_>, month: Month) -> Result<Self, Problem> {
        let zone = work.policy()?.zone;
        let version = version_of_month(work, month)?;
        let terms = BTreeMap::from([(version.id, ReportTerms::read(&version.document)?)]);
        Ok(Self { month, zone, version: version.id, now: work.now, terms })
    }

    /// The terms of a report, or of one not yet begun.
    pub fn terms(
        &mut self,
        work: &mut Work<'_, '_>,
        report: Option<&ActivityReport>,
    ) -> Result<ReportTerms, Problem> {
        let version = report.map_or(self.version, |report| report.policy_version_id);
        if let Some(terms) = self.terms.get(&version) {
            return Ok(terms.clone());
        }
        let terms = ReportTerms::read(&work.policy_version(version)?.document)?;
        self.terms.insert(version, terms.clone());
        Ok(terms)
    }

    /// Where a report stands.
    pub fn standing(
        &self,
        terms: &ReportTerms,
        report: Option<&ActivityReport>,
        has_entries: bool,
    ) -> Standing {
        let taken = report.and_then(|report| Some((report.combined_submission?, report.submissions)));
        let in_totals = match taken {
            None => InTotals::NotYet,
            Some((taken, last)) if taken == last => InTotals::LastSubmission,
            Some(_) => InTotals::Outdated,
        };
        let first_submitted_at = report.and_then(|report| report.first_submitted_at);
        let facts = ReportFacts { has_entries, first_submitted_at, in_totals };
        let stands = |facts| status(terms, self.zone, self.month, &facts, self.now);
        let before_totals = stands(ReportFacts { in_totals: InTotals::NotYet, ..facts });
        Standing {
            state: stands(facts),
            due_on: terms.due_on(self.month),
            late: before_totals == ReportState::SubmittedLate,
        }
    }

    /// Every member who owes a report of the month, by name (TRACK-18, TRACK-26).
    pub fn owing(&mut self, work: &mut Work<'_, '_>) -> Result<Vec<MemberStanding>, Problem> {
        let reports = work.tx.activity_reports_of(self.month)?.into_iter();
        let mut reports: BTreeMap<Uuid, ActivityReport> =
            reports.map(|report| (report.member_id, report)).collect();
        let who_can_submit = who_can_submit(work)?;
        let mut owing = Vec::new();
        for member in work.tx.all_members()? {
            let report = reports.remove(&member.id);
            let has_entries = match &report {
                None => false,
                Some(report) => report.submissions > 0 || !work.tx.activity_entries_of(report.id)?.is_empty(),
            };
            let terms = self.terms(work, report.as_ref())?;
            let can_submit = who_can_submit.contains(&member.principal_id);
            let in_month = MemberMonth { can_submit, ..member_month(&member, self.month, has_entries) };
            if owes_report(&terms, self.month, &in_month) {
                let standing = self.standing(&terms, report.as_ref(), has_entries);
                let is_submitted = report.as_ref().is_some_and(|report| report.submissions > 0);
                let told = if is_submitted || standing.state == ReportState::Missing {
                    Some(standing.state)
                } else {
                    // That somebody began a tracker tells that somebody was helped (CONF-26).
                    let as_if_nothing = MemberMonth { has_entries: false, ..in_month };
                    owes_report(&terms, self.month, &as_if_nothing).then_some(ReportState::NotStarted)
                };
                owing.push(MemberStanding { member, report, standing, told });
            }
        }
        owing.sort_by(|a, b| {
            (&a.member.display_name, a.member.id).cmp(&(&b.member.display_name, b.member.id))
        });
        Ok(owing)
    }
}
