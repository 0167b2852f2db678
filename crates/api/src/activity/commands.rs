//! Recording and removing responses on one's own tracker.

use super::dto::{ActivityEntryDto, NewActivityEntry, RecordedActivity};
use super::pointer::located;
use super::reports::told;
use super::sessions::{Approval, approval, hold};
use super::standing::member_month;
use super::tracker::{changed, hold_tracker, open_tracker, own_member};
use crate::auth::Actor;
use crate::extract::instant;
use crate::limits_notice;
use crate::problem::{Code, Problem, TechnicalCode};
use crate::state::Work;
use crate::variance::variances;
use chrono::NaiveDate;
use peerline_domain::Variance;
use peerline_domain::activity::{
    ActivityTerms, Entry, WindowTerms, check_entry, check_window, may_record_in, stripped,
};
use peerline_domain::calendar::{Month, local_date};
use peerline_domain::policy::PolicyDocument;
use peerline_persistence::Held;
use peerline_persistence::records::{ActivityEntry, ActivityReport, Member};
use uuid::Uuid;

/// Records a response on the caller's own tracker (TRACK-01).
///
/// Kind, mode and category are judged by the policy of the day it started; what of it may stay, by the stricter
/// of that policy and the one in force now.
pub(super) fn record(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    new: NewActivityEntry,
) -> Result<RecordedActivity, Problem> {
    let policy = work.policy()?;
    let started = instant(&new.started_at, policy.zone, work.now, "/started_at")?;
    let attested = new.limits_stated;
    let exposed_at = new.exposed_at.as_deref();
    let exposed_at =
        exposed_at.map(|text| instant(text, policy.zone, work.now, "/exposed_at")).transpose()?;
    if exposed_at.is_some_and(|exposed| exposed > started) {
        // Nobody is supported after what is still to come.
        return Err(Problem::field("/exposed_at", Code::Technical(TechnicalCode::FieldInvalid)));
    }
    let entry = new.entry(local_date(started, policy.zone));
    let month = Month::containing(entry.day);
    let member = own_member(work, actor)?;
    hold_tracker(work, member.id, month)?;
    if let Some(code) = &entry.session_code {
        work.tx.hold(Held::Session(code))?;
    }
    may_record_in(month, entry.day, &member_month(&member, month, true), policy.zone, work.now)?;
    let terms = terms_on(work, entry.day, policy.document())?;
    let approval = approval(work, actor, &terms, &entry, started)?;
    let mut decision = check_entry(&terms, &entry, matches!(approval, Approval::Given(_)))
        .map_err(|refusal| located(refusal, &terms, &entry))?;
    let governing = work.policy_on(entry.day)?;
    let exposed_on = exposed_at.map(|at| local_date(at, policy.zone));
    decision.variances.extend(timed(&governing.document, &terms, &entry, exposed_on)?);
    // Training and orientation are no contact.
    let is_contact = terms.kind(&entry.kind).is_some_and(|kind| kind.counts_as_response);
    limits_notice::check(&governing.document, is_contact, attested)?;
    if matches!(approval, Approval::Unknown | Approval::AnotherDay) {
        // Also where no approval is asked: the code is one of ours, not a place for words.
        return Err(Problem::field("/session_code", Code::Technical(TechnicalCode::ReferenceUnknown)));
    }
    let report = open_tracker(work, member.id, month)?;
    refuse_second_share(work, report.id, &entry)?;
    if let Approval::Given(used) | Approval::TooLate(used) = &approval {
        hold(work, used)?;
    }
    let ((), found) = work.accept(decision, month)?;
    let kept = row(work.new_id(), report.id, stripped(terms.kept, entry));
    work.tx.insert_activity_entry(kept.clone())?;
    work.concerns("activity_entry", kept.id);
    Ok(RecordedActivity { entry: kept.into(), variances: variances(found) })
}

/// Removes a response from the caller's own tracker. What was submitted stays as it was submitted.
pub(super) fn remove(work: &mut Work<'_, '_>, actor: &Actor, id: Uuid) -> Result<(), Problem> {
    work.concerns("activity_entry", id);
    let (member, entry) = member_and_entry(work, actor, id)?;
    hold_tracker(work, member.id, Month::containing(entry.day))?;
    let report = own_report(work, &member, &entry)?;
    changed(work, report)?;
    if work.tx.delete_activity_entry(id)? { Ok(()) } else { Err(Problem::not_found()) }
}

/// A response on the caller's own tracker that was recorded before, as far as it may be told now.
pub(super) fn recorded(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    id: Uuid,
) -> Result<ActivityEntryDto, Problem> {
    let (member, entry) = member_and_entry(work, actor, id)?;
    own_report(work, &member, &entry)?;
    Ok(told(work, entry)?.into())
}

fn member_and_entry(
    work: &mut Work<'_, '_>,
    actor: &Actor,
    id: Uuid,
) -> Result<(Member, ActivityEntry), Problem> {
    let member = work.tx.find_member_by_principal(actor.principal)?.ok_or_else(Problem::not_found)?;
    let entry = work.tx.find_activity_entry(id)?.ok_or_else(Problem::not_found)?;
    Ok((member, entry))
}

/// The tracker of an entry, if it is the member's own.
fn own_report(
    work: &mut Work<'_, '_>,
    member: &Member,
    entry: &ActivityEntry,
) -> Result<ActivityReport, Problem> {
    let report = work.tx.find_activity_report(member.id, Month::containing(entry.day))?;
    report.filter(|report| report.id == entry.report_id).ok_or_else(Problem::not_found)
}

/// What the ideal time of the kind makes of the entry (RESP-11, RESP-12). The exposure ends here.
fn timed(
    document: &PolicyDocument,
    terms: &ActivityTerms,
    entry: &Entry,
    exposed_on: Option<NaiveDate>,
) -> Result<Option<Variance>, Problem> {
    let Some(kind) = terms.kind(&entry.kind) else { return Ok(None) };
    let found = check_window(&WindowTerms::read(document)?, kind, entry, exposed_on);
    found.map_err(|refusal| Problem::at("/exposed_at", refusal))
}

fn terms_on(
    work: &mut Work<'_, '_>,
    day: NaiveDate,
    now_in_force: &PolicyDocument,
) -> Result<ActivityTerms, Problem> {
    let mut terms = ActivityTerms::read(&work.policy_on(day)?.document)?;
    terms.kept = terms.kept.and(ActivityTerms::read(now_in_force)?.kept);
    Ok(terms)
}

/// A member takes part in a session once (TRACK-04).
fn refuse_second_share(work: &mut Work<'_, '_>, report: Uuid, entry: &Entry) -> Result<(), Problem> {
    let Some(code) = &entry.session_code else { return Ok(()) };
    let entries = work.tx.activity_entries_of(report)?;
    if entries.iter().any(|other| other.session_code.as_ref() == Some(code)) {
        return Err(Problem::field("/session_code", Code::Technical(TechnicalCode::Duplicate)));
    }
    Ok(())
}

fn row(id: Uuid, report: Uuid, entry: Entry) -> ActivityEntry {
    ActivityEntry {
        id,
        report_id: report,
        day: entry.day,
        kind: entry.kind,
        mode: entry.mode,
        category: entry.category,
        // No entry has none where minutes are kept: 0 is "not kept".
        minutes: entry.minutes.unwrap_or(0),
        participants: entry.participants,
        referrals_out: entry.referrals_out,
        mode_chosen_by_recipient: entry.mode_chosen_by_recipient.unwrap_or_default(),
        session_code: entry.session_code,
    }
}
