//! What members record of their work, and the monthly report it becomes (TRACK-01 … TRACK-05, TRACK-17 …
//! TRACK-26, RESP-01 … RESP-08, RESP-33 … RESP-36).
//!
//! **Never stored**, because no type here has a place for it: who was supported, by name, number, contact, rank,
//! unit or any mark that follows one person from entry to entry; what was said; notes, messages or other free
//! text (TRACK-20); the hour of a contact; a link from one session to the next (RESP-36); an exception to
//! confidentiality (TRACK-25); how often one person was seen (TRACK-13); when they were exposed to what they were supported after (RESP-11). An entry is one session, told by codes
//! and counts. Of these, too, only what [`Kept`] allows under the policy in force stays: see [`stripped`].

mod combine;
mod model;
mod report;
mod rules;
mod session;
mod terms;
mod window;

pub use combine::{Combination, MemberReport, Share, Tally, combine};
pub use model::{Entry, Kept, PlannedSession};
pub use report::{
    InTotals, MemberMonth, ReportFacts, ReportState, ReportTerms, Submission, Submitted, may_combine,
    may_record_in, may_record_some_day, may_submit, owes_report, status, submit,
};
pub use rules::{check_entry, check_medium, check_planned, stripped};
pub use session::{ApprovedSession, Covers, Delivery, covers};
pub use terms::{ActivityTerms, GroupApproval, NeutralEnforcement, TrackerContent};
pub use window::{WindowTerms, check_window};
