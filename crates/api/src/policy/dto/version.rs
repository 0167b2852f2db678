use chrono::NaiveDate;
use peerline_domain::policy::{Area, PolicyDocument, Setting, Source};
use peerline_persistence::records::PolicyVersion;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;
use validator::Validate;

/// The day that is asked about.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct OnDay {
    /// Local day of the agency; today where absent.
    #[param(nullable = false)]
    #[serde(default, deserialize_with = "crate::day::optional_day")]
    pub on: Option<NaiveDate>,
}

/// What a new draft is made from.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum BasedOn {
    /// One of the agency's own versions.
    Version {
        /// The version.
        id: Uuid,
    },
    /// A policy every agency can start from.
    Preset {
        /// Its name; see `GET /v1/policy-presets`.
        #[schema(min_length = 1, max_length = 64)]
        name: String,
    },
}

/// A draft to be made.
#[derive(Debug, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"based_on": {"kind": "preset", "name": "arizona_dcs"}}))]
pub struct NewPolicyVersion {
    /// What it is made from.
    pub based_on: BasedOn,
}

/// Where a version stands on the agency's local day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum VersionState {
    /// Not activated; can be changed.
    Draft,
    /// Activated, in force from a later day; can be withdrawn until then.
    Scheduled,
    /// In force.
    InForce,
    /// No longer in force.
    Superseded,
}

impl VersionState {
    fn of(version: &PolicyVersion, today: NaiveDate) -> Self {
        match version.effective {
            None => Self::Draft,
            Some(range) if today < range.from => Self::Scheduled,
            Some(range) if range.contains(today) => Self::InForce,
            Some(_) => Self::Superseded,
        }
    }
}

/// A policy version without its document.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PolicyVersion, example = json!({
    "id": "8c1f1f64-2a3b-4c5d-8e6f-7a8b9c0d1e2f", "number": 2, "revision": 3, "state": "scheduled",
    "based_on_preset": "arizona_dcs", "effective_from": "2026-10-18", "effective_until": null,
    "drafted_by": "0b6f7f1c-6a3f-4f7e-8a4e-1f2d3c4b5a69", "drafted_on": "2026-10-01",
    "activated_by": "9d2c4e6a-1b3d-4f5a-8c7e-0a1b2c3d4e5f", "activated_on": "2026-10-02"
}))]
pub struct PolicyVersionDto {
    /// Identifier.
    pub id: Uuid,
    /// 1, 2, 3 … in the order of drafting.
    #[schema(value_type = i32, minimum = 1)]
    pub number: u32,
    /// Counts changes.
    #[schema(value_type = i32, minimum = 1)]
    pub revision: u32,
    /// Where it stands on the agency's local day.
    pub state: VersionState,
    /// Preset its document was made from; null where it was made from none.
    #[schema(required = true)]
    pub based_on_preset: Option<String>,
    /// First local day in force; null for a draft.
    #[schema(required = true)]
    pub effective_from: Option<NaiveDate>,
    /// First local day no longer in force; null for a draft and where no end is set.
    #[schema(required = true)]
    pub effective_until: Option<NaiveDate>,
    /// Principal who drafted it.
    pub drafted_by: Uuid,
    /// Local day of drafting.
    pub drafted_on: NaiveDate,
    /// Principal who activated it; null for a draft.
    #[schema(required = true)]
    pub activated_by: Option<Uuid>,
    /// Local day of activation; null for a draft.
    #[schema(required = true)]
    pub activated_on: Option<NaiveDate>,
}

impl PolicyVersionDto {
    /// A version as it stands on the agency's local day.
    pub fn on(today: NaiveDate, version: &PolicyVersion) -> Self {
        Self {
            id: version.id,
            number: version.number,
            revision: version.revision,
            state: VersionState::of(version, today),
            based_on_preset: version.document.based_on.clone(),
            effective_from: version.effective.map(|range| range.from),
            effective_until: version.effective.and_then(|range| range.until),
            drafted_by: version.drafted_by,
            drafted_on: version.drafted_on,
            activated_by: version.activated_by,
            activated_on: version.activated_on,
        }
    }
}

/// A policy version with its document.
#[derive(Debug, Serialize, ToSchema)]
pub struct PolicyVersionDetail {
    /// The version.
    pub version: PolicyVersionDto,
    /// The document, as it is stored.
    pub document: PolicyDocument,
}

impl PolicyVersionDetail {
    /// A version as it stands on the agency's local day.
    pub fn on(today: NaiveDate, version: PolicyVersion) -> Self {
        Self { version: PolicyVersionDto::on(today, &version), document: version.document }
    }
}

/// The versions of an agency's policy.
#[derive(Debug, Serialize, ToSchema)]
pub struct PolicyVersionList {
    /// Oldest first.
    pub items: Vec<PolicyVersionDto>,
}

/// One parameter's value, and who says so.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "parameter": "decline.followup_days", "area": "follow_up", "policy_version_id": "8c1f1f64-2a3b-4c5d-8e6f-7a8b9c0d1e2f",
    "value": 7, "stated": "7 after initial contact", "note": null,
    "source": {"kind": "policy", "clause": "V.C.4.a", "strength": "must", "inferred": false}
}))]
pub struct PolicySetting {
    /// Key of the parameter.
    pub parameter: String,
    /// Area it stands in.
    pub area: Area,
    /// Version it was read from.
    pub policy_version_id: Uuid,
    /// The value; null where the policy is silent or has left it to be set.
    #[schema(value_type = serde_json::Value)]
    pub value: serde_json::Value,
    /// The value in the words of the policy matrix.
    #[schema(required = true)]
    pub stated: Option<String>,
    /// A remark, where policy text and matrix differ.
    #[schema(required = true)]
    pub note: Option<String>,
    /// Who says so.
    pub source: Source,
}

impl PolicySetting {
    /// A setting of a version.
    pub fn of(parameter: String, area: Area, policy_version_id: Uuid, setting: Setting) -> Self {
        let Setting { value, stated, note, source } = setting;
        Self { parameter, area, policy_version_id, value, stated, note, source }
    }
}
