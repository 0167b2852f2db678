//! What a referral looks like: one form for each documentation mode, so that what a policy has no place for is not even
//! in the form.

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
use validator::{Validate, ValidationErrors};

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

/// A referral. Its form is that of the agency's documentation mode, `identity_mode` of `GET /v1/forms/referrals`; one
/// that tells less is taken as well, one that tells more is refused.
#[derive(Clone, Deserialize, ToSchema)]
#[serde(tag = "identity", rename_all = "snake_case", deny_unknown_fields)]
#[schema(example = json!({
    "identity": "none", "channel": "telephone", "population": "employee", "stressor": "work", "purpose": "support",
    "source": null, "category": null, "mode": null, "unit_id": null, "incident_id": null, "exposed_at": null
}))]
pub enum NewReferral {
    /// Nothing of the person: contact details travel outside the system.
    None {
        /// How it came to the referrer's program, as for a request.
        #[schema(value_type = EnteredVia)]
        channel: Via,
        /// Who is referred.
        population: Population,
        /// Where the stress comes from.
        stressor: Stressor,
        /// What it is for; `support` where absent.
        #[serde(default)]
        purpose: Purpose,
        /// What it rests on, where the policy lists it; kept. A report or an alert itself is never sent along.
        source: Option<ReferralSource>,
        /// Category, a code of the policy.
        #[schema(max_length = 64)]
        category: Option<String>,
        /// Mode wished for, a code of the policy.
        #[schema(max_length = 64)]
        mode: Option<String>,
        /// Unit the person belongs to. One with few people is recorded as the unit above it.
        unit_id: Option<Uuid>,
        /// The incident it is about. Looked at, not kept.
        incident_id: Option<Uuid>,
        /// When the person was exposed, RFC 3339 with offset. Judged, not kept.
        #[schema(format = "date-time", max_length = 40)]
        exposed_at: Option<String>,
    },
    /// Name and contact, purged when the request closes.
    IntakeOnly {
        /// How it came to the referrer's program, as for a request.
        #[schema(value_type = EnteredVia)]
        channel: Via,
        /// Who is referred.
        population: Population,
        /// Where the stress comes from.
        stressor: Stressor,
        /// What it is for; `support` where absent.
        #[serde(default)]
        purpose: Purpose,
        /// What it rests on, where the policy lists it; kept. A report or an alert itself is never sent along.
        source: Option<ReferralSource>,
        /// Category, a code of the policy.
        #[schema(max_length = 64)]
        category: Option<String>,
        /// Mode wished for, a code of the policy.
        #[schema(max_length = 64)]
        mode: Option<String>,
        /// Unit the person belongs to. One with few people is recorded as the unit above it.
        unit_id: Option<Uuid>,
        /// The incident it is about. Looked at, not kept.
        incident_id: Option<Uuid>,
        /// When the person was exposed, RFC 3339 with offset. Judged, not kept.
        #[schema(format = "date-time", max_length = 40)]
        exposed_at: Option<String>,
        /// Who is referred.
        recipient: Option<NewNamedRecipient>,
    },
    /// A case that names the person, with the context of the event.
    RestrictedCase {
        /// How it came to the referrer's program, as for a request.
        #[schema(value_type = EnteredVia)]
        channel: Via,
        /// Who is referred.
        population: Population,
        /// Where the stress comes from.
        stressor: Stressor,
        /// What it is for; `support` where absent.
        #[serde(default)]
        purpose: Purpose,
        /// What it rests on, where the policy lists it; kept. A report or an alert itself is never sent along.
        source: Option<ReferralSource>,
        /// Category, a code of the policy.
        #[schema(max_length = 64)]
        category: Option<String>,
        /// Mode wished for, a code of the policy.
        #[schema(max_length = 64)]
        mode: Option<String>,
        /// Unit the person belongs to. One with few people is recorded as the unit above it.
        unit_id: Option<Uuid>,
        /// The incident it is about. Looked at, not kept.
        incident_id: Option<Uuid>,
        /// When the person was exposed, RFC 3339 with offset. Judged, not kept.
        #[schema(format = "date-time", max_length = 40)]
        exposed_at: Option<String>,
        /// Who is referred.
        recipient: Option<NewRecipient>,
    },
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

macro_rules! referral {
    ($identity:ident, $recipient:expr; $($field:ident),+; $purpose:ident, $source:ident, $exposed_at:ident) => {
        Referral {
            identity: IdentityMode::$identity,
            request: NewSupportRequest { $($field),+ },
            purpose: $purpose,
            source: $source,
            exposed_at: $exposed_at,
            recipient: $recipient,
        }
    };
}

impl From<NewReferral> for Referral {
    #[rustfmt::skip]
    fn from(new: NewReferral) -> Self {
        match new {
            NewReferral::None {
                channel, population, stressor, purpose, source, category, mode, unit_id, incident_id, exposed_at,
            } => referral!(None, None;
                channel, population, stressor, category, mode, unit_id, incident_id; purpose, source, exposed_at),
            NewReferral::IntakeOnly {
                channel, population, stressor, purpose, source, category, mode, unit_id, incident_id, exposed_at, recipient,
            } => referral!(IntakeOnly, recipient.map(Into::into);
                channel, population, stressor, category, mode, unit_id, incident_id; purpose, source, exposed_at),
            NewReferral::RestrictedCase {
                channel, population, stressor, purpose, source, category, mode, unit_id, incident_id, exposed_at, recipient,
            } => referral!(RestrictedCase, recipient;
                channel, population, stressor, category, mode, unit_id, incident_id; purpose, source, exposed_at),
        }
    }
}

/// What is measured of a referral, whichever form it came in.
#[derive(Validate)]
struct Measured {
    #[validate(length(max = 64, message = "a code of the policy"))]
    category: Option<String>,
    #[validate(length(max = 64, message = "a code of the policy"))]
    mode: Option<String>,
    #[validate(length(max = 40, message = "at most 40 characters"))]
    exposed_at: Option<String>,
    #[validate(nested)]
    recipient: Option<NewRecipient>,
}

impl Validate for NewReferral {
    fn validate(&self) -> Result<(), ValidationErrors> {
        let Referral { request, exposed_at, recipient, .. } = self.clone().into();
        Measured { category: request.category, mode: request.mode, exposed_at, recipient }.validate()
    }
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
