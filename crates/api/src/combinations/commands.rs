//! Bodies of work: what happens inside the transaction.

use super::dto::{CombinationDto, NamedMember};
use super::sheet::working_sheet_of;
use super::terms::month_terms;
use crate::activity::{KeptNow, MonthReports};
use crate::auth::Behalf;
use crate::problem::{Problem, TechnicalCode};
use crate::state::Work;
use peerline_domain::access::Action;
use peerline_domain::activity::{self, ActivityTerms, Entry, MemberReport, combine, may_combine};
use peerline_domain::calendar::Month;
use peerline_domain::policy::PolicyDocument;
use peerline_domain::release::ReleaseTerms;
use peerline_persistence::Held;
use peerline_persistence::records::{ActivityReport, Combination};
use serde_json::Value;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Combines what was submitted of a month into a new version (TRACK-04, REPORT-01). What was not is listed.
pub(super) fn combine_month(work: &mut Work<'_, '_>, month: Month) -> Result<CombinationDto, Problem> {
    let policy = work.policy()?;
    may_combine(month, policy.zone, work.now)?;
    work.tx.hold(Held::Month(month))?;
    let owing = MonthReports::of(work, month)?.owing(work)?;
    let owing: Vec<Uuid> = owing.into_iter().map(|owing| owing.member.id).collect();
    let mut reports = work.tx.activity_reports_of(month)?;
    reports.retain(|report| report.submissions > 0);
    let mut kept = KeptNow::of(work)?;
    let submitted = reports
        .iter()
        .map(|report| last_submission(work, &mut kept, report))
        .collect::<Result<Vec<_>, _>>()?;
    let terms = month_terms(work, month, policy.document())?;
    let content = combine(&terms, month, &submitted, &owing);
    let version = work.tx.combinations_of(month)?.last().map_or(0, |last| last.version) + 1;
    let combination = Combination {
        id: work.new_id(),
        policy_version_id: policy.version.id,
        month,
        version,
        combined_on: policy.today,
        content: serde_json::to_value(content).map_err(|_| Problem::technical(TechnicalCode::Internal))?,
    };
    work.tx.insert_combination(combination.clone())?;
    work.concerns("combination", combination.id);
    for report in reports {
        take(work, report)?;
    }
    shown(work, &combination)
}

/// A version of a month's combination, the latest where none is named.
pub(super) fn find(
    work: &mut Work<'_, '_>,
    month: Month,
    version: Option<u32>,
) -> Result<CombinationDto, Problem> {
    let versions = work.tx.combinations_of(month)?;
    let found = match version {
        None => versions.last(),
        Some(version) => versions.iter().find(|combination| combination.version == version),
    };
    shown(work, found.ok_or_else(Problem::not_found)?)
}

/// What the domain computed, as it was stored.
pub fn content_of(combination: &Combination) -> Result<activity::Combination, Problem> {
    stored(combination.content.clone())
}

fn stored<T: serde::de::DeserializeOwned>(content: Value) -> Result<T, Problem> {
    serde_json::from_value(content).map_err(|_| Problem::technical(TechnicalCode::Internal))
}

/// The last submission of a report, as far as its entries may be told now.
fn last_submission(
    work: &mut Work<'_, '_>,
    kept: &mut KeptNow,
    report: &ActivityReport,
) -> Result<MemberReport, Problem> {
    let submission = work.tx.find_submission(report.id, report.submissions)?;
    let submission = submission.ok_or_else(|| Problem::technical(TechnicalCode::Internal))?;
    let frozen: Vec<Entry> = stored(submission.entries)?;
    let entries = frozen.into_iter().map(|entry| kept.strip(work, entry)).collect::<Result<_, _>>()?;
    Ok(MemberReport { member: report.member_id, late: submission.late, entries })
}

/// Marks the submission that the totals hold now.
fn take(work: &mut Work<'_, '_>, report: ActivityReport) -> Result<(), Problem> {
    let combined_submission = Some(report.submissions);
    if report.combined_submission == combined_submission {
        return Ok(());
    }
    let revision = report.revision + 1;
    Ok(work.tx.update_activity_report(ActivityReport { combined_submission, revision, ..report })?)
}

/// Whether the policy lets the caller see who has not submitted (TRACK-26); others see the sheet without names.
fn may_see_who_submitted(work: &Work<'_, '_>, document: &PolicyDocument) -> bool {
    let Behalf::Caller(actor, _) = work.behalf else { return false };
    document.permits(actor.role, Action::ReadReportStatus).is_ok()
}

fn shown(work: &mut Work<'_, '_>, combination: &Combination) -> Result<CombinationDto, Problem> {
    let version = work.policy_version(combination.policy_version_id)?;
    let mut terms = month_terms(work, combination.month, &version.document)?;
    let now = work.policy()?;
    // Disclosure follows the stricter of the version it was combined under and the one in force now.
    let kept = ActivityTerms::read(&version.document)?.kept.and(ActivityTerms::read(now.document())?.kept);
    terms.kept = kept;
    let content = content_of(combination)?.stripped(kept);
    if !kept.mode {
        terms.modes.clear();
    }
    if !kept.category {
        terms.categories.clear();
    }
    let k =
        ReleaseTerms::read(&version.document)?.suppress_k.max(ReleaseTerms::read(now.document())?.suppress_k);
    let roster = work.tx.all_members()?.into_iter().map(|member| (member.id, member.display_name));
    let roster: BTreeMap<Uuid, String> = roster.collect();
    let names_are_told = may_see_who_submitted(work, now.document());
    let named = |ids: &[Uuid]| {
        ids.iter()
            .filter(|_| names_are_told)
            .map(|id| NamedMember {
                member_id: *id,
                display_name: roster.get(id).cloned().unwrap_or_default(),
            })
            .collect()
    };
    let sheet = working_sheet_of(&terms, &content, k);
    Ok(CombinationDto {
        month: combination.month,
        version: combination.version,
        combined_on: combination.combined_on,
        policy_version: version.number,
        suppress_k: k,
        totals: sheet.totals,
        kinds: sheet.kinds,
        modes: sheet.modes,
        categories: sheet.categories,
        other_activities: sheet.other_activities,
        missing: named(&content.missing),
        late: named(&content.late),
        nil_reports: content.nil_reports,
    })
}
