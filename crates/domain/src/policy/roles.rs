use super::document::PolicyDocument;
use crate::access::Role;

impl PolicyDocument {
    /// Whether the policy has the role. Team lead (PROG-09) and logistics coordinator (PROG-12) are roles of
    /// some policies only; one that is silent on a role, or says what cannot be read, gives it to nobody.
    /// Every other role exists under every policy.
    pub fn role_exists(&self, role: Role) -> bool {
        match role {
            Role::LogisticsCoordinator => self.flag("logistics_coordinator.exists").unwrap_or(false),
            Role::TeamLead => self.flag("team_lead.exists").unwrap_or(false),
            _ => true,
        }
    }
}
