//! The fields of this noun's bodies, for `GET /v1/forms/{noun}`.

use super::dto::Standing as CaseStanding;
use crate::affected::form as affected;
use crate::forms::codes::{fixed, registered, when};
use crate::forms::dto::FormCode;
use crate::forms::field::{Field, Standing};
use peerline_domain::incident::{IncidentTerms, NoticeChannel, NoticeTerms, TriageOutcome};
use peerline_domain::policy::IncidentRoute;
use peerline_domain::policy::{PolicyDocument, SettingError};

const OUTCOMES: [(TriageOutcome, &str); 5] = [
    (TriageOutcome::InPurview, "Within the team's purview"),
    (TriageOutcome::NotInPurview, "Not within the team's purview"),
    (TriageOutcome::PteQualifies, "A potentially traumatizing event, which qualifies"),
    (TriageOutcome::ConsultManagerOtherOptions, "The manager looks for other options"),
    (TriageOutcome::ReferOutNonWork, "From outside work: referral out is proposed"),
];

/// `NewIncident`.
pub const INCIDENT: &[Field] = &[
    Field::code("type", "Type").required().of_length(0, 64).by("REFER-04").read(types),
    Field::day("occurred_on", "Day it occurred").required().by("PROG-01"),
    Field::id("unit_id", "Unit affected", "/v1/units").required().by("TRACK-18"),
    Field::object("notice", "The notice given of it").by("REFER-19").read(notice),
    Field::code("notice/channel", "How it was given").required().by("REFER-01").read(channels),
    Field::instant("notice/occurred_at", "When it occurred")
        .required()
        .of_length(0, 40)
        .by("REFER-19")
        .read(notice),
    Field::instant("notice/given_at", "When notice was given")
        .required()
        .of_length(0, 40)
        .by("REFER-19")
        .read(notice),
    Field::list("affected", "Who was affected").by("CONF-25").read(affected::name),
    Field::text("affected/name", "Name").required().of_length(1, 200).by("CONF-25").read(affected::name),
    Field::text("affected/contact", "How the person is reached")
        .of_length(1, 200)
        .by("CONF-25")
        .read(affected::contact),
];

/// `NewAttestation`.
pub const NOTICE: &[Field] = &[
    Field::code("channel", "How it was given").required().by("REFER-01").read(channels),
    Field::instant("given_at", "When notice was given")
        .required()
        .of_length(0, 40)
        .by("REFER-19")
        .read(notice),
];

/// `Triage`.
pub const TRIAGE: &[Field] = &[
    Field::code("outcome", "What was found").required().by("REFER-33").read(outcomes),
    Field::object("case", "How the case behind it stands").by("REFER-02").read(case),
    Field::code("case/standing", "Standing").required().by("REFER-03").read(standings),
    Field::day("case/closed_on", "Day it was closed").by("REFER-03").read(closed_on),
];

fn types(document: &PolicyDocument) -> Result<Standing, SettingError> {
    let mut codes: Vec<FormCode> = Vec::new();
    for entry in IncidentTerms::read(document)?.types {
        // A type with several ways stands in the register once for each.
        if codes.iter().all(|known| known.code != entry.code) {
            codes.push(registered(&entry.code, &entry.label, &entry.clause));
        }
    }
    Ok(Standing::choice(codes))
}

/// Has a place for the types of which the policy asks for a notice.
fn notice(document: &PolicyDocument) -> Result<Standing, SettingError> {
    let types = IncidentTerms::read(document)?.types.into_iter();
    let noticed: Vec<String> =
        types.filter(|entry| entry.route == IncidentRoute::Notice).map(|entry| entry.code).collect();
    let clause = NoticeTerms::read(document)?.deadline_clause;
    if noticed.is_empty() {
        return Ok(Standing { permitted: false, ..Standing::default() }.under(clause.as_deref()));
    }
    let asked = !noticed.is_empty();
    Ok(Standing { asked, permitted_when: Some(when("type", noticed)), ..Standing::default() }
        .under(clause.as_deref()))
}

/// Those that count are said to; by the others a notice is taken with a variance.
fn channels(document: &PolicyDocument) -> Result<Standing, SettingError> {
    let terms = NoticeTerms::read(document)?;
    let all = [
        (NoticeChannel::PhoneAttested, "By telephone"),
        (NoticeChannel::InPersonAttested, "In person"),
        (NoticeChannel::Email, "By e-mail"),
        (NoticeChannel::WrittenHardcopy, "On paper"),
        (NoticeChannel::TeamText, "By a text to the team"),
        (NoticeChannel::InApp, "In the system"),
    ];
    let mut codes = fixed(&all);
    for (code, (channel, _)) in codes.iter_mut().zip(all) {
        if terms.channels.contains(&channel) {
            code.clause.clone_from(&terms.channel_clause);
        }
    }
    Ok(Standing { codes: Some(codes), ..notice(document)? })
}

fn outcomes(document: &PolicyDocument) -> Result<Standing, SettingError> {
    let terms = IncidentTerms::read(document)?;
    let known =
        |(outcome, _): &&(TriageOutcome, &str)| terms.outcomes.is_empty() || terms.outcomes.contains(outcome);
    let choices: Vec<_> = OUTCOMES.iter().filter(known).copied().collect();
    Ok(Standing::choice(fixed(&choices)))
}

/// The policy asks for a case, or for none.
fn case(document: &PolicyDocument) -> Result<Standing, SettingError> {
    let terms = IncidentTerms::read(document)?;
    let asked = terms.lookback_years.is_some();
    Ok(Standing { asked, ..Standing::default() }.under(terms.lookback_clause.as_deref()))
}

fn standings(document: &PolicyDocument) -> Result<Standing, SettingError> {
    let codes = fixed(&[
        (CaseStanding::Ongoing, "Open in ongoing"),
        (CaseStanding::Closed, "Was in ongoing and is closed"),
        (CaseStanding::NeverOngoing, "Never in ongoing"),
    ]);
    Ok(Standing { codes: Some(codes), ..case(document)? })
}

fn closed_on(document: &PolicyDocument) -> Result<Standing, SettingError> {
    let closed = || when("case/standing", ["closed".to_owned()]);
    Ok(Standing { required_when: Some(closed()), permitted_when: Some(closed()), ..case(document)? })
}
