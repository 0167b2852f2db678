//! Which local day it is for an agency.

use crate::problem::{Code, Problem};
use crate::state::Work;
use chrono::NaiveDate;
use chrono_tz::Tz;
use peerline_domain::calendar::local_date;
use peerline_domain::catalog::RefusalCode;
use peerline_domain::policy::PolicyDocument;

fn in_force(work: &mut Work<'_, '_>) -> Result<Option<NaiveDate>, Problem> {
    match work.policy() {
        Ok(policy) => Ok(Some(policy.today)),
        Err(problem) if problem.code == Code::Rule(RefusalCode::NoActivePolicy) => Ok(None),
        Err(problem) => Err(problem),
    }
}

/// The agency's local day, by the policy in force; before a first version is, by the zone of the document at
/// hand, and by UTC where that names none yet.
pub fn local_today_by(work: &mut Work<'_, '_>, document: &PolicyDocument) -> Result<NaiveDate, Problem> {
    let zone = document.zone().unwrap_or(Tz::UTC);
    Ok(in_force(work)?.unwrap_or_else(|| local_date(work.now, zone)))
}

/// The agency's local day, by the policy in force; before a first version is, by the zone of the latest draft.
pub fn local_today(work: &mut Work<'_, '_>) -> Result<NaiveDate, Problem> {
    if let Some(today) = in_force(work)? {
        return Ok(today);
    }
    let versions = work.tx.list_policy_versions()?;
    let zone = versions.last().and_then(|version| version.document.zone().ok()).unwrap_or(Tz::UTC);
    Ok(local_date(work.now, zone))
}
