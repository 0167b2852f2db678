use super::{Action, Role};

macro_rules! scopes {
    ($($variant:ident = $code:literal, $doc:literal, [$($action:ident),+];)+) => {
        /// What a machine's token is limited to, besides the role: a narrow list of actions.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum TokenScope {
            $(#[doc = $doc] $variant,)+
        }

        impl TokenScope {
            /// Every scope.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The code as it travels in tokens.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $code,)+
                }
            }

            /// What it opens, in one sentence.
            pub const fn doc(self) -> &'static str {
                match self {
                    $(Self::$variant => $doc,)+
                }
            }

            /// The actions it is good for.
            pub const fn actions(self) -> &'static [Action] {
                match self {
                    $(Self::$variant => &[$(Action::$action),+],)+
                }
            }
        }
    };
}

scopes! {
    ReadReports = "reports:read", "Read sealed releases.", [ReadReleases];
    CreateReferrals = "referrals:create", "Refer people and raise alerts of incidents.", [RaiseAlert, Refer];
}

impl TokenScope {
    /// The scope of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|scope| scope.as_str() == code)
    }

    /// Whether one of the scopes is good for the action.
    pub fn any_covers(scopes: &[Self], action: Action) -> bool {
        scopes.iter().any(|scope| scope.actions().contains(&action))
    }

    /// The scopes a holder of the roles can ask for: those of which the roles permit every action.
    pub fn of_roles(roles: &[Role]) -> Vec<Self> {
        let open = |action: &Action| roles.iter().any(|role| action.permitted_to(*role));
        Self::ALL.iter().copied().filter(|scope| scope.actions().iter().all(open)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::TokenScope;
    use crate::access::{Action, Role};

    #[test]
    fn conf_26_a_machine_can_ask_for_the_scopes_of_its_role_and_no_other() {
        assert_eq!(TokenScope::of_roles(&[Role::HrClient]), [TokenScope::ReadReports]);
        assert_eq!(TokenScope::of_roles(&[Role::IntakeClient]), [TokenScope::CreateReferrals]);
        assert_eq!(TokenScope::of_roles(&[Role::Auditor]), []);
    }

    #[test]
    fn every_action_of_a_machine_s_role_is_in_a_scope() {
        for action in Action::ALL {
            for role in [Role::HrClient, Role::IntakeClient] {
                let covered = TokenScope::any_covers(TokenScope::ALL, *action);
                assert!(!action.permitted_to(role) || covered, "{action:?}");
            }
        }
    }

    #[test]
    fn a_scope_is_found_by_its_code_and_covers_its_own_actions() {
        for scope in TokenScope::ALL {
            assert_eq!(TokenScope::from_code(scope.as_str()), Some(*scope));
        }
        assert_eq!(TokenScope::from_code("reports:write"), None);
        assert!(!TokenScope::any_covers(&[TokenScope::CreateReferrals], Action::ReadReleases));
    }
}
