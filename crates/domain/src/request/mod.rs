//! Requests: a person asks, in contrast to outreach, which the program starts (REFER-39). Only outreach knows
//! declines, follow-ups and suppression; a person who changes their mind is left alone (FOLLOW-06).

mod model;
mod rules;
mod terms;

pub use model::{RequestEvent, RequestState};
pub use rules::{allowed_events, next, retains};
pub use terms::RequestTerms;
