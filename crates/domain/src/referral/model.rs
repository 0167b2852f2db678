//! What is asked of a referral.

use crate::access::Role;
use crate::calendar::Timestamp;
use serde::{Deserialize, Serialize};

/// Who refers. Kept with the referral; whoever it was as a person is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Referrer {
    /// A colleague: a member of the team who flags somebody (REFER-26).
    Peer,
    /// A supervisor (REFER-07, REFER-27).
    Supervisor,
    /// Somebody higher up (REFER-10).
    Management,
    /// Whoever coordinates the program, for somebody who told them (REFER-11).
    Coordinator,
    /// A machine of the agency, scripted intake.
    Machine,
}

impl Referrer {
    /// Who somebody is as a referrer who asks in this role.
    pub const fn in_role(role: Role) -> Self {
        match role {
            Role::Supervisor => Self::Supervisor,
            Role::ExecutiveSponsor | Role::ProgrammeHead => Self::Management,
            Role::Coordinator | Role::LogisticsCoordinator | Role::TeamLead => Self::Coordinator,
            Role::IntakeClient => Self::Machine,
            _ => Self::Peer,
        }
    }
}

/// What a referral is for. Asked of everybody, so that the answer is one the referrer gave (REFER-27).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Purpose {
    /// That somebody is offered support.
    #[default]
    Support,
    /// As part of, or in place of, discipline.
    Discipline,
    /// As part of, or in place of, coaching.
    Coaching,
    /// As part of, or in place of, a plan to improve somebody's work.
    WorkImprovementPlan,
}

/// What a referral can rest on, where the policy lists it among its channels (REFER-09, REFER-10, REFER-11). Of a report
/// or an alert nothing is taken but that there is one; and none has to be finished first (REFER-12).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum ReferralSource {
    /// The copy of a security incident report.
    SecurityIncidentReport,
    /// An alert to management about a fatality, which is never shared.
    FatalityAlert,
    /// Word of mouth, without any form.
    WordOfMouth,
}

impl ReferralSource {
    /// Every source.
    pub const ALL: [Self; 3] = [Self::SecurityIncidentReport, Self::FatalityAlert, Self::WordOfMouth];

    /// The policy's code of it (`referral.channels`).
    pub const fn channel(self) -> &'static str {
        match self {
            Self::SecurityIncidentReport => "security_incident_report",
            Self::FatalityAlert => "fatality_alert",
            Self::WordOfMouth => "word_of_mouth",
        }
    }
}

/// What a policy can want a referral to contain (REFER-08).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Content {
    /// The person's name.
    Name,
    /// How the person is reached.
    Contact,
    /// The context of the event.
    Context,
}

/// A referral, as far as its acceptance goes. What it says of the person stays outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewReferral {
    /// What it is for.
    pub purpose: Purpose,
    /// When the person was exposed, where there is one event and it is told.
    pub exposed_at: Option<Timestamp>,
    /// What of the person it contains.
    pub content: Vec<Content>,
}
