use super::document::PolicyDocument;
use crate::access::{Action, Role};
use crate::catalog::RefusalCode;
use crate::decision::Refusal;

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

    /// Whether a role may ask for an action under this policy: where an agency lacks the role its column of Part 1A
    /// does not apply, and the members' reports are with whom the policy sends them to (TRACK-26).
    ///
    /// # Errors
    /// `forbidden_for_role`.
    pub fn permits(&self, role: Role, action: Action) -> Result<(), Refusal> {
        let forbidden = |requirement| Refusal::new(RefusalCode::ForbiddenForRole, requirement);
        if !action.permitted_to(role) {
            return Err(forbidden("CONF-26"));
        }
        if !self.role_exists(role) {
            return Err(forbidden("PROG-09"));
        }
        match keeper_of(action) {
            Some(setting) if self.keeper(setting, action).is_some_and(|keeper| keeper != role) => {
                Err(forbidden("TRACK-26").under(self.clause(setting)))
            }
            _ => Ok(()),
        }
    }

    /// The role a setting names, where the policy has it and it can do this at all.
    fn keeper(&self, setting: &'static str, action: Action) -> Option<Role> {
        let named: Option<Role> = self.read(setting).ok().flatten();
        named.filter(|role| action.permitted_to(*role) && self.role_exists(*role))
    }
}

/// The setting that says with whom the reports are.
const fn keeper_of(action: Action) -> Option<&'static str> {
    match action {
        Action::ReadReportStatus => Some("tracker.recipient"),
        Action::CombineReports => Some("tracker.combined"),
        _ => None,
    }
}

/// Whether what a role may ask for depends on the policy; otherwise the table of actions says it all.
pub const fn is_of_the_policy(role: Role, action: Action) -> bool {
    matches!(role, Role::TeamLead | Role::LogisticsCoordinator) || keeper_of(action).is_some()
}
