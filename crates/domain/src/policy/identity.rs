use serde::{Deserialize, Serialize};

/// What may be known about a recipient of support (0.6). The one switch every recording rule looks at.
///
/// Ordered by strictness: a stricter mode is greater, so that the stricter of two is their maximum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum IdentityMode {
    /// A confidential case file names the employee; manager, director (need-to-know) and the assigned
    /// supporters see it.
    RestrictedCase,
    /// The incident notice or referral names affected staff; coordinator and assigned peer see it; purged at
    /// closure. Trackers and statistics hold no identity.
    IntakeOnly,
    /// No persisted record may hold or allow derivation of a recipient's identity. Contact details travel
    /// outside the system; only an opaque per-incident slot exists while work is open.
    None,
}

impl IdentityMode {
    /// The mode that governs recording when a process was opened under `opened` and `now` is in force: the
    /// stricter of the two (PROG-01).
    #[must_use]
    pub fn governing(opened: Self, now: Self) -> Self {
        opened.max(now)
    }

    /// May any row hold a recipient's name or contact details?
    pub const fn may_name_recipient(self) -> bool {
        !matches!(self, Self::None)
    }

    /// Does a case file name the recipient and stay when the work ends?
    pub const fn keeps_case(self) -> bool {
        matches!(self, Self::RestrictedCase)
    }
}

#[cfg(test)]
mod tests {
    use super::IdentityMode;

    #[test]
    fn prog_01_the_stricter_mode_governs_recording() {
        assert_eq!(
            IdentityMode::governing(IdentityMode::RestrictedCase, IdentityMode::None),
            IdentityMode::None
        );
        assert_eq!(
            IdentityMode::governing(IdentityMode::IntakeOnly, IdentityMode::RestrictedCase),
            IdentityMode::IntakeOnly
        );
    }
}
