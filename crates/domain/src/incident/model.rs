//! What an incident is to the rules.

use crate::policy::IncidentRoute;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How the case behind an incident stands, as the coordinator looks it up. Never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CaseStanding {
    /// Open in ongoing on the day of the incident.
    Ongoing,
    /// Was open in ongoing and closed on this local day.
    ClosedOn(NaiveDate),
    /// Never in ongoing, for example an investigation only.
    NeverOngoing,
}

/// The only thing that is kept of a case (design 7: no case number, no closing date).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseJudgment {
    /// Whether the case makes its incident one that outreach is offered for.
    pub qualifies: bool,
    /// Local day on which that was judged.
    pub judged_on: NaiveDate,
}

/// The way an incident takes, from its type and its case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Route {
    /// Outreach *will* be offered: nobody decides against it (AZ V.C).
    OutreachOffered,
    /// The coordinator decides whether it is within the team's purview (AZ V.D).
    PurviewDecision,
    /// The manager triages.
    ManagerTriage,
    /// A potentially traumatizing event: it qualifies.
    PteQualifies,
    /// The manager is consulted on other options; never refused by itself (REFER-14).
    ConsultManagerOtherOptions,
    /// A notice is due (REFER-19).
    Notice,
}

impl From<IncidentRoute> for Route {
    /// The register's route, before the case has been looked at.
    fn from(route: IncidentRoute) -> Self {
        match route {
            IncidentRoute::OutreachAlways => Self::OutreachOffered,
            IncidentRoute::PurviewDecision => Self::PurviewDecision,
            IncidentRoute::ManagerTriage => Self::ManagerTriage,
            IncidentRoute::PteQualifies => Self::PteQualifies,
            IncidentRoute::ConsultManagerOtherOptions => Self::ConsultManagerOtherOptions,
            IncidentRoute::Notice => Self::Notice,
        }
    }
}

/// What a triage may find (6.7, REFER-33). Which of them a policy knows stands in its registers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum TriageOutcome {
    /// Within the team's purview.
    InPurview,
    /// Not within it; resources are suggested.
    NotInPurview,
    /// A potentially traumatizing event, which qualifies.
    PteQualifies,
    /// The manager looks for other options.
    ConsultManagerOtherOptions,
    /// A stressor from outside work: referral out is proposed.
    ReferOutNonWork,
}

impl TriageOutcome {
    /// Every outcome.
    pub const ALL: [Self; 5] = [
        Self::InPurview,
        Self::NotInPurview,
        Self::PteQualifies,
        Self::ConsultManagerOtherOptions,
        Self::ReferOutNonWork,
    ];
}

/// Where an incident stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum IncidentState {
    /// Alerted, not yet decided on.
    Reported,
    /// The team takes it up.
    InPurview,
    /// The team does not.
    NotInPurview,
    /// Over: slots are purged and no new outreach begins (FOLLOW-05).
    Closed,
}

impl IncidentState {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Reported, Self::InPurview, Self::NotInPurview, Self::Closed];
}

/// What can happen to an incident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IncidentEvent {
    /// It was decided on.
    Triage(TriageOutcome),
    /// It is over.
    Close,
}
