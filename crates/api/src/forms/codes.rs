//! Codes with their names.

use super::dto::{Condition, FormCode};
use crate::stored_code::code_of;
use serde::Serialize;

/// A code of a register of the policy.
pub fn registered(code: &str, label: &str, clause: &str) -> FormCode {
    FormCode { code: code.to_owned(), label: label.to_owned(), clause: Some(clause.to_owned()) }
}

/// Codes the contract fixes for every policy.
pub fn fixed<T: Serialize>(choices: &[(T, &str)]) -> Vec<FormCode> {
    let named = choices.iter();
    named
        .map(|(code, label)| FormCode { code: code_of(code), label: (*label).to_owned(), clause: None })
        .collect()
}

/// That another field says any of these.
pub fn when(field: &str, codes: impl IntoIterator<Item = String>) -> Condition {
    Condition { field: field.to_owned(), codes: codes.into_iter().collect() }
}
