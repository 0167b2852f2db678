//! The fields of this noun's bodies, for `GET /v1/forms/{noun}`.

use crate::forms::codes::{registered, when};
use crate::forms::dto::Condition;
use crate::forms::field::{Field, Standing};
use crate::limits_notice;
use peerline_domain::activity::{ActivityTerms, GroupApproval, WindowTerms};
use peerline_domain::policy::{KindEntry, PolicyDocument, SettingError};

/// `NewActivityEntry`.
pub const ENTRY: &[Field] = &[
    Field::instant("started_at", "When it started").required().of_length(0, 40).by("TRACK-22"),
    Field::code("kind", "Kind")
        .required()
        .of_length(1, 64)
        .by("RESP-33")
        .read(|document| kinds(document, |_| true)),
    Field::code("mode", "Mode").of_length(0, 64).by("RESP-02").read(modes),
    Field::code("category", "Category").of_length(0, 64).by("TRACK-24").read(categories),
    Field::number("minutes", "Minutes", 1, 1440).by("RESP-35").read(minutes),
    Field::number("participants", "People supported", 1, 10_000).required().by("RESP-34"),
    Field::number("referrals_out", "Referrals out", 0, 10_000).by("TRACK-01").read(referrals),
    Field::yes_or_no("mode_chosen_by_recipient", "Did the person choose the mode?")
        .by("RESP-02")
        .read(chooser),
    Field::text("session_code", "Code of the group session")
        .of_length(0, 10)
        .by("TRACK-04")
        .read(session_code),
    limits_notice::OF_CONTACT,
    Field::instant("exposed_at", "When those supported were exposed")
        .of_length(0, 40)
        .by("RESP-11")
        .read(exposure),
];

/// `NewGroupSession`.
pub const GROUP_SESSION: &[Field] =
    &[Field::code("kind", "Kind").required().of_length(1, 64).by("RESP-08").read(group_kinds)];

/// `NewSubmission`.
pub const SUBMISSION: &[Field] =
    &[Field::yes_or_no("nil", "The month had no activity").required().by("TRACK-17")];

fn kinds(document: &PolicyDocument, which: fn(&KindEntry) -> bool) -> Result<Standing, SettingError> {
    let terms = ActivityTerms::read(document)?;
    let listed = terms.kinds.iter().filter(|kind| which(kind));
    let codes = listed.map(|kind| registered(&kind.code, &kind.label, &kind.clause)).collect();
    Ok(Standing::choice(codes))
}

fn group_kinds(document: &PolicyDocument) -> Result<Standing, SettingError> {
    Ok(kinds(document, |kind| kind.group)?.under(document.clause("response.group_prior_approval")))
}

fn kinds_that(terms: &ActivityTerms, are: impl Fn(&KindEntry) -> bool) -> Condition {
    when("kind", terms.kinds.iter().filter(|kind| are(kind)).map(|kind| kind.code.clone()))
}

fn modes(document: &PolicyDocument) -> Result<Standing, SettingError> {
    let terms = ActivityTerms::read(document)?;
    if terms.modes.is_empty() {
        return Ok(no_place("TRACK-06", &terms));
    }
    let allowed =
        terms.modes.iter().filter(|mode| terms.forbidden_modes.iter().all(|(code, _)| *code != mode.code));
    let codes = allowed.map(|mode| registered(&mode.code, &mode.label, &mode.clause)).collect();
    let choice = Standing::choice(codes).under(terms.chooser_clause.as_deref());
    let asked_for = kinds_that(&terms, |kind| terms.asks_who_chose(kind));
    Ok(Standing { required_when: terms.recipient_chooses_mode.then_some(asked_for), ..choice })
}

fn categories(document: &PolicyDocument) -> Result<Standing, SettingError> {
    let terms = ActivityTerms::read(document)?;
    if terms.categories.is_empty() || !terms.kept.category {
        return Ok(no_place("TRACK-24", &terms));
    }
    let entries = terms.categories.iter();
    let codes = entries.map(|entry| registered(&entry.code, &entry.label, &entry.clause)).collect();
    Ok(Standing::choice(codes).under(terms.content_clause.as_deref()))
}

fn minutes(document: &PolicyDocument) -> Result<Standing, SettingError> {
    let terms = ActivityTerms::read(document)?;
    if !terms.kept.minutes {
        return Ok(no_place("TRACK-15", &terms));
    }
    Ok(Standing { required: true, ..Standing::default() }.under(terms.content_clause.as_deref()))
}

fn referrals(document: &PolicyDocument) -> Result<Standing, SettingError> {
    let terms = ActivityTerms::read(document)?;
    Ok(if terms.kept.referrals { Standing::default() } else { no_place("TRACK-01", &terms) })
}

fn chooser(document: &PolicyDocument) -> Result<Standing, SettingError> {
    let terms = ActivityTerms::read(document)?;
    let asked = terms.recipient_chooses_mode;
    let required_when = asked.then(|| kinds_that(&terms, |kind| terms.asks_who_chose(kind)));
    Ok(Standing { asked, required_when, ..Standing::default() }.under(terms.chooser_clause.as_deref()))
}

/// Of the kinds the policy sets an ideal time for.
fn exposure(document: &PolicyDocument) -> Result<Standing, SettingError> {
    let (terms, windows) = (ActivityTerms::read(document)?, WindowTerms::read(document)?);
    let permitted = terms.kinds.iter().any(|kind| windows.judges(kind));
    let judged = kinds_that(&terms, |kind| windows.judges(kind));
    let standing = Standing { permitted, permitted_when: permitted.then_some(judged), ..Standing::default() };
    Ok(standing.under(windows.clause()))
}

fn session_code(document: &PolicyDocument) -> Result<Standing, SettingError> {
    let terms = ActivityTerms::read(document)?;
    if !terms.session_codes {
        return Ok(Standing { clause: None, ..no_place("TRACK-04", &terms) });
    }
    let approved = (terms.group_approval == GroupApproval::Coordinator)
        .then(|| kinds_that(&terms, |kind| kind.group && kind.counts_as_response));
    let groups = kinds_that(&terms, |kind| kind.group);
    let standing = Standing { required_when: approved, permitted_when: Some(groups), ..Standing::default() };
    Ok(standing.under(terms.group_clause.as_deref()))
}

/// The policy has no place for it.
fn no_place(requirement: &'static str, terms: &ActivityTerms) -> Standing {
    let standing = Standing { permitted: false, requirement: Some(requirement), ..Standing::default() };
    standing.under(terms.content_clause.as_deref())
}
