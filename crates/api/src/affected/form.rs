//! The fields of this noun's body, for `GET /v1/forms/{noun}`.

use crate::forms::field::{Field, Standing};
use crate::recipients::form::place;
use peerline_domain::policy::{PolicyDocument, SettingError};
use peerline_domain::recipient::RecipientField;

/// `NewAffected`. Where nobody may be named, no field has a place.
pub const AFFECTED: &[Field] = &[
    Field::list("affected", "Who was affected").required().by("CONF-25").read(name),
    Field::text("affected/name", "Name").required().of_length(1, 200).by("CONF-25").read(name),
    Field::text("affected/contact", "How the person is reached")
        .of_length(1, 200)
        .by("CONF-25")
        .read(contact),
];

/// Whether anybody may be named.
pub fn name(document: &PolicyDocument) -> Result<Standing, SettingError> {
    place(document, RecipientField::Name)
}

/// Whether it may be kept how they are reached.
pub fn contact(document: &PolicyDocument) -> Result<Standing, SettingError> {
    place(document, RecipientField::Contact)
}
