//! A request as the rules see it.

use crate::problem::Problem;
use crate::state::Work;
use crate::stored_code::value_of;
use peerline_domain::follow_up::{FollowUpTerms, is_outstanding};
use peerline_domain::policy::PolicyDocument;
use peerline_domain::request::{RequestEvent, RequestState, RequestTerms, next};
use peerline_domain::{Refusal, catalog::RefusalCode};
use peerline_persistence::records::SupportRequest;

/// The terms a request runs on.
#[derive(Debug, Clone)]
pub struct Machine {
    /// Of its states.
    pub terms: RequestTerms,
    /// Of its follow-ups, where there are any.
    pub follow_ups: Option<FollowUpTerms>,
    /// Whether nobody is named whom the policy would have followed up (REFER-32).
    pub anonymous: bool,
}

impl Machine {
    /// The terms of the version the request was opened under; what may stay follows the stricter of that version and
    /// the one in force (PROG-01).
    pub fn of(work: &mut Work<'_, '_>, request: &SupportRequest) -> Result<Self, Problem> {
        let policy = work.policy()?;
        let machine = if request.policy_version_id == policy.version.id {
            Self::governing(policy.document(), policy.document())?
        } else {
            let opened = work.policy_version(request.policy_version_id)?;
            Self::governing(&opened.document, policy.document())?
        };
        // Looked up only once they are counted from the first meeting, and as long as they can be held.
        let is_over = value_of::<RequestState>(&request.state)?.is_final();
        let is_followed_up = machine.follow_ups.is_some() && request.follow_ups.is_some() && !is_over;
        if is_followed_up && work.tx.case_of_request(request.id)?.is_none() {
            return Ok(Self { follow_ups: None, anonymous: true, ..machine });
        }
        Ok(machine)
    }

    fn governing(opened: &PolicyDocument, now: &PolicyDocument) -> Result<Self, Problem> {
        let terms = RequestTerms::governing(opened, now)?;
        let follow_ups = FollowUpTerms::read(opened)?.filter(|_| terms.keeps_case);
        Ok(Self { terms, follow_ups, anonymous: false })
    }

    /// The state the request comes to.
    ///
    /// # Errors
    /// As [`next`]; `step_out_of_order` also for finishing while a follow-up is still to be held (4.7).
    pub fn next(&self, request: &SupportRequest, event: RequestEvent) -> Result<RequestState, Problem> {
        let reached = next(&self.terms, value_of(&request.state)?, event)?;
        if event == RequestEvent::Finish && self.awaits_follow_up(request) {
            let clause = self.follow_ups.as_ref().and_then(|terms| terms.clause.as_deref());
            return Err(Refusal::new(RefusalCode::StepOutOfOrder, "FOLLOW-07").under(clause).into());
        }
        Ok(reached)
    }

    /// Whether a scheduled follow-up was not held yet.
    pub fn awaits_follow_up(&self, request: &SupportRequest) -> bool {
        match (&self.follow_ups, &request.follow_ups) {
            (Some(terms), Some(kept)) => is_outstanding(terms, kept),
            _ => false,
        }
    }
}
