//! Figures as sheets and releases show them: exact, or withheld.

use peerline_domain::activity::{Kept, Tally};
use peerline_domain::release::Mask;
use serde::Serialize;
use utoipa::ToSchema;

/// A figure: exact, or withheld because it is small or would give away one that is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Figure, example = json!({"value": null, "display": "<5"}))]
pub struct FigureDto {
    /// The figure; null where it is withheld, or the policy keeps no such measure.
    #[schema(required = true, value_type = Option<i32>, minimum = 0)]
    pub value: Option<u32>,
    /// The figure as it is printed; `<k` where it is withheld, of every measure alike; `not kept` where the policy keeps
    /// no such measure.
    #[schema(example = "<5")]
    pub display: String,
}

/// What is counted of responses. Contacts are counted, not persons: who came twice counts twice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = Measures, example = json!({
    "responses": {"value": 13, "display": "13"}, "minutes": {"value": 700, "display": "700"},
    "participants": {"value": 13, "display": "13"}, "referrals_out": {"value": 2, "display": "2"}
}))]
pub struct MeasuresDto {
    /// Sessions; a group session shared by several members is one.
    pub responses: FigureDto,
    /// Minutes of all members, summed.
    pub minutes: FigureDto,
    /// Participants of the sessions.
    pub participants: FigureDto,
    /// Referrals to other resources.
    pub referrals_out: FigureDto,
}

impl FigureDto {
    fn not_kept() -> Self {
        Self { value: None, display: "not kept".to_owned() }
    }
}

impl MeasuresDto {
    /// Every measure of a tally under one mask. A measure the policy does not keep is none, and not zero.
    pub fn under(mask: Mask, k: u32, tally: &Tally, kept: Kept) -> Self {
        let figure = |value| FigureDto {
            value: (mask == Mask::Show).then_some(value),
            display: mask.apply(value).printed(k).to_string(),
        };
        Self {
            responses: figure(tally.responses),
            minutes: if kept.minutes { figure(tally.minutes) } else { FigureDto::not_kept() },
            participants: figure(tally.participants),
            referrals_out: if kept.referrals { figure(tally.referrals_out) } else { FigureDto::not_kept() },
        }
    }
}
