//! The fields of a referral, for `GET /v1/forms/referrals`.

use crate::forms::codes::fixed;
use crate::forms::field::{Field, Standing};
use crate::recipients::form::place;
use crate::requests::form::{categories, channels, modes, populations, stressors};
use crate::stored_code::code_of;
use peerline_domain::policy::{IdentityMode, PolicyDocument, SettingError};
use peerline_domain::recipient::RecipientField;
use peerline_domain::referral::{Purpose, ReferralSource, ReferralTerms};

/// `NewReferral`, in the form of the policy's documentation mode.
pub const REFERRAL: &[Field] = &[
    Field::code("identity", "What may be told of the person").required().by("CONF-25").read(identity),
    Field::code("channel", "How it came").required().by("REFER-01").read(|policy| Ok(channels(policy))),
    Field::code("population", "Who is referred").required().by("PROG-03").read(populations),
    Field::code("stressor", "Where the stress comes from").required().by("PROG-04").read(stressors),
    Field::code("purpose", "What it is for").by("REFER-27").read(purposes),
    Field::code("source", "What it rests on").by("REFER-10").read(sources),
    Field::code("category", "Category").of_length(0, 64).by("TRACK-24").read(categories),
    Field::code("mode", "Mode wished for").of_length(0, 64).by("RESP-02").read(modes),
    Field::id("unit_id", "Unit", "/v1/units").by("TRACK-18"),
    Field::id("incident_id", "Incident", "/v1/incidents").by("REFER-28"),
    Field::instant("exposed_at", "When the person was exposed")
        .of_length(0, 40)
        .by("REFER-08")
        .read(exposure),
    Field::object("recipient", "Who is referred")
        .by("REFER-08")
        .read(|document| place(document, RecipientField::Name)),
    Field::text("recipient/name", "Name")
        .required()
        .of_length(1, 200)
        .by("REFER-08")
        .read(|document| place(document, RecipientField::Name)),
    Field::text("recipient/contact", "How the person is reached")
        .of_length(1, 200)
        .by("REFER-08")
        .read(|document| place(document, RecipientField::Contact)),
    Field::text("recipient/context", "Context of the event, as far as it is needed to reach out")
        .of_length(1, 2000)
        .by("REFER-08")
        .read(|document| place(document, RecipientField::Context)),
];

/// The schema of the body in each documentation mode.
pub fn body(mode: IdentityMode) -> &'static str {
    match mode {
        IdentityMode::None => "NewReferralNone",
        IdentityMode::IntakeOnly => "NewReferralIntakeOnly",
        IdentityMode::RestrictedCase => "NewReferralRestrictedCase",
    }
}

fn identity(document: &PolicyDocument) -> Result<Standing, SettingError> {
    let mode = document.identity_mode()?;
    let label = match mode {
        IdentityMode::None => "Nothing of the person",
        IdentityMode::IntakeOnly => "Name and contact, until it is closed",
        IdentityMode::RestrictedCase => "A confidential case",
    };
    let mut codes = fixed(&[(mode, label)]);
    for code in &mut codes {
        code.clause = document.clause("identity_mode").map(str::to_owned);
    }
    Ok(Standing::choice(codes).under(document.clause("identity_mode")))
}

/// What the policy lets a referral be for.
fn purposes(document: &PolicyDocument) -> Result<Standing, SettingError> {
    let terms = ReferralTerms::read(document)?;
    let all = [
        (Purpose::Support, "That somebody is offered support"),
        (Purpose::Discipline, "Part of discipline"),
        (Purpose::Coaching, "Part of coaching"),
        (Purpose::WorkImprovementPlan, "Part of a plan to improve somebody's work"),
    ];
    let mut codes = fixed(&all);
    codes.retain(|code| terms.disciplinary_use || code.code == code_of(&Purpose::Support));
    Ok(Standing::choice(codes).under(terms.disciplinary_clause.as_deref()))
}

/// What the policy lists; no place for it where it lists nothing a referral could rest on.
fn sources(document: &PolicyDocument) -> Result<Standing, SettingError> {
    let terms = ReferralTerms::read(document)?;
    let all = [
        (ReferralSource::SecurityIncidentReport, "A security incident report"),
        (ReferralSource::FatalityAlert, "A fatality alert"),
        (ReferralSource::WordOfMouth, "Word of mouth"),
    ];
    let listed: Vec<_> = all.into_iter().filter(|(source, _)| terms.sources.contains(source)).collect();
    let standing = Standing { permitted: !listed.is_empty(), ..Standing::choice(fixed(&listed)) };
    Ok(standing.under(terms.sources_clause.as_deref()))
}

/// Asked where the policy names a time within which the program is to be told.
fn exposure(document: &PolicyDocument) -> Result<Standing, SettingError> {
    let terms = ReferralTerms::read(document)?;
    let asked = terms.deadline.is_some();
    Ok(Standing { asked, ..Standing::default() }.under(terms.deadline_clause.as_deref()))
}
