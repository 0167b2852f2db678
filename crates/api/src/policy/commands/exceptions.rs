//! The form of a list of exceptions (CONF-06); whether it suits the policy, the validator judges.

use crate::problem::{Code, FieldError, TechnicalCode};
use peerline_domain::policy::ExceptionEntry;

/// Longest text of an exception, in characters.
const TEXT_LIMIT: usize = 1000;
/// Most limits, or narrower codes, of one exception.
const LIST_LIMIT: usize = 30;

fn is_code(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

/// Everything that is not of the form of the contract, with its place.
pub(super) fn check(exceptions: &[ExceptionEntry]) -> Vec<FieldError> {
    let mut errors = Vec::new();
    for (index, entry) in exceptions.iter().enumerate() {
        let error = |field: &str, code: TechnicalCode| {
            FieldError::at(format!("/exceptions/{index}/{field}"), Code::Technical(code))
        };
        if !is_code(&entry.code) {
            errors.push(error("code", TechnicalCode::FieldInvalid));
        } else if exceptions.iter().take(index).any(|earlier| earlier.code == entry.code) {
            errors.push(error("code", TechnicalCode::FieldDuplicate));
        }
        let texts = [
            ("clause", &entry.clause),
            ("trigger", &entry.trigger),
            ("addressee", &entry.addressee),
            ("notice", &entry.notice),
        ];
        let too_long = |text: &String| text.chars().count() > TEXT_LIMIT;
        let long = texts.iter().filter(|(_, text)| too_long(text)).map(|(field, _)| *field);
        errors.extend(long.map(|field| error(field, TechnicalCode::FieldOutOfRange)));
        for (field, list) in [("limits", &entry.limits), ("sub_codes", &entry.sub_codes)] {
            if list.len() > LIST_LIMIT || list.iter().any(too_long) {
                errors.push(error(field, TechnicalCode::FieldOutOfRange));
            }
        }
    }
    errors
}
