//! A member's tracker of a month: whose it is, held, begun, changed.

use super::standing::version_of_month;
use crate::auth::Actor;
use crate::problem::Problem;
use crate::state::Work;
use peerline_domain::Refusal;
use peerline_domain::calendar::Month;
use peerline_domain::catalog::RefusalCode;
use peerline_persistence::Held;
use peerline_persistence::records::{ActivityReport, Member};
use uuid::Uuid;

/// Nobody else changes a member's tracker of the month, or combines the month, before this transaction ends.
pub(super) fn hold_tracker(work: &mut Work<'_, '_>, member: Uuid, month: Month) -> Result<(), Problem> {
    work.tx.share(Held::Month(month))?;
    Ok(work.tx.hold(Held::Tracker(member, month))?)
}

/// The member the caller is, on the team or no longer.
///
/// # Errors
/// `member_not_active` where the caller never was.
pub(super) fn own_member(work: &mut Work<'_, '_>, actor: &Actor) -> Result<Member, Problem> {
    work.tx
        .find_member_by_principal(actor.principal)?
        .ok_or_else(|| Refusal::new(RefusalCode::MemberNotActive, "ASSIGN-01").into())
}

/// The tracker, begun where this is its first entry; a new entry changes what was submitted.
pub(super) fn open_tracker(
    work: &mut Work<'_, '_>,
    member: Uuid,
    month: Month,
) -> Result<ActivityReport, Problem> {
    match work.tx.find_activity_report(member, month)? {
        Some(report) => changed(work, report),
        None => begin_tracker(work, member, month),
    }
}

/// Begins a tracker.
pub(super) fn begin_tracker(
    work: &mut Work<'_, '_>,
    member: Uuid,
    month: Month,
) -> Result<ActivityReport, Problem> {
    let report = ActivityReport {
        id: work.new_id(),
        policy_version_id: version_of_month(work, month)?.id,
        member_id: member,
        month,
        submissions: 0,
        changed_since: false,
        first_submitted_at: None,
        combined_submission: None,
        revision: 1,
    };
    work.tx.insert_activity_report(report.clone())?;
    Ok(report)
}

/// Writes the tracker with every change of its entries, so that a submission cannot miss one made meanwhile.
pub(super) fn changed(work: &mut Work<'_, '_>, report: ActivityReport) -> Result<ActivityReport, Problem> {
    let changed_since = report.submissions > 0;
    let report = ActivityReport { changed_since, revision: report.revision + 1, ..report };
    work.tx.update_activity_report(report.clone())?;
    Ok(report)
}
