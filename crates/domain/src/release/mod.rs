//! What a reader of totals may see (TRACK-23, REPORT-13).
//!
//! Two readers, two rules: the coordinator and the logistics coordinator work on their own [`working_sheet`]
//! under `suppress.k`; everybody else reads sealed releases, in which [`mask_total`] hides under `release.k`.

mod model;
mod rules;
mod sheet;
mod terms;

pub use model::{Cell, Mask};
pub use rules::{
    DOMINANCE_PERCENT, GRACE_DAYS, MIN_SUPPORTERS, earliest_seal, mask_total, primary_mask, seals_on,
    shares_of,
};
pub use sheet::{Sheet, working_sheet, working_sheets};
pub use terms::ReleaseTerms;
