//! The fields of a nameless request, for `GET /v1/public/{agency}/forms/support-request`.

use crate::forms::field::Field;
use crate::requests::form::{categories, modes, served, stressors};
use peerline_domain::intake::Via;

/// `PublicRequest`.
pub const REQUEST: &[Field] = &[
    Field::code("population", "Who asks")
        .required()
        .by("PROG-03")
        .read(|document| served(document, Via::Web, false)),
    Field::code("stressor", "Where the stress comes from").required().by("PROG-04").read(stressors),
    Field::code("category", "Category").of_length(0, 64).by("TRACK-24").read(categories),
    Field::code("mode", "Mode wished for").of_length(0, 64).by("RESP-02").read(modes),
    Field::id("unit_id", "Unit", "/v1/public/{agency}").by("TRACK-18"),
];
