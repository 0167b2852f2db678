//! What a referral looks like, and what whoever refers is told.

use crate::plain_text::plain_text;
use crate::recipients::dto::NewRecipient;
use crate::requests::dto::{EnteredVia, NewSupportRequest};
use crate::variance::VarianceDto;
use peerline_domain::intake::{Population, Stressor, Via};
use peerline_domain::policy::IdentityMode;
use peerline_domain::referral::{Purpose, ReferralSource};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;
use validator::Validate;

/// Who is referred, where only the way to them is kept, and not for long.
#[derive(Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Jordan Example", "contact": "extension 5502"}))]
pub struct NewNamedRecipient {
    /// Name.
    #[validate(length(min = 1, max = 200, message = "1 to 200 characters"), custom(function = "plain_text"))]
    #[schema(min_length = 1, max_length = 200)]
    pub name: String,
    /// How the person is reached.
    #[validate(length(min = 1, max = 200, message = "1 to 200 characters"), custom(function = "plain_text"))]
    #[schema(min_length = 1, max_length = 200)]
    pub contact: Option<String>,
}

impl From<NewNamedRecipient> for NewRecipient {
    fn from(named: NewNamedRecipient) -> Self {
        Self { name: named.name, contact: named.contact, context: None }
    }
}

/// A form of a referral: what each asks, and what this one may tell of the person.
#[derive(Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields, bound(deserialize = "R: Deserialize<'de> + Default"))]
#[schema(bound = "")]
pub struct Form<R: Validate> {
    /// Which of the forms this is.
    pub identity: IdentityMode,
    /// How it came to the referrer's program, as for a request.
    #[schema(value_type = EnteredVia)]
    pub channel: Via,
    /// Who is referred.
    pub population: Population,
    /// Where the stress comes from.
    pub stressor: Stressor,
    /// What it is for; `support` where absent.
    #[serde(default)]
    pub purpose: Purpose,
    /// What it rests on, where the policy lists it; kept. A report or an alert itself is never sent along.
    pub source: Option<ReferralSource>,
    /// Category, a code of the policy.
    #[validate(length(max = 64, message = "a code of the policy"))]
    #[schema(max_length = 64)]
    pub category: Option<String>,
    /// Mode wished for, a code of the policy.
    #[validate(length(max = 64, message = "a code of the policy"))]
    #[schema(max_length = 64)]
    pub mode: Option<String>,
    /// Unit the person belongs to. One with few people is recorded as the unit above it.
    pub unit_id: Option<Uuid>,
    /// The incident it is about. Looked at, not kept.
    pub incident_id: Option<Uuid>,
    /// When the person was exposed, RFC 3339 with offset. Judged, not kept.
    #[validate(length(max = 40, message = "at most 40 characters"))]
    #[schema(format = "date-time", max_length = 40)]
    pub exposed_at: Option<String>,
    /// Who is referred.
    #[serde(default)]
    #[validate(nested)]
    #[schema(ignore)]
    pub recipient: R,
}

impl<R: Validate> Form<R> {
    /// The referral, with what the form tells of the person.
    pub fn referral(self, told: impl FnOnce(R) -> Option<NewRecipient>) -> Referral {
        Referral {
            identity: self.identity,
            request: NewSupportRequest {
                channel: self.channel,
                population: self.population,
                stressor: self.stressor,
                category: self.category,
                mode: self.mode,
                unit_id: self.unit_id,
                incident_id: self.incident_id,
            },
            purpose: self.purpose,
            source: self.source,
            exposed_at: self.exposed_at,
            recipient: told(self.recipient),
        }
    }
}

/// A referral, whichever form it came in.
pub struct Referral {
    /// The documentation mode its form is for.
    pub identity: IdentityMode,
    /// What is kept of it as of any request.
    pub request: NewSupportRequest,
    /// What it is for.
    pub purpose: Purpose,
    /// What it rests on.
    pub source: Option<ReferralSource>,
    /// When the person was exposed, as it was sent.
    pub exposed_at: Option<String>,
    /// Who is referred.
    pub recipient: Option<NewRecipient>,
}

/// All that whoever refers is ever told.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({
    "id": "2c5ea4c0-4067-41e9-8bad-9b1deb4d3b7d", "status": "received",
    "variances": [{"code": "late_referral", "requirement": "REFER-08", "clause": "RP.1",
        "detail": "The referral came after the policy’s window."}]
}))]
pub struct ReferralReceipt {
    /// Identifier.
    pub id: Uuid,
    /// Always `received`.
    pub status: String,
    /// Soft rules not met by what was sent.
    pub variances: Vec<VarianceDto>,
}
