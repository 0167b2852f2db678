//! What the rules on publication read from a policy.

use crate::policy::{PolicyDocument, SettingError};

/// `release.k` where the policy says nothing.
const DEFAULT_RELEASE_K: u32 = 11;
/// `suppress.k` where the policy says nothing.
const DEFAULT_SUPPRESS_K: u32 = 5;
/// No agency releases under less.
const RELEASE_FLOOR: u32 = 5;

/// The policy's terms on publication.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReleaseTerms {
    /// Fewest contacts a released figure stands for, never below the floor of 5.
    pub release_k: u32,
    /// Fewest contacts a figure of a working sheet stands for.
    pub suppress_k: u32,
}

impl ReleaseTerms {
    /// Reads the terms.
    ///
    /// # Errors
    /// [`SettingError`] where a setting is missing or of another type.
    pub fn read(document: &PolicyDocument) -> Result<Self, SettingError> {
        let release_k = document.integer("release.k")?.unwrap_or(DEFAULT_RELEASE_K);
        Ok(Self {
            release_k: release_k.max(RELEASE_FLOOR),
            suppress_k: document.integer("suppress.k")?.unwrap_or(DEFAULT_SUPPRESS_K),
        })
    }
}
