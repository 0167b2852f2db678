use super::{authors, find, tagged, timeline};
use crate::extract::Precondition;
use crate::policy::dto::PolicyVersionDto;
use crate::policy::local_today_by;
use crate::problem::Problem;
use crate::state::Work;
use peerline_domain::Refusal;
use peerline_domain::catalog::RefusalCode;
use peerline_domain::policy::{Term, withdraw_from_timeline};
use peerline_persistence::records::PolicyVersion;
use uuid::Uuid;

/// Makes a scheduled version a draft again, and gives its days to the version before it (PROG-01). Nothing refers to
/// a version that governs no day yet.
pub(in crate::policy) fn withdraw(
    work: &mut Work<'_, '_>,
    id: Uuid,
    precondition: &Precondition,
    by: Uuid,
) -> Result<(PolicyVersionDto, String), Problem> {
    work.concerns("policy_version", id);
    work.tx.hold_policy_timeline()?;
    let mut version = find(work, id)?;
    let not_scheduled = || Refusal::new(RefusalCode::StepOutOfOrder, "PROG-01");
    let range = version.effective.ok_or_else(not_scheduled)?;
    let today = local_today_by(work, &version.document)?;
    let (mut others, mut terms) = timeline::activated(work)?;
    if let Some(at) = others.iter().position(|other| other.id == id) {
        others.remove(at);
        terms.remove(at);
    }
    let withdrawn = Term { from: range.from, asked_until: version.asked_until };
    let ranges = withdraw_from_timeline(&terms, withdrawn, today)?;
    precondition.holds_for(&tagged(work, version.clone())?.1)?;
    authors::refuse(work, &version, by)?;
    draft_again(&mut version);
    work.tx.update_policy_version(version.clone())?;
    timeline::store(work, others, ranges)?;
    answered(work, version)
}

/// A version that was withdrawn before, as it is now.
pub(in crate::policy) fn withdrawn_before(
    work: &mut Work<'_, '_>,
    id: Uuid,
) -> Result<(PolicyVersionDto, String), Problem> {
    let version = find(work, id)?;
    answered(work, version)
}

fn draft_again(version: &mut PolicyVersion) {
    version.effective = None;
    version.asked_until = None;
    version.activated_by = None;
    version.activated_on = None;
    version.revision += 1;
}

fn answered(work: &mut Work<'_, '_>, version: PolicyVersion) -> Result<(PolicyVersionDto, String), Problem> {
    let (detail, tag) = tagged(work, version)?;
    Ok((detail.version, tag))
}
