use peerline_domain::policy::{IdentityMode, Parameter, PolicyDocument, Preset};
use serde::Serialize;
use utoipa::ToSchema;

/// A policy an agency can start from, in short.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"name": "arizona_dcs", "title": "DCS Peer Support Program", "organization": "Department of Child Safety", "identity_mode": "none"}))]
pub struct PolicyPresetSummary {
    /// Stable name, for `POST /v1/agencies` and `POST /v1/policy-versions`.
    pub name: String,
    /// Name of the program.
    pub title: String,
    /// The organization whose policy it is.
    pub organization: String,
    /// What may be known about a recipient; null where the policy leaves it open.
    #[schema(required = true)]
    pub identity_mode: Option<IdentityMode>,
}

impl From<&Preset> for PolicyPresetSummary {
    fn from(preset: &Preset) -> Self {
        Self {
            name: preset.name.to_owned(),
            title: preset.document.registers.meta.name.clone(),
            organization: preset.document.registers.meta.organization.clone(),
            identity_mode: preset.document.identity_mode().ok(),
        }
    }
}

/// The policies an agency can start from.
#[derive(Debug, Serialize, ToSchema)]
pub struct PolicyPresetList {
    /// In no order of merit.
    pub items: Vec<PolicyPresetSummary>,
}

/// A policy an agency can start from.
#[derive(Debug, Serialize, ToSchema)]
pub struct PolicyPreset {
    /// Stable name.
    pub name: String,
    /// The whole document.
    pub document: PolicyDocument,
}

/// The catalog of parameters.
#[derive(Debug, Serialize, ToSchema)]
pub struct PolicyParameters {
    /// By key.
    pub items: Vec<Parameter>,
}
