//! What forms look like.

use peerline_domain::policy::IdentityMode;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

/// Type of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// One of `codes`.
    Code,
    /// One line of text.
    Text,
    /// An id of what is listed at `listed_at`.
    Id,
    /// A local day, `YYYY-MM-DD`.
    Day,
    /// An instant, RFC 3339 with offset.
    Instant,
    /// A whole number.
    Integer,
    /// Yes or no.
    Boolean,
    /// An object; its fields follow, named `object/field`.
    Object,
    /// A list of objects; their fields follow, named `list/field`.
    List,
}

/// A code that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FormCode {
    /// What is sent.
    pub code: String,
    /// What is shown.
    pub label: String,
    /// Clause of the policy.
    #[schema(required = true)]
    pub clause: Option<String>,
}

/// What another field must say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Condition {
    /// The other field.
    pub field: String,
    /// Any of these codes.
    pub codes: Vec<String>,
}

/// A field of a form under the policy in force.
#[derive(Debug, Serialize, ToSchema)]
pub struct FormField {
    /// Name; a field of a nested object is `object/field`.
    pub name: String,
    /// What stands beside it.
    pub label: String,
    /// Type.
    pub r#type: FieldType,
    /// Whether it has to be sent.
    pub required: bool,
    /// For which codes of another field it has to be sent.
    #[schema(required = true)]
    pub required_when: Option<Condition>,
    /// Whether it may be sent at all. A field that may not is refused as `field_not_permitted`.
    pub permitted: bool,
    /// For which codes of another field only it may be sent.
    #[schema(required = true)]
    pub permitted_when: Option<Condition>,
    /// Whether the policy puts the question; otherwise it need not be answered, and any answer counts for nothing.
    pub asked: bool,
    /// Smallest number.
    #[schema(required = true)]
    pub minimum: Option<i32>,
    /// Greatest number.
    #[schema(required = true)]
    pub maximum: Option<i32>,
    /// Shortest length, in characters.
    #[schema(required = true)]
    pub min_length: Option<i32>,
    /// Greatest length, in characters.
    #[schema(required = true)]
    pub max_length: Option<i32>,
    /// The codes to choose from.
    #[schema(required = true)]
    pub codes: Option<Vec<FormCode>>,
    /// Address at which the ids to choose from are listed.
    #[schema(required = true)]
    pub listed_at: Option<String>,
    /// Requirement of the specification behind it.
    #[schema(required = true)]
    pub requirement: Option<String>,
    /// Clause of the policy behind it.
    #[schema(required = true)]
    pub clause: Option<String>,
}

/// A form under the policy in force.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "noun": "group-sessions", "method": "POST", "address": "/v1/group-sessions", "body": "NewGroupSession",
    "policy_version_id": "5a0d8f0e-3b7e-4f55-9c1d-2f6b7a8c9d10", "identity_mode": "none",
    "fields": [{
        "name": "kind", "label": "Kind", "type": "code", "required": true, "required_when": null, "permitted": true,
        "permitted_when": null, "asked": true, "minimum": null, "maximum": null, "min_length": 1, "max_length": 64,
        "codes": [{"code": "group_response", "label": "Group peer support response", "clause": "V.C.5"}],
        "listed_at": null, "requirement": "RESP-08", "clause": "IV.C.1.a"
    }]
}))]
pub struct FormDto {
    /// Name of the form.
    pub noun: String,
    /// Method it is sent with.
    pub method: String,
    /// Address it is sent to, as the contract writes it.
    pub address: String,
    /// Schema of its body in the contract.
    pub body: String,
    /// The policy version it follows.
    pub policy_version_id: Uuid,
    /// What may be known of a recipient.
    pub identity_mode: IdentityMode,
    /// Its fields.
    pub fields: Vec<FormField>,
}

/// The forms there are.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"nouns": ["group-sessions"]}))]
pub struct FormList {
    /// Their names.
    pub nouns: Vec<String>,
}
