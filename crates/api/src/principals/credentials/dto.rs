//! What is sent and answered about identities and secrets.

use chrono::NaiveDate;
use peerline_persistence::records::{ClientSecret, Identity};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// A subject of an identity provider who is to sign in as a person.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"issuer": "https://login.example.org", "subject": "248289761001"}))]
pub struct NewIdentity {
    /// The provider's issuer; one of those set up for the agency.
    #[validate(length(min = 1, max = 512, message = "1 to 512 characters"))]
    #[schema(min_length = 1, max_length = 512)]
    pub issuer: String,
    /// The subject, as the provider's tokens name it. Only a digest of it is kept.
    #[validate(length(min = 1, max = 512, message = "1 to 512 characters"))]
    #[schema(min_length = 1, max_length = 512)]
    pub subject: String,
}

/// An identity of a person. The subject is never shown.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Identity, example = json!({"id": "2b1c0d9e-8f7a-4b6c-9d5e-4f3a2b1c0d9e", "issuer": "https://login.example.org", "created_on": "2026-10-01"}))]
pub struct IdentityDto {
    /// Identifier.
    pub id: Uuid,
    /// The provider's issuer.
    pub issuer: String,
    /// Day it was added, UTC.
    pub created_on: NaiveDate,
}

impl From<Identity> for IdentityDto {
    fn from(record: Identity) -> Self {
        Self { id: record.id, issuer: record.issuer, created_on: record.created_on }
    }
}

/// The identities of a person.
#[derive(Debug, Serialize, ToSchema)]
pub struct IdentityList {
    /// By identifier.
    pub items: Vec<IdentityDto>,
}

/// A secret of a machine, shown this once.
#[derive(Serialize, ToSchema)]
#[schema(example = json!({"id": "3c2d1e0f-9a8b-4c7d-8e6f-5a4b3c2d1e0f", "client_id": "0b6f7f1c-6a3f-4f7e-8a4e-1f2d3c4b5a69", "client_secret": "MFRGGZDFMZTWQ2LK…", "created_on": "2026-10-01"}))]
pub struct IssuedSecret {
    /// Identifier.
    pub id: Uuid,
    /// The machine, as it names itself at `POST /oauth/token`.
    pub client_id: Uuid,
    /// The secret, shown once: null where the command is sent again and its answer repeated.
    #[schema(required = true)]
    pub client_secret: Option<String>,
    /// Day it was made, UTC.
    pub created_on: NaiveDate,
}

/// A secret of a machine, without what is secret.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ClientSecret, example = json!({"id": "3c2d1e0f-9a8b-4c7d-8e6f-5a4b3c2d1e0f", "created_on": "2026-10-01"}))]
pub struct ClientSecretDto {
    /// Identifier.
    pub id: Uuid,
    /// Day it was made, UTC.
    pub created_on: NaiveDate,
}

impl From<ClientSecret> for ClientSecretDto {
    fn from(record: ClientSecret) -> Self {
        Self { id: record.id, created_on: record.created_on }
    }
}

/// The secrets of a machine.
#[derive(Debug, Serialize, ToSchema)]
pub struct ClientSecretList {
    /// By identifier.
    pub items: Vec<ClientSecretDto>,
}
