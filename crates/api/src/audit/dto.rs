//! What answers look like.

use chrono::{DateTime, Utc};
use peerline_domain::audit::{AuditBody, SealedEntry, Stream};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

/// Which stream of the audit is listed.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StreamFilter {
    /// The stream; that of events where absent.
    pub stream: Option<Stream>,
}

/// Which rows, how many, and from where.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct AuditQuery {
    /// The stream, `events` where absent.
    #[param(nullable = false)]
    pub stream: Option<Stream>,
    /// `next_cursor` of the page before.
    #[param(max_length = 200, nullable = false)]
    pub cursor: Option<String>,
    /// Rows a page, 50 where absent.
    #[param(minimum = 1, maximum = 100, nullable = false)]
    pub limit: Option<u8>,
}

/// A sealed row of the audit. A row about a contact, where no recipient may be derived, has month, verb and role
/// only; a purged one has its place only.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AuditEntry, example = json!({"stream": "events", "batch": 12, "position": 0, "at": "2026-10-01T16:00:00Z", "month": null, "verb": "manage_units", "role": "coordinator", "actor_id": "3f0a5b1e-2c4d-4e6f-8a9b-0c1d2e3f4a5b", "object_kind": "unit", "object_id": "0b6f7f1c-6a3f-4f7e-8a4e-1f2d3c4b5a69", "policy_version_id": "7c2e1d3f-4b5a-4c6d-9e8f-a1b2c3d4e5f6", "purged": false}))]
pub struct AuditEntryDto {
    /// The stream.
    pub stream: Stream,
    /// Number of the batch.
    #[schema(value_type = i32, minimum = 1)]
    pub batch: u64,
    /// Position in the batch.
    #[schema(value_type = i32, minimum = 0)]
    pub position: u32,
    /// When it was done.
    #[schema(required = true)]
    pub at: Option<DateTime<Utc>>,
    /// The month it was done in, for a row about a contact.
    #[schema(required = true)]
    pub month: Option<String>,
    /// What was done.
    #[schema(required = true)]
    pub verb: Option<String>,
    /// In which role.
    #[schema(required = true)]
    pub role: Option<String>,
    /// The principal.
    #[schema(required = true)]
    pub actor_id: Option<Uuid>,
    /// Kind of object it was done to.
    #[schema(required = true)]
    pub object_kind: Option<String>,
    /// The object.
    #[schema(required = true)]
    pub object_id: Option<Uuid>,
    /// The policy version in force.
    #[schema(required = true)]
    pub policy_version_id: Option<Uuid>,
    /// Whether what it said is purged.
    pub purged: bool,
}

impl AuditEntryDto {
    /// The row at its place, and no more of it than it says.
    pub fn of(stream: Stream, entry: SealedEntry) -> Self {
        let mut row = Self {
            stream,
            batch: entry.batch,
            position: entry.position,
            at: None,
            month: None,
            verb: None,
            role: None,
            actor_id: None,
            object_kind: None,
            object_id: None,
            policy_version_id: None,
            purged: entry.opened.is_none(),
        };
        match entry.opened.map(|(_, body)| body) {
            Some(AuditBody::Event { at, verb, role, actor, object, policy_version }) => {
                row.at = Some(at);
                row.verb = Some(verb);
                row.role = Some(role);
                row.actor_id = actor;
                (row.object_kind, row.object_id) =
                    object.map_or((None, None), |object| (Some(object.kind), object.id));
                row.policy_version_id = policy_version;
            }
            Some(AuditBody::Contact { month, verb, role }) => {
                row.month = Some(month.to_string());
                row.verb = Some(verb);
                row.role = Some(role);
            }
            None => {}
        }
        row
    }
}

/// A page of the audit.
#[derive(Debug, Serialize, ToSchema)]
pub struct AuditEntryPage {
    /// In the order they were sealed.
    pub items: Vec<AuditEntryDto>,
    /// Where the next page begins; null on the last.
    #[schema(required = true)]
    pub next_cursor: Option<String>,
}

/// Where a stream stands.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AuditStreamHead, example = json!({"stream": "events", "number": 12, "rows": 31, "hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "sealed": "2026-10-01T16:00:00.500000Z"}))]
pub struct StreamHeadDto {
    /// The stream.
    pub stream: Stream,
    /// Number of the last batch; 0 where there is none.
    #[schema(value_type = i32, minimum = 0)]
    pub number: u64,
    /// Rows sealed so far.
    #[schema(value_type = i64, minimum = 0)]
    pub rows: u64,
    /// SHA-256 of the last batch, in hexadecimal; empty where there is none.
    #[schema(max_length = 64, pattern = "^([0-9a-f]{64})?$")]
    pub hash: String,
    /// When the last batch was sealed: an instant for events, a month for contacts.
    #[schema(required = true)]
    pub sealed: Option<String>,
}

/// Where both streams stand, signed. Keep it away from the database: whoever rewrites the chains can't rewrite this.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = AuditHead, example = json!({"agency": "example-dcs", "agency_id": "3f0a5b1e-2c4d-4e6f-8a9b-0c1d2e3f4a5b", "streams": [{"stream": "events", "number": 12, "rows": 31, "hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08", "sealed": "2026-10-01T16:00:00.500000Z"}, {"stream": "contacts", "number": 0, "rows": 0, "hash": "", "sealed": null}], "lag_seconds": 0, "public_key": "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "signature": "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"}))]
pub struct AuditHeadDto {
    /// The agency; null for the installation.
    #[schema(required = true)]
    pub agency: Option<String>,
    /// Its identifier; null for the installation.
    #[schema(required = true)]
    pub agency_id: Option<Uuid>,
    /// Events, then contacts.
    pub streams: Vec<StreamHeadDto>,
    /// Seconds the oldest event has waited to be sealed; 0 where none waits. Not covered by the signature.
    #[schema(value_type = i64, minimum = 0)]
    pub lag_seconds: u64,
    /// The Ed25519 key that signs, in hexadecimal.
    #[schema(pattern = "^[0-9a-f]{64}$")]
    pub public_key: String,
    /// Ed25519 over the agency and, for each stream, its name, number, hash and rows; in hexadecimal.
    #[schema(pattern = "^[0-9a-f]{128}$")]
    pub signature: String,
}
