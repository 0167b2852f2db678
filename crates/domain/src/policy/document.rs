use super::area::Area;
use super::identity::IdentityMode;
use super::registers::Registers;
use super::setting::{Setting, Source};
use super::value::{Range, WeeklyHours};
use crate::calendar::DueRule;
use chrono_tz::Tz;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Version of the stored form. Every published version has a golden file that must load for ever.
pub const SCHEMA_VERSION: u32 = 1;

/// A program policy as data: what the agency decided on every parameter, and who says so.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PolicyDocument {
    /// Version of this form; `SCHEMA_VERSION` is the one that is written.
    #[cfg_attr(feature = "openapi", schema(value_type = i32, minimum = 1))]
    pub schema_version: u32,
    /// Preset this document was made from; only ever compared with (PROG-02), never asked by a rule.
    #[cfg_attr(feature = "openapi", schema(required = true))]
    pub based_on: Option<String>,
    /// Whether a gap the guide leaves to the organization blocks activation (PROG-02, inferred: no).
    pub incomplete_soft_blocks: bool,
    /// One setting per parameter of the catalog, by area.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, BTreeMap<String, Setting>>))]
    pub settings: BTreeMap<Area, BTreeMap<String, Setting>>,
    /// Lists the policy gives: exceptions, kinds, modes, code lists, glossary.
    pub registers: Registers,
}

/// A setting could not be read as the rule needs it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SettingError {
    /// No such parameter in the document.
    #[error("the policy has no parameter {0}")]
    Missing(&'static str),
    /// The value has another type than the rule needs.
    #[error("the value of {0} is not of the type its rule needs")]
    Type(&'static str),
}

impl SettingError {
    /// Key of the parameter that could not be read, or name of the list.
    pub const fn key(&self) -> &'static str {
        match self {
            Self::Missing(key) | Self::Type(key) => key,
        }
    }
}

impl PolicyDocument {
    /// The setting of a parameter, by its key in the policy matrix.
    pub fn setting(&self, key: &str) -> Option<&Setting> {
        self.settings.values().find_map(|area| area.get(key))
    }

    /// The clause a parameter's value rests on.
    pub fn clause(&self, key: &str) -> Option<&str> {
        match &self.setting(key)?.source {
            Source::Policy { clause, .. } | Source::Silent { clause } | Source::Agency { clause, .. } => {
                clause.as_deref()
            }
        }
    }

    /// The value of a parameter, typed; `None` where the policy is silent.
    pub fn read<T: DeserializeOwned>(&self, key: &'static str) -> Result<Option<T>, SettingError> {
        let setting = self.setting(key).ok_or(SettingError::Missing(key))?;
        serde_json::from_value(setting.value.clone()).map_err(|_| SettingError::Type(key))
    }

    /// A yes/no parameter; silence reads as no.
    pub fn flag(&self, key: &'static str) -> Result<bool, SettingError> {
        Ok(self.read(key)?.unwrap_or(false))
    }

    /// A whole number that is not negative.
    pub fn integer(&self, key: &'static str) -> Result<Option<u32>, SettingError> {
        self.read(key)
    }

    /// One code of a list.
    pub fn code(&self, key: &'static str) -> Result<Option<String>, SettingError> {
        self.read(key)
    }

    /// Several codes of a list; silence reads as none.
    pub fn codes(&self, key: &'static str) -> Result<Vec<String>, SettingError> {
        Ok(self.read(key)?.unwrap_or_default())
    }

    /// A range of whole numbers.
    pub fn range(&self, key: &'static str) -> Result<Option<Range>, SettingError> {
        self.read(key)
    }

    /// When a report falls due.
    pub fn due_rule(&self, key: &'static str) -> Result<Option<DueRule>, SettingError> {
        self.read(key)
    }

    /// Hours of the week.
    pub fn weekly_hours(&self, key: &'static str) -> Result<Option<WeeklyHours>, SettingError> {
        self.read(key)
    }

    /// The agency's zone (TIME-1).
    pub fn zone(&self) -> Result<Tz, SettingError> {
        let name: String = self.read("agency.timezone")?.ok_or(SettingError::Missing("agency.timezone"))?;
        name.parse().map_err(|_| SettingError::Type("agency.timezone"))
    }

    /// What may be known about a recipient (0.6).
    pub fn identity_mode(&self) -> Result<IdentityMode, SettingError> {
        self.read("identity_mode")?.ok_or(SettingError::Missing("identity_mode"))
    }
}
