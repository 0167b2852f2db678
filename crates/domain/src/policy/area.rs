use serde::{Deserialize, Serialize};
use std::fmt;

/// A part of the policy document. The document is split by area, so that a front end can load and show one
/// subject at a time and a reviewer can approve one at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "the variants are the areas' own names")]
pub enum Area {
    Program,
    Selection,
    Commitment,
    Training,
    Meetings,
    Removal,
    Referral,
    Assignment,
    Response,
    FollowUp,
    Screening,
    Confidentiality,
    Tracking,
    Reporting,
    Resources,
    Notifications,
    Pay,
    Governance,
}

impl Area {
    /// Every area, in the order of the policy matrix.
    pub const ALL: [Self; 18] = [
        Self::Program,
        Self::Selection,
        Self::Commitment,
        Self::Training,
        Self::Meetings,
        Self::Removal,
        Self::Referral,
        Self::Assignment,
        Self::Response,
        Self::FollowUp,
        Self::Screening,
        Self::Confidentiality,
        Self::Tracking,
        Self::Reporting,
        Self::Resources,
        Self::Notifications,
        Self::Pay,
        Self::Governance,
    ];

    /// The area's name as it stands in the stored document.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Program => "program",
            Self::Selection => "selection",
            Self::Commitment => "commitment",
            Self::Training => "training",
            Self::Meetings => "meetings",
            Self::Removal => "removal",
            Self::Referral => "referral",
            Self::Assignment => "assignment",
            Self::Response => "response",
            Self::FollowUp => "follow_up",
            Self::Screening => "screening",
            Self::Confidentiality => "confidentiality",
            Self::Tracking => "tracking",
            Self::Reporting => "reporting",
            Self::Resources => "resources",
            Self::Notifications => "notifications",
            Self::Pay => "pay",
            Self::Governance => "governance",
        }
    }
}

impl fmt::Display for Area {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
