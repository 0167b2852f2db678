//! What requests and answers look like.

use peerline_domain::assignment::{MatchSituation, Question};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// Whom to assign.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"member_id": "9f8e7d6c-5b4a-4c3d-8e2f-1a0b9c8d7e6f"}))]
pub struct NewAssignment {
    /// The member.
    pub member_id: Uuid,
}

/// A slot to be opened, and to whom it goes.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"member_id": "9f8e7d6c-5b4a-4c3d-8e2f-1a0b9c8d7e6f", "earlier_outreach_id": null}))]
pub struct NewOutreach {
    /// The member.
    pub member_id: Uuid,
    /// An earlier outreach to the same person about this incident, which only the team can know. After a second
    /// decline nothing further begins.
    pub earlier_outreach_id: Option<Uuid>,
}

/// A supporter's answers about one assignment, yes or no; no reasons, no names. Each question of `declarations_asked` is
/// the name of a field here and has to be answered; any other answer counts for nothing.
#[derive(Debug, Clone, Copy, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "witnessed_incident": false, "supervises_recipient": false, "rank_differs": false, "dual_relationship": false,
    "emergent": false, "match_available": false
}))]
pub struct ConflictDeclaration {
    /// May take part in an investigation or in discipline about the recipient.
    pub investigation_role: Option<bool>,
    /// Witnessed the incident.
    pub witnessed_incident: Option<bool>,
    /// Witnessed, or was party to, the error behind the incident.
    pub witnessed_own_error: Option<bool>,
    /// Is the recipient's direct supervisor.
    pub supervises_recipient: Option<bool>,
    /// Has another rank or role than the recipient.
    pub rank_differs: Option<bool>,
    /// Has a religious, financial or sexual relationship with the recipient.
    pub dual_relationship: Option<bool>,
    /// The need is emergent.
    #[serde(default)]
    pub emergent: bool,
    /// A supporter of matching rank or role is free.
    #[serde(default)]
    pub match_available: bool,
}

impl ConflictDeclaration {
    /// The answer to a question, if there is one.
    pub const fn answer(&self, question: Question) -> Option<bool> {
        match question {
            Question::InvestigationRole => self.investigation_role,
            Question::WitnessedIncident => self.witnessed_incident,
            Question::WitnessedOwnError => self.witnessed_own_error,
            Question::SupervisesRecipient => self.supervises_recipient,
            Question::RankDiffers => self.rank_differs,
            Question::DualRelationship => self.dual_relationship,
        }
    }

    /// What the rule has to know where ranks differ.
    pub const fn situation(&self) -> MatchSituation {
        MatchSituation { emergent: self.emergent, match_available: self.match_available }
    }
}

/// Why an assignment went back.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(example = json!({"code": "conflict_of_interest", "requirement": "ASSIGN-08", "clause": null}))]
pub struct FoundConflict {
    /// Stable code.
    pub code: String,
    /// Requirement of the specification.
    pub requirement: String,
    /// Clause of the agency's policy.
    #[schema(required = true)]
    pub clause: Option<String>,
}
