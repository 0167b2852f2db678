//! What requests and answers look like.

use peerline_domain::intake::{Population, Stressor, Via, WebRequest};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

use crate::requests::dto::NewSupportRequest;

/// A request for support. Nothing of who asks; any other field is refused.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "population": "employee", "stressor": "work", "category": "cumulative_stress", "mode": "telephone"
}))]
pub struct PublicRequest {
    /// Who asks. May be left out where the policy asks no more than a way to respond.
    pub population: Option<Population>,
    /// Where the stress comes from; as `population`.
    pub stressor: Option<Stressor>,
    /// Category, a code of the agency's policy.
    #[validate(length(max = 64, message = "a code of the policy"))]
    #[schema(max_length = 64)]
    pub category: Option<String>,
    /// Mode wished for, a code of the agency's policy.
    #[validate(length(max = 64, message = "a code of the policy"))]
    #[schema(max_length = 64)]
    pub mode: Option<String>,
    /// Unit the person belongs to.
    pub unit_id: Option<Uuid>,
}

impl From<PublicRequest> for NewSupportRequest {
    fn from(request: PublicRequest) -> Self {
        Self {
            channel: Via::Web,
            population: request.population.unwrap_or(Population::NotTold),
            stressor: request.stressor.unwrap_or(Stressor::NotTold),
            category: request.category,
            mode: request.mode,
            unit_id: request.unit_id,
            incident_id: None,
        }
    }
}

/// How somebody is reached.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({"channel": "telephone extension 5503", "hours": "Mon-Fri 9:00-17:00"}))]
pub struct Reach {
    /// For example a telephone extension.
    pub channel: String,
    /// When.
    pub hours: String,
}

/// What a requester is told. Contact is inverted: the requester calls and says the word.
#[derive(Debug, PartialEq, Eq, Serialize, ToSchema)]
#[schema(example = json!({
    "status": "received", "spoken_code": "amber heron 42",
    "call": [{"channel": "telephone extension 5503", "hours": "Mon-Fri 9:00-17:00"}],
    "emergency_text": "In an emergency dial 911. You can call or text 988 at any hour."
}))]
pub struct RequestReceipt {
    /// `received`, or `assigned` once a peer has the request.
    pub status: String,
    /// The word to say.
    pub spoken_code: String,
    /// Whom to call: the coordinator, or the assigned peer.
    pub call: Vec<Reach>,
    /// What to do in an emergency.
    pub emergency_text: String,
}

/// A code with its name.
#[derive(Debug, Serialize, ToSchema)]
pub struct Choice {
    /// Stable code.
    pub code: String,
    /// Name.
    pub label: String,
}

/// A unit a requester can name.
#[derive(Debug, Serialize, ToSchema)]
pub struct UnitChoice {
    /// Identifier.
    pub id: Uuid,
    /// Name.
    pub name: String,
}

/// The program, to everybody.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "name": "Example Peer Support Program", "emergency_text": "In an emergency dial 911.",
    "boundary_text": "Peer support is not counseling.", "confidentiality_statement": "What you say stays with the team, with these limits …",
    "web_request": "anonymous", "call": [], "categories": [], "modes": [], "units": []
}))]
pub struct PublicProgram {
    /// Name of the program.
    pub name: String,
    /// What to do in an emergency, first.
    pub emergency_text: String,
    /// That peer support is not counseling.
    pub boundary_text: String,
    /// What stays confidential and what cannot.
    pub confidentiality_statement: String,
    /// `off`, `anonymous` or `named`.
    #[schema(value_type = WebRequest)]
    pub web_request: String,
    /// Whom to call.
    pub call: Vec<Reach>,
    /// Categories a request can name.
    pub categories: Vec<Choice>,
    /// Modes a request can wish for.
    pub modes: Vec<Choice>,
    /// Units a request can name.
    pub units: Vec<UnitChoice>,
}
