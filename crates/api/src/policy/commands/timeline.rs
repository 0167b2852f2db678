//! The activated versions of an agency, as the rules of the timeline take them and give them back (PROG-01).

use crate::problem::Problem;
use crate::state::Work;
use peerline_domain::policy::{EffectiveRange, Term};
use peerline_persistence::records::PolicyVersion;

/// The activated versions, and what each asked for. The timeline is to be held.
pub(super) fn activated(work: &mut Work<'_, '_>) -> Result<(Vec<PolicyVersion>, Vec<Term>), Problem> {
    let versions = work.tx.list_policy_versions()?.into_iter();
    let term = |version: &PolicyVersion| {
        version.effective.map(|range| Term { from: range.from, asked_until: version.asked_until })
    };
    Ok(versions.filter_map(|version| term(&version).map(|term| (version, term))).unzip())
}

/// Writes the ranges that became others.
pub(super) fn store(
    work: &mut Work<'_, '_>,
    versions: Vec<PolicyVersion>,
    ranges: Vec<EffectiveRange>,
) -> Result<(), Problem> {
    for (mut version, range) in versions.into_iter().zip(ranges) {
        if version.effective != Some(range) {
            version.effective = Some(range);
            version.revision += 1;
            work.tx.update_policy_version(version)?;
        }
    }
    work.policy_changed();
    Ok(())
}
