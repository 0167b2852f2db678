use super::parameters::{Parameter, ParameterKind};
use crate::calendar::DueRule;
use chrono::NaiveDate;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A range of whole numbers; either end may be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// Least value, inclusive.
    #[serde(default)]
    pub min: Option<u32>,
    /// Greatest value, inclusive.
    #[serde(default)]
    pub max: Option<u32>,
}

impl Range {
    /// Whether the range holds any number at all.
    pub fn is_ordered(self) -> bool {
        !matches!((self.min, self.max), (Some(min), Some(max)) if min > max)
    }
}

/// Hours of the week in the agency's zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeeklyHours {
    /// Days, as `mon` … `sun`.
    pub days: Vec<Weekday>,
    /// Local time the hours begin, `HH:MM`.
    pub from: String,
    /// Local time the hours end, `HH:MM`.
    pub to: String,
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

fn is_a<T: DeserializeOwned>(value: &Value) -> bool {
    serde_json::from_value::<T>(value.clone()).is_ok()
}

fn is_code(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= 64
        && text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

fn allowed(parameter: &Parameter, code: &str) -> bool {
    is_code(code) && (parameter.open || parameter.codes.iter().any(|known| known == code))
}

/// Whether a value fits its parameter: it is of its kind and keeps to its bounds. `null` fits every parameter:
/// silence is a value of its own.
pub fn check_value(parameter: &Parameter, value: &Value) -> bool {
    is_of_kind(parameter, value) && keeps_to_bounds(parameter, value)
}

fn keeps_to_bounds(parameter: &Parameter, value: &Value) -> bool {
    let read = |value: &Value| serde_json::from_value::<Range>(value.clone()).ok();
    let numbers = match parameter.kind {
        ParameterKind::Integer => [serde_json::from_value(value.clone()).ok(), None],
        ParameterKind::IntegerRange => read(value).map_or([None; 2], |range| [range.min, range.max]),
        _ => [None; 2],
    };
    numbers.into_iter().flatten().all(|number| parameter.holds(number))
}

/// Whether a value is of the kind its parameter takes, be its numbers within the bounds or not.
pub fn is_of_kind(parameter: &Parameter, value: &Value) -> bool {
    if value.is_null() {
        return true;
    }
    match parameter.kind {
        ParameterKind::Boolean => value.is_boolean(),
        ParameterKind::Integer => is_a::<u32>(value),
        ParameterKind::Text => value.as_str().is_some_and(|text| (1..=500).contains(&text.len())),
        ParameterKind::Date => is_a::<NaiveDate>(value),
        ParameterKind::Code => value.as_str().is_some_and(|code| allowed(parameter, code)),
        ParameterKind::Codes => value.as_array().is_some_and(|list| {
            list.len() <= 100
                && list.iter().all(|item| item.as_str().is_some_and(|code| allowed(parameter, code)))
        }),
        ParameterKind::IntegerRange => is_a::<Range>(value),
        ParameterKind::DueRule => is_a::<DueRule>(value),
        ParameterKind::WeeklyHours => {
            serde_json::from_value::<WeeklyHours>(value.clone()).is_ok_and(|hours| {
                let time = |text: &str| chrono::NaiveTime::parse_from_str(text, "%H:%M").ok();
                !hours.days.is_empty()
                    && matches!((time(&hours.from), time(&hours.to)), (Some(a), Some(b)) if a < b)
            })
        }
    }
}
