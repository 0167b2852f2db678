//! What is recorded of a recipient.

use crate::plain_text::plain_text;
use peerline_domain::recipient::RecipientField;
use peerline_persistence::records::Recipient;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// Who a request is for. Which fields may be sent, the policy's identity mode says.
#[derive(Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({
    "name": "Jordan Example", "contact": "jordan@example.org", "context": "Was present when it happened."
}))]
pub struct NewRecipient {
    /// Name.
    #[validate(length(min = 1, max = 200, message = "1 to 200 characters"), custom(function = "plain_text"))]
    #[schema(min_length = 1, max_length = 200)]
    pub name: String,
    /// How the person is reached.
    #[validate(length(min = 1, max = 200, message = "1 to 200 characters"), custom(function = "plain_text"))]
    #[schema(min_length = 1, max_length = 200)]
    pub contact: Option<String>,
    /// Context of the event, as far as it is needed to reach out. Never a fatality alert.
    #[validate(
        length(min = 1, max = 2000, message = "1 to 2000 characters"),
        custom(function = "plain_text")
    )]
    #[schema(min_length = 1, max_length = 2000)]
    pub context: Option<String>,
}

impl NewRecipient {
    /// The fields that were sent.
    pub fn fields(&self) -> Vec<RecipientField> {
        let contact = self.contact.as_ref().map(|_| RecipientField::Contact);
        let context = self.context.as_ref().map(|_| RecipientField::Context);
        [Some(RecipientField::Name), contact, context].into_iter().flatten().collect()
    }
}

impl From<NewRecipient> for Recipient {
    fn from(new: NewRecipient) -> Self {
        Self { name: new.name, contact: new.contact, context: new.context }
    }
}

/// Who a request is for.
#[derive(Serialize, ToSchema)]
#[schema(as = Recipient, example = json!({
    "name": "Jordan Example", "contact": "jordan@example.org", "context": null
}))]
pub struct RecipientDto {
    /// Name.
    pub name: String,
    /// How the person is reached.
    #[schema(required = true)]
    pub contact: Option<String>,
    /// Context of the event.
    #[schema(required = true)]
    pub context: Option<String>,
}

impl From<Recipient> for RecipientDto {
    fn from(recipient: Recipient) -> Self {
        Self { name: recipient.name, contact: recipient.contact, context: recipient.context }
    }
}
