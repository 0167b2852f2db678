//! Where else help is to be had (RES-03).

use peerline_domain::policy::PolicyDocument;
use serde::Serialize;
use utoipa::ToSchema;

/// A kind of resource people are referred to.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[schema(example = json!({"code": "eap", "label": "Employee Assistance Program"}))]
pub struct Resource {
    /// Stable code.
    pub code: String,
    /// Name.
    pub label: String,
}

/// The resources a policy names.
pub fn resources(document: &PolicyDocument) -> Vec<Resource> {
    let kinds = document.registers.resource_kinds.iter();
    kinds.map(|kind| Resource { code: kind.code.clone(), label: kind.label.clone() }).collect()
}
