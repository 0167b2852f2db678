//! The lists a policy gives: exceptions, kinds, modes, code lists, definitions.

use super::setting::Strength;
use serde::{Deserialize, Serialize};

/// Every list of a policy. A list the policy does not give is empty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Registers {
    /// Name, boundary and confidentiality texts.
    pub meta: Meta,
    /// Exceptions to confidentiality, a closed list (CONF-06).
    pub exceptions: Vec<ExceptionEntry>,
    /// What an indicator means under this policy (CONF-07).
    pub indicators: Vec<IndicatorEntry>,
    /// Kinds of intervention (RESP-01); another kind is refused (RESP-33).
    pub intervention_kinds: Vec<KindEntry>,
    /// Modes of contact (RESP-02).
    pub modes: Vec<ModeEntry>,
    /// Modes the policy rules out by name (RESP-27).
    pub forbidden_modes: Vec<ClauseEntry>,
    /// Types of incident and the way each takes (REFER-02, REFER-04, REFER-13, REFER-20).
    pub incident_types: Vec<IncidentTypeEntry>,
    /// Circumstances to watch for, or ones that lead elsewhere (REFER-06, REFER-14).
    pub circumstances: Vec<CodeEntry>,
    /// Issue or stress categories (TRACK-24).
    pub categories: Vec<CategoryEntry>,
    /// Grounds for ending a membership (REVOKE-01, REVOKE-09).
    pub removal_grounds: Vec<GroundEntry>,
    /// Criteria for becoming a peer (ELIG).
    pub eligibility_criteria: Vec<CriterionEntry>,
    /// Definitions (PROG-28).
    pub glossary: Vec<TermEntry>,
    /// Goals (PROG-29).
    pub goals: Vec<GoalEntry>,
    /// Documents the policy relies on (PROG-30).
    pub documents: Vec<DocumentEntry>,
    /// Authorities the policy cites, as text (CONF-29).
    pub statutes: Vec<StatuteEntry>,
    /// Outcomes a triage may have (REFER-33).
    pub triage_outcomes: Vec<String>,
    /// Kinds of resource people are referred to (RES-03).
    pub resource_kinds: Vec<CodeEntry>,
}

/// The texts people are shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Meta {
    /// Name of the program.
    pub name: String,
    /// The organization whose program it is.
    pub organization: String,
    /// That peer support is not counseling (PROG-06).
    pub boundary_text: String,
    /// Clause of the boundary.
    pub boundary_clause: String,
    /// What a requester is told of confidentiality and its limits (CONF-28).
    pub confidentiality_statement: String,
    /// What to do in an emergency, shown first (RES-05, RESP-32).
    pub emergency_text: String,
}

/// An exception to confidentiality (6.8).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ExceptionEntry {
    /// Stable code.
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 64, pattern = "^[a-z][a-z0-9_]*$", example = "danger_to_self")
    )]
    pub code: String,
    /// Clause.
    #[cfg_attr(feature = "openapi", schema(max_length = 1000))]
    pub clause: String,
    /// What triggers it, in words.
    #[cfg_attr(feature = "openapi", schema(max_length = 1000))]
    pub trigger: String,
    /// Whether disclosure is mandated or permitted (CONF-09).
    pub duty: Duty,
    /// Whether the duty was inferred.
    pub duty_inferred: bool,
    /// Who receives the disclosure (CONF-13).
    #[cfg_attr(feature = "openapi", schema(max_length = 1000))]
    pub addressee: String,
    /// When the person is told (CONF-10 … CONF-12).
    #[cfg_attr(feature = "openapi", schema(max_length = 1000))]
    pub notice: String,
    /// Limits on what is disclosed (CONF-14).
    #[cfg_attr(feature = "openapi", schema(max_items = 30, max_length = 1000))]
    pub limits: Vec<String>,
    /// Narrower codes.
    #[cfg_attr(feature = "openapi", schema(max_items = 30, max_length = 1000))]
    pub sub_codes: Vec<String>,
}

/// How binding a disclosure is (CONF-09).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Duty {
    /// The policy demands it.
    Mandated,
    /// The policy allows it.
    Permitted,
    /// A statute demands it.
    LawMandates,
    /// A tribunal may compel it.
    Compellable,
}

