//! The fields of a nameless request, for `GET /v1/public/{agency}/forms/support-request`.

use crate::forms::field::{Field, Standing};
use crate::requests::form::{categories, modes, served, stressors};
use peerline_domain::intake::{IntakeTerms, Via};
use peerline_domain::policy::{PolicyDocument, SettingError};

/// `PublicRequest`.
pub const REQUEST: &[Field] = &[
    Field::code("population", "Who asks")
        .by("PROG-03")
        .read(|document| unless_least_is_asked(document, served(document, Via::Web, false)?)),
    Field::code("stressor", "Where the stress comes from")
        .by("PROG-04")
        .read(|document| unless_least_is_asked(document, stressors(document)?)),
    Field::code("category", "Category").of_length(0, 64).by("TRACK-24").read(categories),
    Field::code("mode", "Mode wished for").of_length(0, 64).by("RESP-02").read(modes),
    Field::id("unit_id", "Unit", "/v1/public/{agency}").by("TRACK-18"),
];

/// Has to be told, but where the policy asks no more than a way to respond (REFER-25).
fn unless_least_is_asked(document: &PolicyDocument, standing: Standing) -> Result<Standing, SettingError> {
    Ok(Standing { required: !IntakeTerms::read(document)?.asks_least, ..standing })
}
