//! The bodies of work of drafting, changing and activating.

mod activate;
mod change;
mod draft;
mod exceptions;

pub(super) use activate::{activate, check};
pub(super) use change::change;
pub(super) use draft::draft;

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

/// A version that can still be changed: what governs or governed a day is never rewritten (PROG-01).
fn find_draft(work: &mut Work<'_, '_>, id: Uuid) -> Result<PolicyVersion, Problem> {
    let version = find(work, id)?;
    if version.effective.is_some() {
        return Err(Refusal::new(RefusalCode::StepOutOfOrder, "PROG-01").into());
    }
    Ok(version)
}
