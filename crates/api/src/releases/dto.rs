//! What requests and answers look like.

use crate::figure::MeasuresDto;
use chrono::NaiveDate;
use peerline_domain::calendar::Month;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

/// The rules a release was made by.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReleaseRules {
    /// Fewest contacts a figure stands for.
    #[schema(value_type = i32, minimum = 5)]
    pub k: u32,
    /// Fewest supporters it comes from.
    #[schema(value_type = i32, minimum = 1)]
    pub min_supporters: u32,
    /// Greatest part of it from one supporter, in percent.
    #[schema(value_type = i32, minimum = 1, maximum = 100)]
    pub dominance_percent: u32,
}

/// A month's sealed release: the same bytes for every reader, for ever. The order of its keys is fixed.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Release, example = json!({
    "agency": "example-dcs", "month": "2026-10", "policy_version": 1, "sealed_on": "2026-11-10",
    "rules": {"k": 11, "min_supporters": 3, "dominance_percent": 75},
    "totals": {
        "responses": {"value": null, "display": "<11"}, "minutes": {"value": null, "display": "<11"},
        "participants": {"value": null, "display": "<11"}, "referrals_out": {"value": null, "display": "<11"}
    },
    "note": "Contacts are counted, not persons; who came twice counts twice. Late entries may be included."
}))]
pub struct ReleaseDto {
    /// Short name of the agency.
    pub agency: String,
    /// The month.
    #[schema(value_type = String, example = "2026-10")]
    pub month: Month,
    /// Number of the policy version the month was combined under.
    #[schema(value_type = i32, minimum = 1)]
    pub policy_version: u32,
    /// Local day it was sealed.
    pub sealed_on: NaiveDate,
    /// The rules it was made by.
    pub rules: ReleaseRules,
    /// The team's totals, shown or withheld together.
    pub totals: MeasuresDto,
    /// How to read it.
    pub note: String,
}

/// A year of releases.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct CalendarQuery {
    /// Calendar year.
    #[param(minimum = 1970, maximum = 9998, example = 2026)]
    pub year: i32,
}

/// When a month's release comes.
#[derive(Debug, Serialize, ToSchema)]
#[schema(example = json!({"month": "2026-10", "due_on": "2026-11-05", "seals_on": "2026-11-10", "state": "open"}))]
pub struct PlannedRelease {
    /// The month.
    #[schema(value_type = String, example = "2026-10")]
    pub month: Month,
    /// Local day the month's reports are due; null where the policy asks for none.
    #[schema(required = true)]
    pub due_on: Option<NaiveDate>,
    /// Local day it seals; null while the month is not combined.
    #[schema(required = true)]
    pub seals_on: Option<NaiveDate>,
    /// `open` while reports may come in, `awaiting` when only the combination is missing, `sealed` from the day
    /// it seals.
    pub state: String,
}

/// The calendar of releases.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReleaseCalendar {
    /// The year.
    #[schema(minimum = 1970, maximum = 9998)]
    pub year: i32,
    /// Its months with a policy in force, in order.
    pub items: Vec<PlannedRelease>,
}
