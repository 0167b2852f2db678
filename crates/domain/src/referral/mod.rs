//! Referrals: somebody tells the program of a person who may want support (REFER-07, REFER-08, REFER-26, REFER-27).
//!
//! What is decided here rests on what was sent and on the policy alone. Whether the person is known, was referred
//! before or has declined is no business of the one who refers, so nothing of that is asked (Part 1A: create, no
//! outcome).

mod model;
mod rules;
mod terms;

pub use model::{Content, NewReferral, Purpose, ReferralSource, Referrer};
pub use rules::{check_referral, check_source};
pub use terms::ReferralTerms;
