//! Who is calling.

use crate::problem::Problem;
use peerline_domain::Refusal;
use peerline_domain::access::{Action, Role, TokenScope};
use peerline_domain::catalog::RefusalCode;
use peerline_persistence::Scope;
use uuid::Uuid;

/// Who is calling and in which role. One agency per caller; none for the platform's administrator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// The principal.
    pub principal: Uuid,
    /// Display name, for `GET /v1/me`.
    pub display_name: String,
    /// The principal's agency.
    pub agency: Option<Uuid>,
    /// Role of this request.
    pub role: Role,
    /// The unit the role is limited to, as of the epoch; what holds now stands in `Work::unit`.
    pub unit: Option<Uuid>,
    /// Whether the request named the role; otherwise it was the only one.
    pub role_named: bool,
    /// Every role the principal holds.
    pub roles: Vec<Role>,
    /// The authorization epoch the roles were read at.
    pub epoch: i64,
    /// When the token was issued, seconds since the epoch.
    pub token_issued_at: i64,
    /// What the token is limited to besides the role; none: nothing.
    pub scopes: Option<Vec<TokenScope>>,
}

/// That a request is a signed-in caller's, and of which agency; in its extensions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignedIn(pub Option<Uuid>);

impl Actor {
    /// Whose rows this caller may touch.
    pub fn scope(&self) -> Scope {
        self.agency.map_or(Scope::Platform, Scope::Agency)
    }

    /// The class decision: from role and action alone, before any look-up (403, the same for invented ids).
    pub fn may(&self, action: Action) -> Result<(), Problem> {
        if !action.permitted_to(self.role) {
            let refusal = if self.role == Role::Supervisor && action == Action::ReadRecipient {
                // No supervisor has access, assigned or not, whatever they could prove (LA Conf.p2).
                Refusal::new(RefusalCode::SupervisorAccessDenied, "CONF-05")
            } else {
                Refusal::new(RefusalCode::ForbiddenForRole, "CONF-26")
            };
            return Err(refusal.into());
        }
        if self.token_covers(action) { Ok(()) } else { Err(Problem::insufficient_scope(action)) }
    }

    /// Whether the token is good for an action the role permits.
    pub fn token_covers(&self, action: Action) -> bool {
        self.scopes.as_ref().is_none_or(|scopes| TokenScope::any_covers(scopes, action))
    }
}
