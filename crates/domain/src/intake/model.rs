//! What is asked of a request before anybody is assigned.

use serde::{Deserialize, Serialize};

/// Who asks for support (PROG-03). A code, never a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Population {
    /// The agency's own personnel.
    Employee,
    /// Family of personnel.
    Family,
    /// Another agency, department or team.
    OtherAgency,
    /// The community.
    Community,
    /// Not told, where the policy asks no more of who asks for themselves than a way to respond (REFER-25).
    NotTold,
}

/// Where the stress comes from (PROG-04).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Stressor {
    /// From work.
    Work,
    /// From private life.
    Personal,
    /// Accumulated, without a single incident (REFER-28).
    Cumulative,
    /// Not told, as for [`Population::NotTold`].
    NotTold,
}

/// How a request reached the program (REFER-01).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Via {
    /// Through the web form.
    Web,
    /// By telephone to the coordinator.
    Telephone,
    /// By e-mail to the coordinator.
    Email,
    /// By text message.
    Text,
    /// In person, to the coordinator.
    InPerson,
    /// Straight to a member of the team.
    DirectToMember,
    /// By word of mouth, without any form.
    WordOfMouth,
}

/// What the web form is to an agency (`referral.web_request`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum WebRequest {
    /// There is none: the public route does not exist.
    Off,
    /// It takes requests without a name (REFER-32).
    Anonymous,
    /// It takes the requester's name.
    Named,
}

/// A request, as far as its admission goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewRequest {
    /// Who asks.
    pub population: Population,
    /// For what.
    pub stressor: Stressor,
    /// By which way.
    pub via: Via,
    /// Whether it is tied to an incident the team knows. No request needs one (REFER-28), but the community
    /// is served in critical incidents only.
    pub about_incident: bool,
}

/// A request that is let in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Admission {
    /// Whether the policy proposes to refer such a stressor out. Whoever triages decides (REFER-14): stress
    /// from private life can spill over into work.
    pub refer_out_proposed: bool,
}
