//! Incidents: the way each takes, and whether the team takes it up (REFER-02, REFER-03, REFER-04), and the
//! notice that is due of it (REFER-19).
//!
//! Of a case the program keeps one thing only, the [`CaseJudgment`]: that it qualifies, and when that was
//! judged. Case numbers, closing dates and titles are read by [`judge_case`] and [`route`] and then forgotten.

mod model;
mod notice;
mod rules;
mod terms;

pub use model::{CaseJudgment, CaseStanding, IncidentEvent, IncidentState, Route, TriageOutcome};
pub use notice::{
    NoticeChannel, NoticeDuty, NoticeTerms, attest_notice, check_content, check_notice, no_duty,
};
pub use rules::{allowed_events, judge_case, may_open_outreach, next, route, route_of_sub_type};
pub use terms::IncidentTerms;
