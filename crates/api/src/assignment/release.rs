//! What becomes of a member's assignments when they leave or go on leave (ASSIGN-20).

use crate::problem::Problem;
use crate::requests::machine::Machine;
use crate::state::Work;
use crate::stored_code::{code_of, value_of};
use peerline_domain::outreach::OutreachState;
use peerline_domain::request::RequestEvent;
use uuid::Uuid;

/// Assignments one member can hold; far more than a person carries.
const AT_MOST: i64 = 10_000;

/// Gives everything a member holds back to whoever assigns. A request returns to triage; an outreach keeps its
/// dates, so that a pending check-in stays on its day.
pub fn give_back(work: &mut Work<'_, '_>, member: Uuid) -> Result<(), Problem> {
    for mut request in work.tx.list_requests_of(member, None, AT_MOST)? {
        let machine = Machine::of(work, &request)?;
        request.state = code_of(&machine.next(&request, RequestEvent::MemberUnavailable)?);
        request.member_id = None;
        request.declared = false;
        request.revision += 1;
        work.tx.update_request(request)?;
    }
    for mut slot in work.tx.list_outreaches_of(member, None, AT_MOST)? {
        let state: OutreachState = value_of(&slot.state)?;
        if !state.is_over() {
            slot.member_id = None;
            slot.declared = false;
            slot.revision += 1;
            work.tx.update_outreach(slot)?;
        }
    }
    Ok(())
}
