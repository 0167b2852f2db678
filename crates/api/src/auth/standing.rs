//! What is known of a principal, remembered between requests, and confirmed inside the transaction of each.
//!
//! A revocation, or a role given or taken, holds from the next request on: each transaction first compares the
//! principal's authorization epoch with the one that was read with the roles. Another epoch means that they are
//! read anew, in the same transaction.

use super::actor::Actor;
use crate::problem::{Problem, TechnicalCode};
use crate::state::Work;
use chrono::NaiveDate;
use peerline_domain::Refusal;
use peerline_domain::access::Role;
use peerline_domain::calendar::Timestamp;
use peerline_domain::catalog::RefusalCode;
use peerline_persistence::Tx;
use peerline_persistence::records::RoleGrant;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use uuid::Uuid;

/// What a principal may do, as of an authorization epoch.
#[derive(Debug, Clone)]
pub struct Standing {
    /// The principal.
    pub principal: Uuid,
    /// Its agency; none for the platform's administrator.
    pub agency: Option<Uuid>,
    /// Display name.
    pub display_name: String,
    /// Its grants, also those whose days have not come or are over: what is remembered outlives days.
    grants: Vec<RoleGrant>,
    /// The epoch all this was read at.
    pub epoch: i64,
    revoked: bool,
    tokens_valid_from: Option<Timestamp>,
}

impl Standing {
    /// Reads what a principal may do.
    ///
    /// # Errors
    /// `unauthenticated` where there is no such principal.
    pub fn load(tx: &mut Tx<'_>, principal: Uuid) -> Result<Self, Problem> {
        let found = tx.find_principal(principal)?.ok_or_else(unauthenticated)?;
        // Before the roles: a change in between leaves an epoch that is too old, never one that is too new.
        let authorization = tx.authorization_of(principal)?.ok_or_else(unauthenticated)?;
        let grants = tx.role_grants_of(principal)?;
        Ok(Self {
            principal: found.id,
            agency: found.agency_id,
            display_name: found.display_name,
            grants,
            epoch: authorization.epoch,
            revoked: authorization.revoked_at.is_some(),
            tokens_valid_from: authorization.tokens_valid_from,
        })
    }

    /// Every role it holds on a day, UTC.
    pub fn roles_on(&self, day: NaiveDate) -> Vec<Role> {
        self.grants.iter().filter(|grant| grant.holds_on(day)).map(|grant| grant.role).collect()
    }

    /// The unit a role it holds on a day is limited to; none: no unit was named.
    pub fn unit_on(&self, role: Role, day: NaiveDate) -> Option<Uuid> {
        self.grants.iter().find(|grant| grant.role == role && grant.holds_on(day))?.unit_id
    }

    /// That a token issued at an instant, in seconds since the epoch, still opens anything.
    pub fn admits(&self, issued_at: i64) -> Result<(), Problem> {
        // Tokens count whole seconds: one of the second of the revocation is refused.
        let too_old = self.tokens_valid_from.is_some_and(|from| issued_at <= from.timestamp());
        if self.revoked || too_old { Err(unauthenticated()) } else { Ok(()) }
    }
}

fn unauthenticated() -> Problem {
    Problem::technical(TechnicalCode::Unauthenticated)
}

/// Principals remembered at the most; beyond, all are forgotten and read again.
const CAPACITY: usize = 10_000;

/// The principals this server remembers.
#[derive(Debug, Default)]
pub struct Standings(Mutex<HashMap<Uuid, Arc<Standing>>>);

impl Standings {
    /// What is remembered of a principal.
    pub fn recall(&self, principal: Uuid) -> Option<Arc<Standing>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&principal).map(Arc::clone)
    }

    /// Remembers a principal.
    pub fn remember(&self, standing: Standing) -> Arc<Standing> {
        let standing = Arc::new(standing);
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= CAPACITY {
            known.clear();
        }
        known.insert(standing.principal, Arc::clone(&standing));
        standing
    }
}

/// Confirms, inside the transaction, that the caller may still do what was decided before it, and answers the unit
/// the role is limited to now.
///
/// # Errors
/// `unauthenticated` where the principal or the token was revoked since, `forbidden_for_role` where the role
/// ended.
pub fn confirm(work: &mut Work<'_, '_>, actor: &Actor) -> Result<Option<Uuid>, Problem> {
    let current = work.tx.authorization_of(actor.principal)?.ok_or_else(unauthenticated)?;
    if current.epoch == actor.epoch {
        return Ok(actor.unit);
    }
    let standing = work.memory.standings.remember(Standing::load(work.tx, actor.principal)?);
    standing.admits(actor.token_issued_at)?;
    let today = work.now.date_naive();
    match standing.roles_on(today).as_slice() {
        held if !held.contains(&actor.role) => {
            Err(Refusal::new(RefusalCode::ForbiddenForRole, "CONF-26").into())
        }
        [_, _, ..] if !actor.role_named => Err(Problem::technical(TechnicalCode::RoleAmbiguous)),
        _ => Ok(standing.unit_on(actor.role, today)),
    }
}
