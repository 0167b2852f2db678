//! Requests that came by telephone, e-mail or in person (V.E.1.b), and what who enters one is told.

use super::commands::{Origin, take_in};
use super::dto::{NewSupportRequest, SupportRequestDto};
use super::keep::is_there;
use super::view::shown;
use crate::assignment::overseer::Oversight;
use crate::auth::Actor;
use crate::problem::{Code, Problem, TechnicalCode};
use crate::state::Work;
use crate::units::area::check_named;
use peerline_domain::intake::Via;
use uuid::Uuid;

/// Refuses the web form as the way something came that somebody enters: the form has an address of its own.
///
/// # Errors
/// `code_unknown`, at `/channel`.
pub fn refuse_web_form(channel: Via) -> Result<(), Problem> {
    if channel == Via::Web {
        return Err(Problem::field("/channel", Code::Technical(TechnicalCode::CodeUnknown)));
    }
    Ok(())
}

/// What who entered a request is told.
pub enum Entered {
    /// The request, to who oversees it.
    Shown(Box<SupportRequestDto>),
    /// That it is received, and nothing more.
    Received(Uuid),
}

impl Entered {
    /// The request's id.
    pub fn id(&self) -> Uuid {
        match self {
            Self::Shown(request) => request.id,
            Self::Received(id) => *id,
        }
    }
}

/// Enters a request.
pub fn enter(work: &mut Work<'_, '_>, actor: &Actor, new: NewSupportRequest) -> Result<Entered, Problem> {
    if let Some(unit) = new.unit_id {
        check_named(work, actor, unit)?;
    }
    let policy = work.policy()?;
    let (request, found) = take_in(work, &policy, new, Origin::default())?;
    if Oversight::of(work, actor)?.covers(&request) {
        return Ok(Entered::Shown(Box::new(shown(work, actor, request, found)?)));
    }
    Ok(Entered::Received(request.id))
}

/// What is told where it is sent again. Who does not oversee everything is told `received` still, whatever has become
/// of it.
pub fn again(work: &mut Work<'_, '_>, actor: &Actor, id: Uuid) -> Result<Entered, Problem> {
    let oversight = Oversight::of(work, actor)?;
    let kept = work.tx.find_request(id)?.filter(|request| oversight.covers(request));
    match kept {
        Some(request) if is_there(work, &request)? => {
            Ok(Entered::Shown(Box::new(shown(work, actor, request, Vec::new())?)))
        }
        _ if oversight == Oversight::All => Err(Problem::not_found()),
        _ => Ok(Entered::Received(id)),
    }
}
