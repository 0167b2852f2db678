use super::authors;
use crate::policy::dto::BasedOn;
use crate::policy::local_today_by;
use crate::problem::{Code, Problem, TechnicalCode};
use crate::responses::referenced;
use crate::state::Work;
use peerline_domain::policy::{PolicyDocument, preset};
use peerline_persistence::records::PolicyVersion;
use uuid::Uuid;

/// The document to start from, and the version it is of where it is of one.
fn source(
    work: &mut Work<'_, '_>,
    based_on: &BasedOn,
) -> Result<(PolicyDocument, Option<PolicyVersion>), Problem> {
    match based_on {
        BasedOn::Version { id } => {
            let version = referenced(work.tx.find_policy_version(*id)?, "/based_on/id")?;
            Ok((version.document.clone(), Some(version)))
        }
        BasedOn::Preset { name } => {
            let unknown = || Problem::field("/based_on/name", Code::Technical(TechnicalCode::CodeUnknown));
            Ok((preset(name).ok_or_else(unknown)?.document.clone(), None))
        }
    }
}

/// Clones a version or a preset as a new draft with the next number.
pub(in crate::policy) fn draft(
    work: &mut Work<'_, '_>,
    based_on: &BasedOn,
    author: Uuid,
) -> Result<PolicyVersion, Problem> {
    work.tx.hold_policy_timeline()?;
    let (document, source) = source(work, based_on)?;
    let last = work.tx.list_policy_versions()?.iter().map(|version| version.number).max().unwrap_or(0);
    let drafted_on = local_today_by(work, &document)?;
    let version = PolicyVersion {
        id: work.new_id(),
        number: last + 1,
        revision: 1,
        document,
        effective: None,
        asked_until: None,
        drafted_by: author,
        drafted_on,
        activated_by: None,
        activated_on: None,
    };
    work.tx.insert_policy_version(version.clone())?;
    if let Some(source) = source {
        authors::inherit(work, version.id, &source)?;
    }
    work.concerns("policy_version", version.id);
    Ok(version)
}