/// One row of the indicator matrix (6.9).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct IndicatorEntry {
    /// Indicator flag.
    pub indicator: String,
    /// Exceptions it raises.
    pub exceptions: Vec<String>,
    /// Whether the peer has to judge.
    pub judge: bool,
    /// Whether the row was inferred.
    pub inferred: bool,
}

/// A kind of intervention.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct KindEntry {
    /// Stable code.
    pub code: String,
    /// Name.
    pub label: String,
    /// Clause.
    pub clause: String,
    /// Whether several people take part.
    pub group: bool,
    /// Whether it is support for somebody, in contrast to training or orientation.
    pub counts_as_response: bool,
    /// Whether it was inferred.
    pub inferred: bool,
    /// The ideal time for it that the policy may set; none where no such setting speaks of it (RESP-11, RESP-12). Absent
    /// where it is none, as in every document stored before there was such a field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ideal_window: Option<IdealWindow>,
}

/// A setting on the ideal time of an intervention after what it responds to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum IdealWindow {
    /// That of an individual or group intervention (`intervention.ideal_days`, RESP-11).
    Intervention,
    /// That of a trauma incident briefing (`tib.days`, RESP-12).
    TraumaBriefing,
}

/// A mode of contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ModeEntry {
    /// Stable code.
    pub code: String,
    /// Name.
    pub label: String,
    /// Clause.
    pub clause: String,
    /// Whether the recipient stays unknown to the peer: no slot, no follow-up (RESP-02).
    pub anonymous: bool,
    /// Whether it is a neutral location, to which a length limit may apply (RESP-03).
    pub neutral_location: bool,
}

/// A type of incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct IncidentTypeEntry {
    /// Stable code.
    pub code: String,
    /// Name.
    pub label: String,
    /// Clause.
    pub clause: String,
    /// The way it takes.
    pub route: IncidentRoute,
    /// Narrower codes.
    pub sub_codes: Vec<String>,
}

/// The way an incident takes through triage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum IncidentRoute {
    /// Outreach is offered when the case qualifies, otherwise the purview is decided (REFER-02).
    OutreachAlways,
    /// The coordinator decides whether it is within the team's purview (REFER-04).
    PurviewDecision,
    /// The manager triages.
    ManagerTriage,
    /// A potentially traumatizing event.
    PteQualifies,
    /// The manager considers other options.
    ConsultManagerOtherOptions,
    /// A notice is due (REFER-19).
    Notice,
}

/// A code with its clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ClauseEntry {
    /// Stable code.
    pub code: String,
    /// Clause.
    pub clause: String,
}

/// A code with name and clause.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CodeEntry {
    /// Stable code.
    pub code: String,
    /// Name.
    pub label: String,
    /// Clause.
    pub clause: String,
}

/// An issue or stress category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CategoryEntry {
    /// Stable code.
    pub code: String,
    /// Name.
    pub label: String,
    /// Clause.
    pub clause: String,
    /// Whether it was inferred.
    pub inferred: bool,
}

/// A ground for ending a membership.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct GroundEntry {
    /// Stable code.
    pub code: String,
    /// Clause.
    pub clause: String,
    /// Whether one event is enough.
    pub single_event: bool,
    /// Nature of the ground, in words.
    pub nature: String,
}

/// A criterion for becoming a peer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CriterionEntry {
    /// Stable code.
    pub code: String,
    /// Clause.
    pub clause: String,
    /// How binding it is.
    pub strength: Strength,
}

/// A definition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct TermEntry {
    /// The term.
    pub term: String,
    /// What it means under this policy.
    pub definition: String,
    /// Clause.
    pub clause: String,
}

/// A goal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct GoalEntry {
    /// The goal in words.
    pub text: String,
    /// Clause.
    pub clause: String,
}

/// A document the policy relies on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DocumentEntry {
    /// Its number or id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Clause.
    pub clause: String,
}

/// An authority the policy cites.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StatuteEntry {
    /// The citation as text; no rule derives from it.
    pub citation: String,
    /// Clause.
    pub clause: String,
}
