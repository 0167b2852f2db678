//! What requests and answers look like.

use peerline_domain::assignment::{Declaration, MatchSituation};
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

/// A supporter's answers about one assignment, yes or no; no reasons, no names. Only the questions the policy
/// puts count.
#[derive(Debug, Clone, Copy, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "investigation_role": false, "witnessed_incident": false, "supervises_recipient": false,
    "rank_differs": false, "dual_relationship": false, "emergent": false, "match_available": false
}))]
#[expect(clippy::struct_excessive_bools, reason = "independent questions, each answered yes or no")]
pub struct ConflictDeclaration {
    /// May take part in an investigation or in discipline about the recipient.
    pub investigation_role: bool,
    /// Witnessed the incident, or the error at its root.
    pub witnessed_incident: bool,
    /// Is the recipient's direct supervisor.
    pub supervises_recipient: bool,
    /// Has another rank or role than the recipient.
    pub rank_differs: bool,
    /// Has a religious, financial or sexual relationship with the recipient.
    pub dual_relationship: bool,
    /// The need is emergent.
    #[serde(default)]
    pub emergent: bool,
    /// A supporter of matching rank or role is free.
    #[serde(default)]
    pub match_available: bool,
}

impl ConflictDeclaration {
    /// The answers, as the rule takes them.
    pub fn answers(&self) -> (Declaration, MatchSituation) {
        let declaration = Declaration {
            investigation_role: self.investigation_role,
            witnessed_incident: self.witnessed_incident,
            supervises_recipient: self.supervises_recipient,
            rank_differs: self.rank_differs,
            dual_relationship: self.dual_relationship,
        };
        (declaration, MatchSituation { emergent: self.emergent, match_available: self.match_available })
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
