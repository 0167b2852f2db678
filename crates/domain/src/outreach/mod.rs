//! Outreach: the program approaches somebody (4.5, FOLLOW-01 … FOLLOW-06).
//!
//! What is kept stands on an opaque slot of the incident (FOLLOW-05). Which person a slot means is known to the
//! member and the coordinator only, outside the system; so another member can hold the check-in and the state,
//! with its dates, goes on unchanged (FOLLOW-16, ASSIGN-20).

mod log;
mod model;
mod rules;
mod terms;

pub use log::{LogCounts, OUTCOME_CODES, log, outcome_codes};
pub use model::{Outreach, OutreachEvent, OutreachKind, OutreachState};
pub use rules::{allowed_events, next, open};
pub use terms::{DeclineTerms, OutreachTerms};
