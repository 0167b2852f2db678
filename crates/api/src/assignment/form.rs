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

/// `ConflictDeclaration`. What the policy asks has to be answered; any other answer counts for nothing.
pub const DECLARATION: &[Field] = &[
    Field::yes_or_no("investigation_role", "May I take part in an investigation or in discipline?")
        .by("ASSIGN-05")
        .read(|document| question(document, Question::InvestigationRole)),
    Field::yes_or_no("witnessed_incident", "Did I witness the incident?")
        .by("ASSIGN-06")
        .read(|document| question(document, Question::WitnessedIncident)),
    Field::yes_or_no("witnessed_own_error", "Did I witness the error behind it, or was I party to it?")
        .by("ASSIGN-12")
        .read(|document| question(document, Question::WitnessedOwnError)),
    Field::yes_or_no("supervises_recipient", "Am I the person's direct supervisor?")
        .by("ASSIGN-08")
        .read(|document| question(document, Question::SupervisesRecipient)),
    Field::yes_or_no("rank_differs", "Do I have another rank or role?")
        .by("ASSIGN-07")
        .read(|document| question(document, Question::RankDiffers)),
    Field::yes_or_no(
        "dual_relationship",
        "Do I have a religious, financial or sexual relationship with the person?",
    )
    .by("ASSIGN-09")
    .read(|document| question(document, Question::DualRelationship)),
    Field::yes_or_no("emergent", "Is the need emergent?").by("ASSIGN-07").read(ranks),
    Field::yes_or_no("match_available", "Is a supporter of matching rank or role free?")
        .by("ASSIGN-07")
        .read(ranks),
];

/// A question, where the policy puts it, has to be answered.
fn question(document: &PolicyDocument, question: Question) -> Result<Standing, SettingError> {
    let terms = AssignmentTerms::read(document)?;
    let asked = declarations_asked(&terms).contains(&question);
    let clause = match question {
        Question::InvestigationRole => terms.investigator_clause,
        Question::WitnessedIncident | Question::WitnessedOwnError => terms.witness_clause,
        Question::SupervisesRecipient => terms.supervisor_clause,
        Question::RankDiffers => terms.rank_clause,
        Question::DualRelationship => terms.relationships_clause,
    };
    Ok(Standing { asked, required: asked, clause, ..Standing::default() })
}

/// What counts where ranks are to match; left out it is no.
fn ranks(document: &PolicyDocument) -> Result<Standing, SettingError> {
    Ok(Standing { required: false, ..question(document, Question::RankDiffers)? })
}
