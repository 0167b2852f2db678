use crate::problem::Problem;
use crate::state::Work;
use peerline_domain::Refusal;
use peerline_domain::catalog::RefusalCode;
use peerline_persistence::records::PolicyVersion;
use uuid::Uuid;

/// Refuses who drafted or changed the version: whoever decides is somebody else, also where one person holds both
/// roles (PROG-01).
pub(super) fn refuse(work: &mut Work<'_, '_>, version: &PolicyVersion, by: Uuid) -> Result<(), Problem> {
    if version.drafted_by == by || work.tx.policy_authors(version.id)?.contains(&by) {
        return Err(Refusal::new(RefusalCode::ForbiddenForRole, "PROG-01").into());
    }
    Ok(())
}

/// What nobody has decided on yet is no less its authors' because somebody copies it: they are authors of the copy as
/// well. What was put in force was somebody else's decision.
pub(super) fn inherit(work: &mut Work<'_, '_>, draft: Uuid, source: &PolicyVersion) -> Result<(), Problem> {
    if source.activated_by.is_some() {
        return Ok(());
    }
    for author in work.tx.policy_authors(source.id)? {
        work.tx.insert_policy_author(draft, author)?;
    }
    // The first draft is the platform administrator's, who is of no agency and puts nothing in force.
    let drafter = work.tx.find_principal(source.drafted_by)?;
    if drafter.is_some_and(|drafter| drafter.agency_id.is_some()) {
        work.tx.insert_policy_author(draft, source.drafted_by)?;
    }
    Ok(())
}
