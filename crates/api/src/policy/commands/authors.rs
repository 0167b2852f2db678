use crate::problem::Problem;
use crate::state::Work;
use peerline_domain::Refusal;
use peerline_domain::calendar::local_date;
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

/// What has not governed a day is no less its authors' because somebody copies it: they are authors of the copy as well.
/// What has governed was somebody else's decision, and is known; what is only scheduled can still be taken back.
pub(super) fn inherit(work: &mut Work<'_, '_>, draft: Uuid, source: &PolicyVersion) -> Result<(), Problem> {
    let today = local_date(work.now, source.document.zone()?);
    if source.effective.is_some_and(|days| days.from <= today) {
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
