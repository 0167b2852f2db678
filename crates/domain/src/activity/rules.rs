//! Whether a session may be planned or recorded as it is told.

use super::model::{Entry, Kept, PlannedSession};
use super::terms::{ActivityTerms, GroupApproval, NeutralEnforcement};
use crate::catalog::{RefusalCode, VarianceCode};
use crate::decision::{Decision, Refusal, Variance};
use crate::policy::KindEntry;

/// Minutes of a day, the most one session can have.
const DAY_MINUTES: u32 = 1440;

/// Checks an entry before it is recorded.
///
/// `group_approved` is whether the coordinator approved the group response beforehand, or delivers it.
/// A member, and a team lead too, cannot approve (PROG-09). Two sessions one after the other are two entries, and the
/// limit at a neutral location holds for each (RESP-36).
///
/// # Errors
/// - `kind_not_in_policy`: a kind, mode or category the policy does not list (RESP-33).
/// - `mode_forbidden`: a mode it rules out by name (RESP-27).
/// - `field_not_permitted`: a mode, category, session code, minutes or referrals out where the policy has no place for
///   them.
/// - `field_required`: no mode though it is the recipient's choice, or not who chose it, no minutes though they are kept, no
///   participants.
/// - `hours_implausible`: more minutes than a day has; a caller that knows the range refuses it before.
/// - `inconsistent_group_counts`: a group of fewer than two, or several people without a group.
/// - `group_needs_coordinator_approval`: a group response that was not approved (RESP-08).
pub fn check_entry(
    terms: &ActivityTerms,
    entry: &Entry,
    group_approved: bool,
) -> Result<Decision<()>, Refusal> {
    let kind = known_kind(terms, &entry.kind)?;
    check_mode(terms, kind, entry.mode.as_deref())?;
    check_category(terms, entry.category.as_deref())?;
    check_minutes(terms, entry.minutes)?;
    if entry.referrals_out > 0 && !terms.kept.referrals {
        return Err(not_permitted(terms, "TRACK-01"));
    }
    check_counts(terms, kind, entry)?;
    check_approval(terms, kind, group_approved)?;
    if entry.mode_chosen_by_recipient.is_none() && terms.asks_who_chose(kind) {
        return Err(required("RESP-02").under(terms.chooser_clause.as_deref()));
    }
    let chosen = entry.mode_chosen_by_recipient.unwrap_or_default();
    let mut variances = chooser_variance(terms, kind, entry.mode.as_deref(), chosen);
    if exceeds_neutral_limit(terms, kind, entry.mode.as_deref(), entry.minutes) {
        let clause = terms.neutral_clause.as_deref();
        variances.push(Variance::new(VarianceCode::ActualOverOneHour, "RESP-03", clause));
    }
    Ok(Decision::with((), variances))
}

/// Checks a session before it is planned (4.6).
///
/// # Errors
/// As [`check_entry`] for kind, mode, minutes and approval; `neutral_location_over_one_hour` where the agency
/// has planning beyond the limit refused (RESP-03).
pub fn check_planned(
    terms: &ActivityTerms,
    planned: &PlannedSession,
    group_approved: bool,
) -> Result<Decision<()>, Refusal> {
    let kind = known_kind(terms, &planned.kind)?;
    let mode = planned.mode.as_deref();
    check_mode(terms, kind, mode)?;
    planned.minutes.map_or(Ok(()), plausible)?;
    check_approval(terms, kind, group_approved)?;
    let mut variances = chooser_variance(terms, kind, mode, planned.mode_chosen_by_recipient);
    if exceeds_neutral_limit(terms, kind, mode, planned.minutes) {
        let clause = terms.neutral_clause.as_deref();
        match terms.neutral_enforcement {
            NeutralEnforcement::Reject => {
                return Err(Refusal::new(RefusalCode::NeutralLocationOverOneHour, "RESP-03").under(clause));
            }
            NeutralEnforcement::Warn => {
                variances.push(Variance::new(VarianceCode::PlannedOverOneHour, "RESP-03", clause));
            }
        }
    }
    Ok(Decision::with((), variances))
}

/// The entry with all that may not stay taken away (Part 1D): where the day may not, it becomes the first of
/// its month. Applied where an entry is recorded, and wherever one recorded under a more lenient policy is shown,
/// frozen or counted (PROG-01).
#[must_use]
pub fn stripped(kept: Kept, entry: Entry) -> Entry {
    Entry {
        mode: entry.mode.filter(|_| kept.mode),
        category: entry.category.filter(|_| kept.category),
        minutes: entry.minutes.filter(|_| kept.minutes),
        day: kept.day_of(entry.day),
        mode_chosen_by_recipient: entry.mode_chosen_by_recipient.filter(|_| kept.chooser),
        referrals_out: if kept.referrals { entry.referrals_out } else { 0 },
        ..entry
    }
}

