//! The fields of this noun's bodies, for `GET /v1/forms/{noun}`.

use super::dto::{RecordableEvent, RequestDecision};
use crate::forms::codes::{fixed, registered};
use crate::forms::dto::FormCode;
use crate::forms::field::{Field, Standing};
use crate::limits_notice;
use crate::stored_code::code_of;
use peerline_domain::follow_up::{FollowUpTerms, Stage};
use peerline_domain::intake::{IntakeTerms, NewRequest, Population, Stressor, Via, check_request};
use peerline_domain::policy::{PolicyDocument, SettingError};

const POPULATIONS: [(Population, &str); 4] = [
    (Population::Employee, "Employee"),
    (Population::Family, "Family of an employee"),
    (Population::OtherAgency, "Somebody of another agency"),
    (Population::Community, "Somebody of the community"),
];

/// `NewSupportRequest`.
pub const REQUEST: &[Field] = &[
    Field::code("channel", "How it came").required().by("REFER-01").read(|policy| Ok(channels(policy))),
    Field::code("population", "Who asks").required().by("PROG-03").read(populations),
    Field::code("stressor", "Where the stress comes from").required().by("PROG-04").read(stressors),
    Field::code("category", "Category").of_length(0, 64).by("TRACK-24").read(categories),
    Field::code("mode", "Mode wished for").of_length(0, 64).by("RESP-02").read(modes),
    Field::id("unit_id", "Unit", "/v1/units").by("TRACK-18"),
    Field::id("incident_id", "Incident", "/v1/incidents").by("REFER-28"),
];

/// `RequestTriage`.
pub const TRIAGE: &[Field] =
    &[Field::code("decision", "Decision").required().by("REFER-33").read(|document| Ok(decisions(document)))];

/// `NewFollowUp`.
pub const FOLLOW_UP: &[Field] = &[
    Field::code("stage", "Which follow-up").required().by("FOLLOW-07").read(stages),
    Field::yes_or_no("second_needed", "Is a second one necessary?").by("FOLLOW-08").read(follow_ups),
];

/// `NewRequestEvent`.
pub const EVENT: &[Field] = &[
    Field::code("event", "What happened").required().read(|_| {
        Ok(Standing::choice(fixed(&[
            (RecordableEvent::MemberDeclines, "The member declines the assignment"),
            (RecordableEvent::ContactMade, "Member and requester have spoken"),
            (RecordableEvent::Finish, "The support is done"),
            (RecordableEvent::NeedBeyondScope, "The need goes beyond the program"),
            (RecordableEvent::RecipientDeclines, "The person declines"),
            (RecordableEvent::Withdraw, "The person changed their mind"),
        ])))
    }),
    limits_notice::of_event(|document| limits_notice::when_contact(document, "contact_made")),
];

/// The outcomes every triage can have, and those the policy lists.
fn decisions(document: &PolicyDocument) -> Standing {
    let outcomes = &document.registers.triage_outcomes;
    let all = [
        (RequestDecision::InScope, "Within the program's scope"),
        (RequestDecision::OutOfScope, "Out of scope"),
        (RequestDecision::PteQualifies, "A potentially traumatizing event"),
        (RequestDecision::ConsultManagerOtherOptions, "The manager looks for other options"),
        (RequestDecision::OtherOptions, "The manager found other options"),
        (RequestDecision::ReferOutNonWork, "A stressor from outside work"),
    ];
    let reviews = outcomes.contains(&code_of(&RequestDecision::ConsultManagerOtherOptions));
    let known = all.into_iter().filter(|(decision, _)| match decision {
        RequestDecision::OtherOptions => reviews,
        listed => !listed.is_outcome_of_policy() || outcomes.contains(&code_of(listed)),
    });
    Standing::choice(fixed(&known.collect::<Vec<_>>()))
}

/// Follow-ups have a place where the policy counts them from an initial meeting.
fn follow_ups(document: &PolicyDocument) -> Result<Standing, SettingError> {
    let terms = FollowUpTerms::read(document)?;
    let standing = Standing { permitted: terms.is_some(), ..Standing::default() };
    Ok(standing.under(document.clause("followup.fixed_days")))
}

fn stages(document: &PolicyDocument) -> Result<Standing, SettingError> {
    let terms = FollowUpTerms::read(document)?;
    let mut codes = fixed(&[(Stage::Day30, "The first"), (Stage::Day90, "The second")]);
    codes.retain(|code| {
        terms.as_ref().is_some_and(|terms| terms.second_after.is_some())
            || terms.is_some() && code.code == code_of(&Stage::Day30)
    });
    Ok(Standing { codes: Some(codes), ..follow_ups(document)? })
}

/// Every way but the web form, which has an address of its own. Those the policy does not list are taken all the
/// same, with a variance.
pub fn channels(document: &PolicyDocument) -> Standing {
    let ways = fixed(&[
        (Via::Telephone, "By telephone"),
        (Via::Email, "By e-mail"),
        (Via::Text, "By text message"),
        (Via::InPerson, "In person"),
        (Via::DirectToMember, "Straight to a member"),
        (Via::WordOfMouth, "By word of mouth"),
    ]);
    Standing::choice(ways).under(document.clause("referral.channels"))
}

/// Those the policy serves.
pub fn populations(document: &PolicyDocument) -> Result<Standing, SettingError> {
    served(document, Via::Telephone, true)
}

/// The populations that are served, asked by the rule itself.
pub fn served(document: &PolicyDocument, via: Via, about_incident: bool) -> Result<Standing, SettingError> {
    let terms = IntakeTerms::read(document)?;
    let stressor = Stressor::Work;
    let is_served = |(population, _): &&(Population, &str)| {
        check_request(&terms, &NewRequest { population: *population, stressor, via, about_incident }).is_ok()
    };
    let choices: Vec<_> = POPULATIONS.iter().filter(is_served).copied().collect();
    Ok(Standing::choice(fixed(&choices)).under(document.clause("population.employees")))
}

/// Where the stress may come from; what the policy would refer out is taken in all the same (REFER-14).
pub fn stressors(document: &PolicyDocument) -> Result<Standing, SettingError> {
    let from = fixed(&[
        (Stressor::Work, "Work"),
        (Stressor::Personal, "Private life"),
        (Stressor::Cumulative, "Accumulated, without a single incident"),
    ]);
    Ok(Standing::choice(from).under(document.clause("stressor.work")))
}

/// The categories of the policy; no place for one where it has none.
pub fn categories(document: &PolicyDocument) -> Result<Standing, SettingError> {
    let entries = document.registers.categories.iter();
    let codes = entries.map(|entry| registered(&entry.code, &entry.label, &entry.clause)).collect();
    Ok(list(codes, None, "TRACK-24"))
}

/// The modes of the policy; no place for one where it has none.
pub fn modes(document: &PolicyDocument) -> Result<Standing, SettingError> {
    let entries = document.registers.modes.iter();
    let codes = entries.map(|entry| registered(&entry.code, &entry.label, &entry.clause)).collect();
    Ok(list(codes, document.clause("response.modes"), "TRACK-06"))
}

fn list(codes: Vec<FormCode>, clause: Option<&str>, no_place: &'static str) -> Standing {
    if codes.is_empty() {
        return Standing { permitted: false, requirement: Some(no_place), ..Standing::choice(codes) };
    }
    Standing::choice(codes).under(clause)
}
