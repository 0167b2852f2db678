use crate::access::Action;

/// What was done, as the audit names it: the action of the route, or a name of its own for what no action stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuditVerb {
    code: &'static str,
    about_contact: bool,
}

impl AuditVerb {
    /// Somebody asked for support at the public address.
    pub const ASK_FOR_SUPPORT: Self = Self::about_contact("ask_for_support");
    /// Somebody took back what they asked for.
    pub const WITHDRAW_OWN_REQUEST: Self = Self::about_contact("withdraw_own_request");
    /// A write nobody named. Counted as one about a contact: what is not known to be harmless is kept coarse.
    pub const UNNAMED: Self = Self::about_contact("unnamed");
    /// The one-time administrator token was redeemed.
    pub const REDEEM_BOOTSTRAP_TOKEN: Self = Self::of_record("redeem_bootstrap_token");
    /// A month's figures were sealed for every reader.
    pub const SEAL_RELEASE: Self = Self::of_record("seal_release");
    /// Bodies of the audit were purged.
    pub const PURGE_AUDIT: Self = Self::of_record("purge_audit");

    /// A one-time administrator token was made.
    pub const ISSUE_BOOTSTRAP_TOKEN: Self = Self::of_record("issue_bootstrap_token");
    /// A platform administrator's authority was ended.
    pub const REVOKE_PLATFORM_ADMIN: Self = Self::of_record("revoke_platform_admin");
    /// An access token was printed at the command line.
    pub const PRINT_TOKEN: Self = Self::of_record("print_token");
    /// A new master key took the place of the one before.
    pub const ROTATE_MASTER_KEY: Self = Self::of_record("rotate_master_key");
    /// An agency was given a new key.
    pub const ROTATE_AGENCY_KEY: Self = Self::of_record("rotate_agency_key");

    const fn about_contact(code: &'static str) -> Self {
        Self { code, about_contact: true }
    }

    const fn of_record(code: &'static str) -> Self {
        Self { code, about_contact: false }
    }

    /// Every verb that is no action.
    pub const NAMED: [Self; 11] = [
        Self::ASK_FOR_SUPPORT,
        Self::WITHDRAW_OWN_REQUEST,
        Self::UNNAMED,
        Self::REDEEM_BOOTSTRAP_TOKEN,
        Self::SEAL_RELEASE,
        Self::PURGE_AUDIT,
        Self::ISSUE_BOOTSTRAP_TOKEN,
        Self::REVOKE_PLATFORM_ADMIN,
        Self::PRINT_TOKEN,
        Self::ROTATE_MASTER_KEY,
        Self::ROTATE_AGENCY_KEY,
    ];

    /// Whether a stored code is one of an act about a contact; so is one this version doesn't know.
    pub fn is_code_about_contact(code: &str) -> bool {
        let known = Self::NAMED.into_iter().chain(Action::ALL.iter().copied().map(Self::from));
        known.into_iter().find(|verb| verb.code == code).is_none_or(Self::is_about_contact)
    }

    /// The code as it is stored.
    pub const fn as_str(self) -> &'static str {
        self.code
    }

    /// Whether the row is one about a contact (Part 1D).
    pub const fn is_about_contact(self) -> bool {
        self.about_contact
    }
}

impl From<Action> for AuditVerb {
    fn from(action: Action) -> Self {
        Self { code: action.as_str(), about_contact: action.is_about_contact() }
    }
}
