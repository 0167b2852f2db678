//! Bodies of work: what happens inside the transaction.

use super::dto::{ReleaseDto, ReleaseRules};
use super::plan::plan;
use crate::activity::version_of_month;
use crate::combinations::content_of;
use crate::figure::MeasuresDto;
use crate::problem::{Problem, TechnicalCode};
use crate::state::Work;
use chrono::NaiveDate;
use peerline_domain::activity::ActivityTerms;
use peerline_domain::audit::AuditVerb;
use peerline_domain::calendar::Month;
use peerline_domain::release::{DOMINANCE_PERCENT, MIN_SUPPORTERS, ReleaseTerms, primary_mask, shares_of};
use peerline_persistence::Held;
use peerline_persistence::records::{Combination, Release};
use uuid::Uuid;

/// How to read a release.
const NOTE: &str =
    "Contacts are counted, not persons; who came twice counts twice. Late entries may be included.";

/// The sealed release of a month. From the day it seals on, whoever asks first has it written; the figures are
/// those of the latest combination before that day, or of the first where that one sealed it, whenever that is.
///
/// # Errors
/// `not_yet_sealed` with `planned_on`: the day it will seal, or null while nobody has combined the month.
pub(super) fn find_or_seal(work: &mut Work<'_, '_>, agency: Uuid, month: Month) -> Result<Release, Problem> {
    if let Some(release) = work.tx.find_release(month)? {
        work.changes_nothing();
        return Ok(release);
    }
    // Whoever asks at the same moment waits, and reads what was sealed.
    work.tx.hold(Held::Month(month))?;
    if let Some(release) = work.tx.find_release(month)? {
        return Ok(release);
    }
    let today = work.policy()?.today;
    let version = version_of_month(work, month)?;
    let planned_on = plan(work, month, &version.document)?.seals_on;
    let Some(sealed_on) = planned_on.filter(|day| *day <= today) else {
        return Err(
            Problem::technical(TechnicalCode::NotYetSealed).with("planned_on", serde_json::json!(planned_on))
        );
    };
    let combinations = work.tx.combinations_of(month)?;
    // Before the sealing day, so that a combination made on that day counts for nobody or for everybody.
    let before = combinations.iter().rev().find(|combination| combination.combined_on < sealed_on);
    let last = before.or(combinations.first()).ok_or_else(|| Problem::technical(TechnicalCode::Internal))?;
    let release = Release { month, sealed_on, content: content(work, agency, last, sealed_on)? };
    work.tx.insert_release(release.clone())?;
    work.does(AuditVerb::SEAL_RELEASE);
    Ok(release)
}

/// The canonical bytes.
fn content(
    work: &mut Work<'_, '_>,
    agency: Uuid,
    combination: &Combination,
    sealed_on: NaiveDate,
) -> Result<String, Problem> {
    let agency = work.tx.find_agency(agency)?.ok_or_else(Problem::not_found)?;
    let version = work.policy_version(combination.policy_version_id)?;
    let mut terms = ReleaseTerms::read(&version.document)?;
    let mut kept = ActivityTerms::read(&version.document)?.kept;
    // The stricter of the version it was combined under and the one of the day it sealed.
    if let Some(sealing) = work.policy_at(sealed_on)? {
        terms.release_k = terms.release_k.max(ReleaseTerms::read(&sealing.document)?.release_k);
        kept = kept.and(ActivityTerms::read(&sealing.document)?.kept);
    }
    let combined = content_of(combination)?;
    // Judged by all that was combined: what is no longer told can still give somebody away.
    let mask = primary_mask(&terms, combined.team.responses, &shares_of(&combined.team));
    let team = combined.stripped(kept).team;
    let release = ReleaseDto {
        agency: agency.slug,
        month: combination.month,
        policy_version: version.number,
        sealed_on,
        rules: ReleaseRules {
            k: terms.release_k,
            min_supporters: MIN_SUPPORTERS,
            dominance_percent: DOMINANCE_PERCENT,
        },
        totals: MeasuresDto::under(mask, terms.release_k, &team, kept),
        note: NOTE.to_owned(),
    };
    serde_json::to_string(&release).map_err(|_| Problem::technical(TechnicalCode::Internal))
}
