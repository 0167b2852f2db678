//! What is recorded of the people an incident affected.

use crate::plain_text::plain_text;
use peerline_domain::recipient::RecipientField;
use peerline_persistence::records::AffectedPerson;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use validator::Validate;

/// Somebody an incident affected.
#[derive(Clone, Deserialize, Serialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"name": "Jordan Example", "contact": "extension 5502"}))]
pub struct NewAffectedPerson {
    /// Name.
    #[validate(length(min = 1, max = 200, message = "1 to 200 characters"), custom(function = "plain_text"))]
    #[schema(min_length = 1, max_length = 200)]
    pub name: String,
    /// How the person is reached.
    #[validate(length(min = 1, max = 200, message = "1 to 200 characters"), custom(function = "plain_text"))]
    #[schema(min_length = 1, max_length = 200)]
    pub contact: Option<String>,
}

impl NewAffectedPerson {
    /// The fields that were sent.
    pub fn fields(&self) -> Vec<RecipientField> {
        let contact = self.contact.as_ref().map(|_| RecipientField::Contact);
        [Some(RecipientField::Name), contact].into_iter().flatten().collect()
    }
}

impl From<NewAffectedPerson> for AffectedPerson {
    fn from(new: NewAffectedPerson) -> Self {
        Self { name: new.name, contact: new.contact }
    }
}

/// Whom an incident affected. Whether anybody may be named, the policy's identity mode says.
#[derive(Clone, Deserialize, Validate, ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(example = json!({"affected": [{"name": "Jordan Example", "contact": "extension 5502"}]}))]
pub struct NewAffected {
    /// The people.
    #[validate(length(min = 1, max = 50, message = "1 to 50 people"), nested)]
    #[schema(min_items = 1, max_items = 50)]
    pub affected: Vec<NewAffectedPerson>,
}

/// Somebody an incident affected.
#[derive(Serialize, ToSchema)]
#[schema(as = AffectedPerson, example = json!({"name": "Jordan Example", "contact": null}))]
pub struct AffectedPersonDto {
    /// Name.
    pub name: String,
    /// How the person is reached.
    #[schema(required = true)]
    pub contact: Option<String>,
}

/// Whom an incident affected.
#[derive(Serialize, ToSchema)]
#[schema(as = Affected, example = json!({"affected": [{"name": "Jordan Example", "contact": null}]}))]
pub struct AffectedDto {
    /// The people, by name.
    pub affected: Vec<AffectedPersonDto>,
}

impl From<Vec<AffectedPerson>> for AffectedDto {
    fn from(mut people: Vec<AffectedPerson>) -> Self {
        people.sort_by(|one, other| one.name.cmp(&other.name));
        let person =
            |person: AffectedPerson| AffectedPersonDto { name: person.name, contact: person.contact };
        Self { affected: people.into_iter().map(person).collect() }
    }
}
