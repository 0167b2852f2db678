//! The five agencies' policies as ready documents.

use super::area::Area;
use super::document::{PolicyDocument, SCHEMA_VERSION};
use super::registers::Registers;
use super::setting::{Setting, Source, Strength};
use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[path = "../../presets/index.rs"]
pub(super) mod index;

/// A policy an agency can start from.
#[derive(Debug, Clone)]
pub struct Preset {
    /// Stable name, for example in `POST /v1/agencies`.
    pub name: &'static str,
    /// The whole document.
    pub document: PolicyDocument,
}

/// A setting as the preset files write it, one inline table a line.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Printed {
    value: Option<Value>,
    #[serde(default)]
    value_null: bool,
    #[serde(default)]
    silent: bool,
    clause: Option<String>,
    strength: Option<Strength>,
    #[serde(default)]
    inferred: bool,
    stated: Option<String>,
    note: Option<String>,
}

/// A preset file does not say what it should.
#[derive(Debug, thiserror::Error)]
pub(super) enum PresetError {
    /// Not TOML of the agreed form.
    #[error("{preset}/{area}: {message}")]
    Form { preset: &'static str, area: String, message: String },
    /// A setting is neither silent nor has it a value and a strength.
    #[error("{preset}: {key} is neither silent nor sourced")]
    Unsourced { preset: &'static str, key: String },
}

fn setting(preset: &'static str, key: &str, printed: Printed) -> Result<Setting, PresetError> {
    let unsourced = || PresetError::Unsourced { preset, key: key.to_owned() };
    let (value, source) = if printed.silent {
        if printed.value.is_some() || printed.strength.is_some() {
            return Err(unsourced());
        }
        (Value::Null, Source::Silent { clause: printed.clause })
    } else {
        let value = match (printed.value, printed.value_null) {
            (Some(value), false) => value,
            (None, true) => Value::Null,
            _ => return Err(unsourced()),
        };
        let strength = printed.strength.ok_or_else(unsourced)?;
        (value, Source::Policy { clause: printed.clause, strength, inferred: printed.inferred })
    };
    Ok(Setting { value, stated: printed.stated, note: printed.note, source })
}

fn load(files: &index::PresetFiles) -> Result<Preset, PresetError> {
    let form = |area: String| {
        move |error: toml::de::Error| PresetError::Form {
            preset: files.name,
            area,
            message: error.to_string(),
        }
    };
    let mut settings: BTreeMap<Area, BTreeMap<String, Setting>> = BTreeMap::new();
    for (area, text) in files.areas {
        let printed: BTreeMap<String, Printed> = toml::from_str(text).map_err(form(area.to_string()))?;
        let area = settings.entry(*area).or_default();
        for (key, printed) in printed {
            let sourced = setting(files.name, &key, printed)?;
            area.insert(key, sourced);
        }
    }
    let registers: Registers = toml::from_str(files.registers).map_err(form("registers".to_owned()))?;
    Ok(Preset {
        name: files.name,
        document: PolicyDocument {
            schema_version: SCHEMA_VERSION,
            based_on: Some(files.name.to_owned()),
            incomplete_soft_blocks: false,
            settings,
            registers,
        },
    })
}

static PRESETS: LazyLock<Vec<Preset>> =
    LazyLock::new(|| index::PRESETS.iter().filter_map(|files| load(files).ok()).collect());

/// The policies an agency can start from.
pub fn presets() -> &'static [Preset] {
    &PRESETS
}

/// One policy an agency can start from.
pub fn preset(name: &str) -> Option<&'static Preset> {
    PRESETS.iter().find(|preset| preset.name == name)
}

#[cfg(test)]
mod tests {
    use super::{index, load};

    #[test]
    fn prog_01_every_preset_file_is_of_the_agreed_form() {
        for files in index::PRESETS {
            if let Err(error) = load(files) {
                panic!("{error}");
            }
        }
    }
}
