//! Follow-ups on fixed days after the initial meeting (FOLLOW-07, FOLLOW-08, FOLLOW-10).
//!
//! They are for people the program keeps a case of; where nobody may be named nobody can be met again by a date
//! (FOLLOW-13), and a policy that names no days has none.

mod model;
mod rules;
mod terms;

pub use model::{FollowUps, Planned, Stage};
pub use rules::{hold, is_outstanding, may_hold, planned};
pub use terms::FollowUpTerms;