fn known_kind<'a>(terms: &'a ActivityTerms, code: &str) -> Result<&'a KindEntry, Refusal> {
    terms.kind(code).ok_or(Refusal::new(RefusalCode::KindNotInPolicy, "RESP-33"))
}

fn check_mode(terms: &ActivityTerms, kind: &KindEntry, mode: Option<&str>) -> Result<(), Refusal> {
    let Some(mode) = mode else {
        let asked = terms.asks_who_chose(kind);
        return if asked { Err(required("RESP-02").under(terms.chooser_clause.as_deref())) } else { Ok(()) };
    };
    check_medium(terms, mode)?;
    if terms.modes.is_empty() {
        return Err(not_permitted(terms, "TRACK-06"));
    }
    terms.mode(mode).map(|_| ()).ok_or(Refusal::new(RefusalCode::KindNotInPolicy, "RESP-33"))
}

/// Whether the policy rules a mode out by name (RESP-27), for a contact or for one that is wished for.
///
/// # Errors
/// `mode_forbidden`.
pub fn check_medium(terms: &ActivityTerms, mode: &str) -> Result<(), Refusal> {
    terms.forbidden_modes.iter().find(|(code, _)| code == mode).map_or(Ok(()), |(_, clause)| {
        Err(Refusal::new(RefusalCode::ModeForbidden, "RESP-27").under(clause.as_deref()))
    })
}

fn check_category(terms: &ActivityTerms, category: Option<&str>) -> Result<(), Refusal> {
    let Some(code) = category else { return Ok(()) };
    if terms.categories.is_empty() || !terms.kept.category {
        return Err(not_permitted(terms, "TRACK-24"));
    }
    let known = terms.categories.iter().any(|category| category.code == code);
    if known { Ok(()) } else { Err(Refusal::new(RefusalCode::KindNotInPolicy, "TRACK-24")) }
}

fn check_minutes(terms: &ActivityTerms, minutes: Option<u32>) -> Result<(), Refusal> {
    match (terms.kept.minutes, minutes) {
        (true, Some(minutes)) => plausible(minutes),
        (true, None) => Err(required("RESP-35")),
        (false, Some(_)) => Err(not_permitted(terms, "TRACK-15")),
        (false, None) => Ok(()),
    }
}

const fn plausible(minutes: u32) -> Result<(), Refusal> {
    match minutes {
        0 => Err(required("RESP-35")),
        1..=DAY_MINUTES => Ok(()),
        _ => Err(Refusal::new(RefusalCode::HoursImplausible, "RESP-35")),
    }
}

fn check_counts(terms: &ActivityTerms, kind: &KindEntry, entry: &Entry) -> Result<(), Refusal> {
    if entry.participants == 0 {
        return Err(required("RESP-34"));
    }
    if kind.group != (entry.participants >= 2) {
        return Err(Refusal::new(RefusalCode::InconsistentGroupCounts, "RESP-34"));
    }
    if entry.session_code.is_some() && !(kind.group && terms.session_codes) {
        return Err(Refusal::new(RefusalCode::FieldNotPermitted, "TRACK-04"));
    }
    Ok(())
}

fn check_approval(terms: &ActivityTerms, kind: &KindEntry, approved: bool) -> Result<(), Refusal> {
    // Training and orientation are given to groups, but are no response to anybody.
    let asked = terms.group_approval == GroupApproval::Coordinator && kind.group && kind.counts_as_response;
    if !asked || approved {
        return Ok(());
    }
    let refusal = Refusal::new(RefusalCode::GroupNeedsCoordinatorApproval, "RESP-08");
    Err(refusal.under(terms.group_clause.as_deref()))
}

fn chooser_variance(
    terms: &ActivityTerms,
    kind: &KindEntry,
    mode: Option<&str>,
    chosen_by_recipient: bool,
) -> Vec<Variance> {
    let asked = terms.recipient_chooses_mode && kind.counts_as_response && mode.is_some();
    if !asked || chosen_by_recipient {
        return Vec::new();
    }
    let clause = terms.chooser_clause.as_deref();
    vec![Variance::new(VarianceCode::ModeNotChosenByRecipient, "RESP-02", clause)]
}

fn exceeds_neutral_limit(
    terms: &ActivityTerms,
    kind: &KindEntry,
    mode: Option<&str>,
    minutes: Option<u32>,
) -> bool {
    let neutral = mode.and_then(|mode| terms.mode(mode)).is_some_and(|mode| mode.neutral_location);
    let over = matches!((minutes, terms.neutral_max_minutes), (Some(minutes), Some(max)) if minutes > max);
    neutral && over && kind.counts_as_response
}

const fn required(requirement: &'static str) -> Refusal {
    Refusal::new(RefusalCode::FieldRequired, requirement)
}

fn not_permitted(terms: &ActivityTerms, requirement: &'static str) -> Refusal {
    Refusal::new(RefusalCode::FieldNotPermitted, requirement).under(terms.content_clause.as_deref())
}
