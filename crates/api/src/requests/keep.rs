//! How a request is taken up to be changed, written, and kept or deleted at its end.

use super::machine::Machine;
use crate::problem::Problem;
use crate::state::Work;
use crate::stored_code::value_of;
use peerline_domain::calendar::{Month, end_of_day, local_date};
use peerline_domain::request::{RequestState, retains};
use peerline_persistence::Held;
use peerline_persistence::records::SupportRequest;
use uuid::Uuid;

/// A request that is about to be changed: nobody else changes it before this transaction ends.
pub fn to_change(work: &mut Work<'_, '_>, id: Uuid) -> Result<SupportRequest, Problem> {
    work.tx.hold(Held::Request(id))?;
    let request = work.tx.find_request(id)?.ok_or_else(Problem::not_found)?;
    if is_there(work, &request)? { Ok(request) } else { Err(Problem::not_found()) }
}

/// Writes a changed request.
pub fn save(work: &mut Work<'_, '_>, request: &mut SupportRequest) -> Result<(), Problem> {
    request.revision += 1;
    work.tx.update_request(request.clone())?;
    Ok(())
}

/// Keeps a request that reached its end, where the policy keeps its case; otherwise deletes it and all that belongs to
/// it (4.4, FOLLOW-06, CONF-27).
pub fn end(
    work: &mut Work<'_, '_>,
    machine: &Machine,
    before: RequestState,
    reached: RequestState,
    request: &mut SupportRequest,
) -> Result<(), Problem> {
    if retains(&machine.terms, before, reached) {
        // The receipt, the word and the assignment die with the work, and so does the hour; the case does not.
        request.receipt_digest = None;
        request.spoken_code = String::new();
        request.member_id = None;
        request.declared = false;
        let zone = work.policy()?.zone;
        let day_before = local_date(request.received_at, zone).pred_opt();
        request.received_at = day_before.map_or(request.received_at, |day| end_of_day(day, zone));
        return save(work, request);
    }
    let closed_in = Month::containing(work.policy()?.today);
    if work.tx.close_request(request.id, closed_in)? { Ok(()) } else { Err(Problem::not_found()) }
}

/// Whether a request is there to be seen: one that is open, or a case that ended and that the policy in force keeps as
/// well. A stricter policy hides at once what a looser one left (PROG-01).
pub fn is_there(work: &mut Work<'_, '_>, request: &SupportRequest) -> Result<bool, Problem> {
    let is_over = value_of::<RequestState>(&request.state)?.is_final();
    Ok(!is_over || Machine::of(work, request)?.terms.keeps_case)
}
