//! The bodies of work of drafting, changing and activating.

mod activate;
mod authors;
mod change;
mod draft;
mod exceptions;
mod timeline;
mod withdraw;

pub(super) use activate::{activate, activated_before, check};
pub(super) use change::change;
pub(super) use draft::draft;
pub(super) use withdraw::{withdraw, withdrawn_before};

use crate::entity_tag;
use crate::extract::Precondition;
use crate::policy::dto::PolicyVersionDetail;
use crate::policy::local_today_by;
use crate::problem::Problem;
use crate::state::Work;
use peerline_domain::Refusal;
use peerline_domain::catalog::RefusalCode;
use peerline_persistence::records::PolicyVersion;
use uuid::Uuid;

/// A version of the agency.
pub(super) fn find(work: &mut Work<'_, '_>, id: Uuid) -> Result<PolicyVersion, Problem> {
    work.tx.find_policy_version(id)?.ok_or_else(Problem::not_found)
}

/// A version of the agency, for its reader.
pub(super) fn read(work: &mut Work<'_, '_>, id: Uuid) -> Result<PolicyVersionDetail, Problem> {
    let version = find(work, id)?;
    let today = local_today_by(work, &version.document)?;
    Ok(PolicyVersionDetail::on(today, version))
}

/// A version as its reader sees it now, with the entity tag of that.
pub(super) fn tagged(
    work: &mut Work<'_, '_>,
    version: PolicyVersion,
) -> Result<(PolicyVersionDetail, String), Problem> {
    let today = local_today_by(work, &version.document)?;
    let detail = PolicyVersionDetail::on(today, version);
    let tag = entity_tag::of(work, &detail)?;
    Ok((detail, tag))
}

/// A version that can still be changed and is as the caller read it: what governs or governed a day is never rewritten (PROG-01).
fn find_draft(
    work: &mut Work<'_, '_>,
    id: Uuid,
    precondition: &Precondition,
) -> Result<PolicyVersion, Problem> {
    let version = find(work, id)?;
    if version.effective.is_some() {
        return Err(Refusal::new(RefusalCode::StepOutOfOrder, "PROG-01").into());
    }
    precondition.holds_for(&tagged(work, version.clone())?.1)?;
    Ok(version)
}
