//! What requests and answers look like.

use peerline_domain::access::{Action, Role};
use peerline_domain::policy::IdentityMode;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// The caller, as the server sees them.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "principal_id": "0b6f7f1c-6a3f-4f7e-8a4e-1f2d3c4b5a69",
    "display_name": "Casey Coordinator",
    "agency": {"id": "5a0d8f0e-3b7e-4f55-9c1d-2f6b7a8c9d10", "slug": "example-dcs", "name": "Example Department of Child Safety"},
    "role": "coordinator",
    "roles": ["coordinator"],
    "actions": ["read_policy", "draft_policy"],
    "identity_mode": "none"
}))]
pub struct Me {
    /// The principal.
    pub principal_id: Uuid,
    /// Display name.
    pub display_name: String,
    /// The agency; null for the platform's administrator.
    #[schema(required = true)]
    pub agency: Option<MyAgency>,
    /// Role of this request; null where the caller holds several and named none.
    #[schema(required = true)]
    pub role: Option<Role>,
    /// Every role the caller holds.
    pub roles: Vec<Role>,
    /// Actions the role may ask for; none while there is no role.
    pub actions: Vec<Action>,
    /// What may be known about a recipient; null where no policy is in force.
    #[schema(required = true, value_type = Option<IdentityMode>)]
    pub identity_mode: Option<String>,
}

/// The caller's agency.
#[derive(Debug, Serialize, ToSchema)]
pub struct MyAgency {
    /// Identifier.
    pub id: Uuid,
    /// Short name in public addresses.
    pub slug: String,
    /// Display name.
    pub name: String,
}

/// An access token.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"access_token": "eyJ0eXAiOiJKV1Qi…", "token_type": "Bearer", "expires_in": 3600}))]
pub struct AccessToken {
    /// The token, shown once.
    pub access_token: String,
    /// Always `Bearer`.
    pub token_type: String,
    /// Seconds it is valid.
    #[schema(minimum = 1)]
    pub expires_in: i32,
}
