//! The policy document (PROG-01): what an agency decided, as data that can be served, changed and checked.

mod area;
mod document;
mod identity;
mod parameters;
mod presets;
mod registers;
mod roles;
mod setting;
mod validation;
mod value;
mod versions;

pub use area::Area;
pub use document::{PolicyDocument, SCHEMA_VERSION, SettingError};
pub use identity::IdentityMode;
pub use parameters::{Parameter, ParameterKind, parameter, parameters};
pub use presets::{Preset, preset, presets};
pub use registers::*;
pub use roles::is_of_the_policy;
pub use setting::{Setting, Source, Strength};
pub use validation::{Finding, FindingCode, Severity, blocks_activation, validate};
pub use value::{Range, WeeklyHours, check_value, is_of_kind};
pub use versions::{EffectiveRange, Term, in_force_on, place_on_timeline, withdraw_from_timeline};
