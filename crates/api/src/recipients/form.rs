//! The fields of this noun's body, for `GET /v1/forms/{noun}`.

use crate::forms::field::{Field, Standing};
use peerline_domain::policy::{PolicyDocument, SettingError};
use peerline_domain::recipient::{RecipientField, RecipientTerms, check_fields};

/// `NewRecipient`. Where nobody may be named, no field has a place.
pub const RECIPIENT: &[Field] = &[
    Field::text("name", "Name")
        .required()
        .of_length(1, 200)
        .by("CONF-25")
        .read(|document| place(document, RecipientField::Name)),
    Field::text("contact", "How the person is reached")
        .of_length(1, 200)
        .by("CONF-25")
        .read(|document| place(document, RecipientField::Contact)),
    Field::text("context", "Context of the event, as far as it is needed to reach out")
        .of_length(1, 2000)
        .by("CONF-25")
        .read(|document| place(document, RecipientField::Context)),
];

/// Whether the identity mode has a place for it, asked by the rule itself.
pub fn place(document: &PolicyDocument, field: RecipientField) -> Result<Standing, SettingError> {
    let terms = RecipientTerms::read(document)?;
    let standing = match check_fields(&terms, &[field]) {
        Ok(()) => Standing::default().under(terms.clause.as_deref()),
        Err(refused) => {
            let clause = refused.first().and_then(|one| one.refusal.clause.as_deref());
            Standing { permitted: false, ..Standing::default() }.under(clause)
        }
    };
    Ok(standing)
}
