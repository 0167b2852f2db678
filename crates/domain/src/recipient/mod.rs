//! The recipient of a request: what may be known of the person, and who reads it (0.6, CONF-25, CONF-26).

mod rules;
mod terms;

pub use rules::{RecipientField, RefusedField, check_fields, check_reader};
pub use terms::RecipientTerms;
