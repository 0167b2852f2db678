use super::area::Area;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A parameter of the policy matrix: what kind of value it takes and which requirements read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Parameter {
    /// Key as in the policy matrix, for example `decline.followup_days`.
    pub key: String,
    /// Area of the document it stands in.
    pub area: Area,
    /// Kind of value.
    pub kind: ParameterKind,
    /// Unit of a number, where it has one.
    #[cfg_attr(feature = "openapi", schema(required = true))]
    pub unit: Option<String>,
    /// Least number it takes, inclusive; both ends of a range keep to it. Null for what is no number.
    #[cfg_attr(feature = "openapi", schema(required = true, value_type = Option<i32>, minimum = 0))]
    pub minimum: Option<u32>,
    /// Greatest number it takes, inclusive; both ends of a range keep to it. Null for what is no number.
    #[cfg_attr(feature = "openapi", schema(required = true, value_type = Option<i32>, minimum = 0))]
    pub maximum: Option<u32>,
    /// Closed list of codes, for `code` and `codes`.
    pub codes: Vec<String>,
    /// Whether an agency may add codes of its own.
    pub open: bool,
    /// The only values this version obeys, `null` among them where silence is one; null where it obeys every
    /// value the parameter takes. A policy with another value is not put in force (PROG-02).
    #[cfg_attr(feature = "openapi", schema(required = true, value_type = Option<Vec<serde_json::Value>>))]
    pub obeyed: Option<Vec<Value>>,
    /// Requirements of the catalog that use it.
    pub requirements: Vec<String>,
    /// One sentence on what it decides.
    pub doc: String,
}

impl Parameter {
    /// Whether a number keeps to the bounds.
    pub fn holds(&self, number: u32) -> bool {
        self.minimum.is_none_or(|least| number >= least) && self.maximum.is_none_or(|most| number <= most)
    }

    /// Whether the rules of this version obey the value. The order of a list means nothing.
    pub fn obeys(&self, value: &Value) -> bool {
        self.obeyed.as_ref().is_none_or(|values| values.iter().any(|obeyed| is_same(obeyed, value)))
    }
}

fn is_same(one: &Value, other: &Value) -> bool {
    match (one, other) {
        (Value::Array(one), Value::Array(other)) => {
            one.iter().all(|item| other.contains(item)) && other.iter().all(|item| one.contains(item))
        }
        _ => one == other,
    }
}

/// Kind of value a parameter takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ParameterKind {
    /// Yes or no.
    Boolean,
    /// A whole number, not negative.
    Integer,
    /// A name or phrase no rule reads.
    Text,
    /// A calendar date.
    Date,
    /// One code of a list.
    Code,
    /// Several codes of a list.
    Codes,
    /// A range of whole numbers, `{min, max}`.
    IntegerRange,
    /// When a report falls due.
    DueRule,
    /// Hours of the week, `{days, from, to}`.
    WeeklyHours,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Printed {
    #[serde(rename = "type")]
    kind: ParameterKind,
    unit: Option<String>,
    min: Option<u32>,
    max: Option<u32>,
    #[serde(default)]
    codes: Vec<String>,
    #[serde(default)]
    open: bool,
    /// TOML has no null; here the text `null` stands for it.
    obeyed: Option<Vec<Value>>,
    requirements: Vec<String>,
    doc: String,
    #[serde(rename = "matrix_row")]
    _matrix_row: Option<String>,
}

fn obeyed(printed: Value) -> Value {
    if printed == "null" { Value::Null } else { printed }
}

static PARAMETERS: LazyLock<BTreeMap<String, Parameter>> = LazyLock::new(|| {
    let mut all = BTreeMap::new();
    for (area, text) in super::presets::index::PARAMETERS {
        // The files are part of the binary; a test loads every one of them and compares it with the matrix.
        let printed: BTreeMap<String, Printed> = toml::from_str(text).unwrap_or_default();
        for (key, printed) in printed {
            let parameter = Parameter {
                key: key.clone(),
                area: *area,
                kind: printed.kind,
                unit: printed.unit,
                minimum: printed.min,
                maximum: printed.max,
                codes: printed.codes,
                open: printed.open,
                obeyed: printed.obeyed.map(|values| values.into_iter().map(obeyed).collect()),
                requirements: printed.requirements,
                doc: printed.doc,
            };
            all.insert(key, parameter);
        }
    }
    all
});

/// The catalog of parameters, by key.
pub fn parameters() -> impl Iterator<Item = &'static Parameter> {
    PARAMETERS.values()
}

/// One parameter of the catalog.
pub fn parameter(key: &str) -> Option<&'static Parameter> {
    PARAMETERS.get(key)
}
