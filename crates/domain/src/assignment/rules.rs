//! Whether a supporter may take an assignment.
//!
//! Fit is a matter of ranking and stays with the coordinator: that somebody shares an area or has lived through
//! the like is preferred, never a filter (ASSIGN-02).

use super::model::{Declaration, MatchSituation, MemberStatus, Question};
use super::terms::{AssignmentTerms, RankMatch, SupervisorConflict, WitnessBar};
use crate::catalog::{RefusalCode, VarianceCode};
use crate::decision::{Decision, Refusal, Variance};

/// Whether a member of this status may be assigned (ASSIGN-01).
///
/// # Errors
/// `member_on_leave`, or `member_not_active` for everybody else who is not active.
pub const fn check_member(status: MemberStatus) -> Result<(), Refusal> {
    match status {
        MemberStatus::Active => Ok(()),
        MemberStatus::OnLeave => Err(Refusal::new(RefusalCode::MemberOnLeave, "ASSIGN-01")),
        MemberStatus::Pending | MemberStatus::Ended => {
            Err(Refusal::new(RefusalCode::MemberNotActive, "ASSIGN-01"))
        }
    }
}

/// Whether a coordinator may take an assignment (ASSIGN-17): by office where the policy says so, otherwise only
/// with a peer role as well.
///
/// # Errors
/// `member_not_active` for a coordinator who is not also a peer.
pub fn check_self_assignment(terms: &AssignmentTerms, holds_peer_role: bool) -> Result<(), Refusal> {
    if terms.coordinator_is_member || holds_peer_role {
        return Ok(());
    }
    Err(Refusal::new(RefusalCode::MemberNotActive, "ASSIGN-17").under(terms.coordinator_clause.as_deref()))
}

/// The questions the policy has a supporter answer. None means that none is put.
pub fn declarations_asked(terms: &AssignmentTerms) -> Vec<Question> {
    let witness = terms.witness_bar.map(|bar| match bar {
        WitnessBar::AllIncidentWitnesses => Question::WitnessedIncident,
        WitnessBar::OwnErrorWitness => Question::WitnessedOwnError,
    });
    [
        terms.investigator_bar.then_some(Question::InvestigationRole),
        witness,
        terms.supervisor_conflict.map(|_| Question::SupervisesRecipient),
        (terms.rank_match != RankMatch::Off).then_some(Question::RankDiffers),
        terms.asks_relationships.then_some(Question::DualRelationship),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// What a supporter declares, by their answers (ASSIGN-21). An answer to a question the policy does not put counts for
/// nothing.
///
/// # Errors
/// The questions it puts that have no answer, in the order it puts them.
pub fn declared(
    terms: &AssignmentTerms,
    answer: impl Fn(Question) -> Option<bool>,
) -> Result<Declaration, Vec<Question>> {
    let asked = declarations_asked(terms);
    let unanswered: Vec<Question> =
        asked.iter().copied().filter(|question| answer(*question).is_none()).collect();
    if !unanswered.is_empty() {
        return Err(unanswered);
    }
    let yes = |question| asked.contains(&question) && answer(question) == Some(true);
    Ok(Declaration {
        investigation_role: yes(Question::InvestigationRole),
        witnessed_incident: yes(Question::WitnessedIncident),
        witnessed_own_error: yes(Question::WitnessedOwnError),
        supervises_recipient: yes(Question::SupervisesRecipient),
        rank_differs: yes(Question::RankDiffers),
        dual_relationship: yes(Question::DualRelationship),
    })
}

/// Checks what a supporter declared. An answer to a question the policy does not put counts for nothing.
///
/// # Errors
/// - `conflict_of_interest`: a possible role in an investigation (ASSIGN-05), supervision of the recipient where
///   it bars (ASSIGN-08), or another rank where a match is required and the need is not emergent (ASSIGN-07).
/// - `witness_conflict`: a witness the policy bars (ASSIGN-06, ASSIGN-12).
pub fn check_declaration(
    terms: &AssignmentTerms,
    declared: &Declaration,
    situation: MatchSituation,
) -> Result<Decision<()>, Refusal> {
    if terms.investigator_bar && declared.investigation_role {
        return Err(conflict("ASSIGN-05", terms.investigator_clause.as_deref()));
    }
    let witness = match terms.witness_bar {
        Some(WitnessBar::AllIncidentWitnesses) if declared.witnessed_incident => Some("ASSIGN-06"),
        Some(WitnessBar::OwnErrorWitness) if declared.witnessed_own_error => Some("ASSIGN-12"),
        _ => None,
    };
    if let Some(requirement) = witness {
        let refusal = Refusal::new(RefusalCode::WitnessConflict, requirement);
        return Err(refusal.under(terms.witness_clause.as_deref()));
    }
    if terms.supervisor_conflict == Some(SupervisorConflict::Bar) && declared.supervises_recipient {
        return Err(conflict("ASSIGN-08", terms.supervisor_clause.as_deref()));
    }
    let mut variances = Vec::new();
    if declared.rank_differs {
        variances.extend(rank(terms, situation)?);
    }
    if terms.asks_relationships && declared.dual_relationship {
        // A "should" of the guide (ASSIGN-09): not refused, but a person must decide on it.
        let clause = terms.relationships_clause.as_deref();
        variances.push(Variance::new(VarianceCode::RoleConflictNeedsDecision, "ASSIGN-09", clause));
    }
    Ok(Decision::with((), variances))
}

fn conflict(requirement: &'static str, clause: Option<&str>) -> Refusal {
    Refusal::new(RefusalCode::ConflictOfInterest, requirement).under(clause)
}

fn rank(terms: &AssignmentTerms, situation: MatchSituation) -> Result<Option<Variance>, Refusal> {
    let variance = |code| Ok(Some(Variance::new(code, "ASSIGN-07", terms.rank_clause.as_deref())));
    match terms.rank_match {
        RankMatch::Off => Ok(None),
        _ if situation.emergent => variance(VarianceCode::RankHandoffDue),
        RankMatch::Required => Err(conflict("ASSIGN-07", terms.rank_clause.as_deref())),
        RankMatch::WherePossible if situation.match_available => variance(VarianceCode::RankMismatch),
        RankMatch::WherePossible => Ok(None),
    }
}
