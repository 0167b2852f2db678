//! The fields of assignments and declarations, for `GET /v1/forms/{noun}`.

use crate::forms::field::{Field, Standing};
use peerline_domain::assignment::{AssignmentTerms, Question, declarations_asked};
use peerline_domain::policy::{PolicyDocument, SettingError};

/// `NewAssignment`.
pub const ASSIGNMENT: &[Field] =
    &[Field::id("member_id", "Member", "/v1/members").required().by("ASSIGN-01")];

/// `NewOutreach`.
pub const OUTREACH: &[Field] = &[
    Field::id("member_id", "Member", "/v1/members").required().by("ASSIGN-01"),
    Field::id("earlier_outreach_id", "Earlier outreach to the same person", "/v1/outreaches").by("FOLLOW-02"),
];

/// `ConflictDeclaration`. Every answer is sent; those to questions the policy does not put count for nothing.
pub const DECLARATION: &[Field] = &[
    Field::yes_or_no("investigation_role", "May I take part in an investigation or in discipline?")
        .required()
        .by("ASSIGN-05")
        .read(|document| {
            question(document, &[Question::InvestigationRole], |terms| terms.investigator_clause.clone())
        }),
    Field::yes_or_no("witnessed_incident", "Did I witness the incident, or the error at its root?")
        .required()
        .by("ASSIGN-06")
        .read(|document| {
            let either = [Question::WitnessedIncident, Question::WitnessedOwnError];
            question(document, &either, |terms| terms.witness_clause.clone())
        }),
    Field::yes_or_no("supervises_recipient", "Am I the person's direct supervisor?")
        .required()
        .by("ASSIGN-08")
        .read(|document| {
            question(document, &[Question::SupervisesRecipient], |terms| terms.supervisor_clause.clone())
        }),
    Field::yes_or_no("rank_differs", "Do I have another rank or role?")
        .required()
        .by("ASSIGN-07")
        .read(ranks),
    Field::yes_or_no(
        "dual_relationship",
        "Do I have a religious, financial or sexual relationship with the person?",
    )
    .required()
    .by("ASSIGN-09")
    .read(|document| {
        question(document, &[Question::DualRelationship], |terms| terms.relationships_clause.clone())
    }),
    Field::yes_or_no("emergent", "Is the need emergent?").by("ASSIGN-07").read(ranks),
    Field::yes_or_no("match_available", "Is a supporter of matching rank or role free?")
        .by("ASSIGN-07")
        .read(ranks),
];

fn question(
    document: &PolicyDocument,
    any_of: &[Question],
    clause: fn(&AssignmentTerms) -> Option<String>,
) -> Result<Standing, SettingError> {
    let terms = AssignmentTerms::read(document)?;
    let asked = declarations_asked(&terms).iter().any(|question| any_of.contains(question));
    Ok(Standing { asked, clause: clause(&terms), ..Standing::default() })
}

fn ranks(document: &PolicyDocument) -> Result<Standing, SettingError> {
    question(document, &[Question::RankDiffers], |terms| terms.rank_clause.clone())
}
