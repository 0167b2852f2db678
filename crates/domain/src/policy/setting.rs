use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One parameter's value, and where it comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Setting {
    /// The value the rules read; `null` where the policy is silent or has left it to be set.
    #[cfg_attr(feature = "openapi", schema(value_type = serde_json::Value))]
    pub value: Value,
    /// The value in the words of the policy matrix.
    #[cfg_attr(feature = "openapi", schema(required = true))]
    pub stated: Option<String>,
    /// A remark, where policy text and matrix differ.
    #[cfg_attr(feature = "openapi", schema(required = true))]
    pub note: Option<String>,
    /// Who says so.
    pub source: Source,
}

/// Where a value comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Source {
    /// The policy text, or an inference from it.
    Policy {
        /// Clause as printed in the policy; absent for a value that is inferred from no clause.
        #[cfg_attr(feature = "openapi", schema(required = true))]
        clause: Option<String>,
        /// How binding the wording is.
        strength: Strength,
        /// Whether any part of the value was inferred.
        inferred: bool,
    },
    /// The policy says nothing.
    Silent {
        /// Clause that comes closest, where one was remarked.
        #[cfg_attr(feature = "openapi", schema(required = true))]
        clause: Option<String>,
    },
    /// The agency decided otherwise than its preset.
    Agency {
        /// Principal who decided.
        #[cfg_attr(feature = "openapi", schema(format = "uuid"))]
        decided_by: String,
        /// Local date of the decision.
        decided_on: NaiveDate,
        /// Clause of the agency's own text, where given.
        #[cfg_attr(feature = "openapi", schema(required = true))]
        clause: Option<String>,
    },
}

/// How binding a value's wording is (0.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Strength {
    /// Shall, must, will, required: a hard rule.
    Must,
    /// Should, ideally, generally: accepted with a variance.
    Should,
    /// May, can, encouraged: a capability.
    May,
    /// Not stated; needed to make the rule executable; the agency can change it.
    Inferred,
    /// A technical consequence for the software.
    Technical,
}
