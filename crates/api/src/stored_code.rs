//! Codes as they are stored, and back.

use crate::problem::{Problem, TechnicalCode};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The code a domain value is stored and served as.
pub fn code_of<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(code)) => code,
        _ => String::new(),
    }
}

/// The domain value of a stored code.
///
/// # Errors
/// An internal error: a code this version does not write.
pub fn value_of<T: DeserializeOwned>(code: &str) -> Result<T, Problem> {
    serde_json::from_value(serde_json::Value::String(code.to_owned()))
        .map_err(|_| Problem::technical(TechnicalCode::Internal))
}
